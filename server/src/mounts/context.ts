import type { Kysely } from 'kysely'
import type { Accounts } from '../accounts/index.ts'
import type { Activity } from '../activity/index.ts'
import type { Federation } from '../federation/index.ts'
import type { Files } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Schema } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { Outbound } from '../platform/outbound/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'
import type { Shares } from '../shares/index.ts'

/** What this room is given. */
export interface MountsContext {
  readonly database: Database
  readonly clock: Clock
  readonly sealer: Sealer
  readonly events: Events
  readonly outbound: Pick<Outbound, 'send'>
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'peersInTrouble'>
  readonly jobs: Jobs
  readonly activity: Activity
  readonly accounts: Accounts
  readonly files: Files
  readonly federation: Federation
  readonly shares: Shares
  /** @param executor - a transaction that asks */
  readonly settingsOf: (tenant: TenantId, executor?: Kysely<Schema>) => Promise<MountsSettings>
}

/** What each tenant chooses. */
export interface MountsSettings extends PendingCaps {
  /** Folder in which accepted shares appear, for example `/Shared`. */
  readonly defaultFolder: readonly string[]
}

/** How many shares may wait for one user's answer. */
export interface PendingCaps {
  readonly pendingPerPeer: number
  readonly pendingPerUser: number
}
