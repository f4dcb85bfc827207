import type { SendHttp } from '@isthmus/ocm'
import type { Accounts } from '../accounts/index.ts'
import type { Activity } from '../activity/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'

/** What this room is given. */
export interface FederationContext {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: Sealer
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'messages'>
  readonly activity: Activity
  readonly accounts: Accounts
  /** The one door through which requests leave. */
  readonly send: SendHttp
  readonly settings: FederationSettings
}

export interface FederationSettings {
  /** Name of this cloud as others see it. */
  readonly provider: string
  readonly policy: 'open' | 'known'
  /** For tests and demos: see `federation.allowHttpFallback`. */
  readonly allowHttpFallback: boolean
}
