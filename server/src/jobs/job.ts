import type { TenantId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'

/** The ids of the rows that a job is about. Its handler reads those rows as they are when it runs. */
export type JobPayload = Readonly<Record<string, number | string>>

/** What a use case writes into its transaction when something has to happen after it. */
export interface NewJob {
  /** Which handler runs it: `announce-share` … */
  readonly kind: string
  readonly tenant: TenantId
  readonly payload: JobPayload
  /**
   * Jobs with the same key run strictly one after the other, in the order in which they were written. A job that was
   * given up stands in nobody's way.
   */
  readonly orderKey?: string
  /** Canonical host of the server that it talks to: limits and the circuit breaker count per peer. */
  readonly peer?: string
  /** Not before, epoch milliseconds; at once when absent. */
  readonly runAt?: number
  /** From this time on (epoch milliseconds) there is one last attempt; 14 days after it was written when absent. */
  readonly deadlineAt?: number
}

/** How an attempt ended. Reasons are short stable words, never free text from a peer. */
export type JobOutcome =
  | { readonly done: true }
  /**
   * Try again, after `afterMs` when the peer said so and by exponential back-off otherwise. `peerTrouble` says that
   * the peer could not be reached or could not serve anyone: it counts for the circuit breaker.
   */
  | { readonly retry: string; readonly afterMs?: number; readonly peerTrouble?: boolean }
  /** Trying again would not help. */
  | { readonly giveUp: string }

/** What a job is about. */
export interface JobSubject {
  readonly tenant: TenantId
  readonly payload: JobPayload
}

/** One attempt. */
export interface JobRun extends JobSubject {
  /** 1 for the first. Counts attempts that a crash cut short. */
  readonly attempt: number
  /** Aborted when the program stops, when the attempt takes too long and when another worker took the job over. */
  readonly signal: AbortSignal
  /** Whether `retry` now means that the job is given up. */
  readonly lastAttempt: boolean
}

export interface JobHandler {
  /**
   * Does the work, outside of any transaction and at least once: an attempt that a crash cut short comes again. What
   * it throws is logged and tried again as `internal-error`.
   */
  run(job: JobRun): Promise<JobOutcome>
  /** Writes what follows from giving up, in the transaction that buries the job. */
  givenUp?(tx: Tx, job: JobSubject, reason: string): Promise<void>
}

export const jobStates = ['waiting', 'running', 'dead'] as const

export type JobState = (typeof jobStates)[number]

/** A job as the operator sees it. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly state: JobState
  readonly payload: JobPayload
  readonly orderKey?: string
  readonly peer?: string
  /** Epoch milliseconds. Waiting: not before. Running: when its lease ends. Dead: when it was given up. */
  readonly runAt: number
  readonly attempts: number
  readonly deadlineAt: number
  /** Reason of the last attempt that did not succeed. */
  readonly lastError?: string
  readonly createdAt: number
}

/** Which jobs are meant; what is not said does not count. */
export interface JobFilter {
  readonly state?: JobState
  readonly kinds?: readonly string[]
}
