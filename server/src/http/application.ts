import type { ListingMemory } from '@isthmus/webdav'
import type { Accounts, Settings, Tenant } from '../accounts/index.ts'
import type { Activity, LiveEvents } from '../activity/index.ts'
import type { Federation } from '../federation/index.ts'
import type { Files } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Mail } from '../mail/index.ts'
import type { Mounts } from '../mounts/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config/index.ts'
import type { Database } from '../platform/database/index.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { Readiness } from '../platform/readiness.ts'
import type { StoredSealer } from '../platform/sealing/index.ts'
import type { Shares } from '../shares/index.ts'
import type { AppFiles } from './app-files.ts'
import type { Installation } from './installation.ts'

/** The rooms, as the edges see them. `server.ts` makes one. */
export interface Application {
  readonly accounts: Accounts
  readonly settings: Settings
  readonly activity: Activity
  /** Who writes letters is the rooms' business. */
  readonly mail: Pick<Mail, 'isConfigured'>
  readonly liveEvents: LiveEvents
  readonly files: Files
  readonly federation: Federation
  readonly shares: Shares
  readonly mounts: Mounts
  readonly jobs: Jobs
  /** What runs in browsers. */
  readonly app: AppFiles
  readonly database: Database
  /** Another one after each restore; the empty string before. */
  readonly dataFingerprint: string
  readonly sealingKeys: Pick<StoredSealer, 'addKey' | 'keys'>
  readonly config: Config
  /** The program, and what it stands on. */
  readonly installation: Installation
  /** The one that the installation was made for. */
  readonly defaultTenant: Tenant
  readonly metrics: Metrics
  readonly readiness: Readiness
  /** The REST API as OpenAPI describes it. */
  readonly describeApi: () => object
  /** Answers about folders that may be given again. */
  readonly listings: ListingMemory
  readonly clock: Clock
  readonly logger: Logger
}
