import type { Kysely } from 'kysely'
import type { Activity } from '../activity/index.ts'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { BlobStore } from '../platform/blobs/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Schema } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { RememberedOrders } from './browse/remembered-orders.ts'
import type { RecentChecks } from './integrity/recent-checks.ts'
import type { MountPort } from './mount-port.ts'

/** What this room is given. */
export interface FilesOptions {
  readonly database: Database
  readonly blobs: BlobStore
  readonly clock: Clock
  readonly ids: Pick<Ids, 'uuid'>
  readonly events: Events
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'blobDamage'>
  readonly activity: Pick<Activity, 'record'>
  /** Asked for at each use, since the room that fills the port is made after this one. */
  readonly mounts: () => MountPort
  readonly groupsOf: GroupsOf
  /** Largest file in bytes; without it the store alone sets the limit. */
  readonly maxFileBytes?: number
  /** What a new space may hold, in bytes; without it there is no limit. */
  readonly defaultQuota?: number
  /** For how long an unfinished upload is kept after the last byte of it came, in milliseconds; 3 days when absent. */
  readonly uploadLifetime?: number
  /** For how long the trash keeps things, in milliseconds; 30 days when absent. */
  readonly trashLifetime?: number
}

/** Ids of the groups that a user is in, as they are in a transaction: groups may be members of a team space. */
export type GroupsOf = (
  executor: Kysely<Schema>,
  tenant: TenantId,
  userId: UserId,
) => Promise<readonly string[]>

/** What the use cases of this room work with. */
export interface FilesContext extends FilesOptions {
  readonly checks: RecentChecks
  readonly orders: RememberedOrders
}
