import type { SendHttp } from '@isthmus/ocm'
import type { Accounts } from '../accounts/index.ts'
import type { Activity } from '../activity/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { CertificateFacts } from '../platform/outbound/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'
import type { TrustPolicy } from './trust-policy.ts'

/** What this room is given. */
export interface FederationContext {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: Sealer
  readonly events: Events
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'messages'>
  readonly activity: Activity
  readonly accounts: Accounts
  /** The one door through which requests leave. */
  readonly send: SendHttp
  /** The same, seen from outside also where the other server is a cloud of this installation. */
  readonly sendOutside: SendHttp
  /** What a server shows in TLS; `undefined` when nothing is seen. @param host - `cloud.example:8443` */
  readonly certificateOf: (host: string) => Promise<CertificateFacts | undefined>
  readonly settingsOf: (tenant: TenantId) => Promise<FederationSettings>
  /** For tests and demos: see `federation.allowHttpFallback`. */
  readonly allowHttpFallback: boolean
  readonly limits: FederationLimits
}

/** What each tenant chooses. */
export interface FederationSettings {
  /** Name of this cloud as others see it. */
  readonly provider: string
  readonly policy: TrustPolicy
}

/** For all processes of an installation together. */
export interface FederationLimits {
  /** Of one server that has proved who it is. */
  readonly requestsPerMinute: number
  /** From one client address of which nobody has proved anything. */
  readonly unprovenPerMinute: number
  /** Of one user. */
  readonly lookupsPerMinute: number
}
