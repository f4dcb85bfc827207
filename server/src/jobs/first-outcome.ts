import type { JobOutcome } from './job.ts'
import type { JobsContext } from './jobs-context.ts'
import { findJobProgress } from './jobs-repository.ts'
import type { Outcomes } from './outcomes.ts'
import { settlesWithin } from './settles-within.ts'

/**
 * Waits for the first attempt of a job that was committed before, wherever it runs.
 * @param timeoutMs - how long at most, milliseconds
 * @returns `pending` when there was none in that time, and at once when none can be, because the breaker of the peer
 *   is open
 */
export async function firstOutcome(
  context: JobsContext,
  outcomes: Outcomes,
  jobId: string,
  timeoutMs: number,
): Promise<JobOutcome | 'pending'> {
  const heard = Promise.withResolvers<JobOutcome>()
  // Listens before it looks, so that no end falls between the two.
  const stopListening = outcomes.listen(jobId, heard.resolve)
  try {
    const seen = await lookUp(context, jobId)
    if (seen !== 'not-yet') return seen
    if (await settlesWithin(context.clock, timeoutMs, heard.promise)) return await heard.promise
  } finally {
    stopListening()
  }
  // Another process may have run it.
  const last = await lookUp(context, jobId)
  return last === 'not-yet' ? 'pending' : last
}

async function lookUp(
  { database, clock }: JobsContext,
  jobId: string,
): Promise<JobOutcome | 'pending' | 'not-yet'> {
  const job = await findJobProgress(database.read, jobId)
  if (job === undefined) return { done: true }
  if (job.state === 'dead') return { giveUp: job.lastError ?? 'unknown' }
  if (job.lastError !== null) return { retry: job.lastError }
  if (job.lease !== null) return 'not-yet'
  return (job.openUntil ?? 0) > clock.now() ? 'pending' : 'not-yet'
}
