import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Metrics } from '../platform/metrics/index.ts'
import type { JobHandler } from './job.ts'
import type { JobLimits } from './lease-repository.ts'

/** What the room is given. */
export interface JobsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly metrics: Pick<Metrics, 'jobs' | 'jobAttempts' | 'jobBreakersOpen'>
  /** True when no other process works on this database: leases found at the start are those of a dead one. */
  readonly soleWorker?: boolean
  /** 32 jobs at once and 4 of them for one peer, when absent. */
  readonly limits?: JobLimits
  /** 0 <= x < 1, for the jitter of the back-off. */
  readonly random?: () => number
}

/** What its parts share. */
export interface JobsContext extends Required<JobsOptions> {
  readonly handlers: ReadonlyMap<string, JobHandler>
}
