import type { Clock } from '../../platform/clock.ts'
import type { ApiClient } from './api-client.ts'
import type { DavClient, Digest } from './dav-client.ts'
import type { DemoCloud } from './demo-cloud.ts'
import type { SourceFile } from './source-files.ts'
import type { Story } from './story.ts'

/** Who and what is on the stage. */
export interface Scene {
  readonly story: Story
  readonly clock: Clock
  /** Aborted when the person who watches has had enough. */
  readonly signal: AbortSignal
  /** Shares. */
  readonly ann: Person
  /** Is shared with. */
  readonly bob: Person
  /** Has an account at Ann's cloud, and is shared with. */
  readonly carol: Person
  readonly files: readonly SourceFile[]
}

export interface Person {
  readonly name: string
  readonly password: string
  /** `bob@localhost:PORT` */
  readonly address: string
  readonly cloud: DemoCloud
  /** The person's own files. */
  readonly dav: DavClient
  readonly api: ApiClient
}

/** What Ann uploaded, by path in the folder. */
export type Digests = ReadonlyMap<string, Digest>

/** The folder that Ann shares, in her files. */
export const annsFolder = '/Project'
/** The same folder in Bob's files, once he has accepted it, and in Carol's. */
export const bobsFolder = '/Shared/Project'
/** What Carol writes there. */
export const neighboursNote = 'Written by Carol.txt'
