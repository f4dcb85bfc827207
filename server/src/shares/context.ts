import type { DavPath } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Accounts, DirectoryScope } from '../accounts/index.ts'
import type { Activity } from '../activity/index.ts'
import type { Federation } from '../federation/index.ts'
import type { Files } from '../files/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { TenantId, UserActor, UserId } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Schema } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'
import type { Contact } from './recipients/suggestion.ts'

/** What administrators demand of public links. */
export interface LinkSettings {
  readonly passwordRequired: boolean
  /** Milliseconds; without it a link need not end. */
  readonly longestLife?: number | undefined
}

/** What this room is given. */
export interface SharesContext {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: Sealer
  readonly events: Events
  readonly logger: Logger
  readonly jobs: Jobs
  readonly activity: Activity
  readonly accounts: Accounts
  readonly files: Files
  readonly federation: Federation
  readonly linkSettingsOf: (tenant: TenantId) => Promise<LinkSettings>
  /** Whom people are offered of those that they have nothing to do with yet. */
  readonly suggestionScopeOf: (tenant: TenantId) => Promise<DirectoryScope>
  /** Who on other servers shares something with a user who has accepted it, the last one first. */
  readonly contactsOf: (actor: UserActor, limit: number) => Promise<readonly Contact[]>
  /**
   * Which share is mounted at a node, as one transaction sees it: the share of somebody on this server; `undefined` for
   * one of another server. Asked for at each use, since the room that knows is made after this one.
   */
  readonly localShareAt: (executor: Kysely<Schema>, nodeId: number) => Promise<number | undefined>
  /** Where a user has shares of people on this server, by share id. */
  readonly placesOfShares: (
    user: UserId,
    shareIds: readonly number[],
  ) => Promise<ReadonlyMap<number, DavPath>>
}
