import type { Kysely } from 'kysely'
import type { Jobs } from '../jobs/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config/index.ts'
import type { Database, Schema } from '../platform/database/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'
import type { Cloud } from './letter.ts'
import type { Transport } from './smtp/smtp-transport.ts'

/** What the room is given. */
export interface MailOptions {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: Pick<Sealer, 'lookup'>
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'mails' | 'mailDuration'>
  readonly jobs: Pick<Jobs, 'enqueue' | 'countFor' | 'hasten'>
  readonly transport: Transport
  /** @param executor - a transaction that asks */
  settingsOf(tenant: TenantId, executor?: Kysely<Schema>): Promise<Config['mail']>
  /** How a cloud calls itself. */
  cloudOf(tenant: TenantId): Promise<Cloud>
}
