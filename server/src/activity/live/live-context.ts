import type { UserActor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Announcements } from '../../platform/database/index.ts'
import type { Ids } from '../../platform/ids.ts'

/** What live events need to know of the files, which lie above this room. */
export interface Places {
  /** The spaces that a user sees. */
  spacesOf(actor: UserActor): Promise<readonly number[]>
  /** Where folders are in their spaces; those that are gone are missing. */
  pathsOf(nodeIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>>
}

/** What live events are given. */
export interface LiveContext {
  readonly announcements: Announcements
  readonly clock: Clock
  readonly ids: Pick<Ids, 'token'>
  readonly places: Places
}
