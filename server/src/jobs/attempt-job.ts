import type { JobHandler, JobOutcome } from './job.ts'
import type { JobsContext } from './jobs-context.ts'
import { type LeasedJob, renewLease } from './lease-repository.ts'
import { settlesWithin } from './settles-within.ts'

/** How long a worker that says nothing keeps a job. */
export const leaseMs = 60_000
const longestAttemptMs = 600_000
/** What a handler gets to come back after its signal was aborted. */
const graceMs = 5_000

/** Why an attempt was cut short: the reason of its abort signal. */
export class AttemptCut extends Error {
  override readonly name = 'AttemptCut'
  readonly why: 'stopped' | 'lease-lost' | 'timed-out'

  constructor(why: AttemptCut['why']) {
    super(`The attempt was cut short: ${why}`)
    this.why = why
  }
}

/**
 * Lets a handler work on a job and holds the lease meanwhile. Never rejects.
 * @param attempt - aborted with an `AttemptCut` to cut the attempt short
 * @returns what the handler said, or why it was not heard to the end
 */
export async function attemptJob(
  context: JobsContext,
  job: LeasedJob,
  lastAttempt: boolean,
  attempt: AbortController,
): Promise<JobOutcome | AttemptCut> {
  const handler = context.handlers.get(job.kind)
  if (handler === undefined) {
    context.logger.error('job.no-handler', { job: job.id, kind: job.kind })
    return { retry: 'no-handler' }
  }
  const ended = new AbortController()
  void holdLease(context, job, attempt, ended.signal)
  const outcome = runHandler(context, handler, job, lastAttempt, attempt.signal)
  const abandoned = afterGrace(context, outcome, attempt.signal)
  try {
    return await Promise.race([outcome, abandoned])
  } finally {
    ended.abort()
  }
}

async function runHandler(
  { logger }: JobsContext,
  handler: JobHandler,
  job: LeasedJob,
  lastAttempt: boolean,
  signal: AbortSignal,
): Promise<JobOutcome | AttemptCut> {
  try {
    const { tenant, payload, attempts: attempt } = job
    return await handler.run({ tenant, payload, attempt, signal, lastAttempt })
  } catch (error) {
    if (signal.reason instanceof AttemptCut) return signal.reason
    logger.error('job.crashed', { job: job.id, kind: job.kind, error })
    return { retry: 'internal-error' }
  }
}

/** Renews the lease until the attempt has ended; cuts the attempt when it is lost or takes too long. */
async function holdLease(
  { clock, database, logger }: JobsContext,
  job: LeasedJob,
  attempt: AbortController,
  ended: AbortSignal,
): Promise<void> {
  const cutAt = clock.now() + longestAttemptMs
  for (;;) {
    await clock.sleep(leaseMs / 3, ended)
    if (ended.aborted || attempt.signal.aborted) return
    if (clock.now() >= cutAt) return attempt.abort(new AttemptCut('timed-out'))
    try {
      const held = await database.write((tx) => renewLease(tx, job, clock.now() + leaseMs))
      // Also when the attempt has ended meanwhile; then nobody listens.
      if (!held) return attempt.abort(new AttemptCut('lease-lost'))
    } catch (error) {
      logger.error('job.lease-not-renewed', { job: job.id, kind: job.kind, error })
    }
  }
}

/** Resolves when a handler that was cut short does not come back. */
async function afterGrace(
  { clock, logger }: JobsContext,
  outcome: Promise<unknown>,
  signal: AbortSignal,
): Promise<AttemptCut> {
  const cut = await cutOf(signal)
  if (!(await settlesWithin(clock, graceMs, outcome))) logger.error('job.does-not-stop', { why: cut.why })
  return cut
}

async function cutOf(signal: AbortSignal): Promise<AttemptCut> {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true })
    })
  }
  return signal.reason as AttemptCut
}
