import { deleteBreakersBefore } from './breakers-repository.ts'
import { tellDelivery } from './delivery-topic.ts'
import type { JobsContext } from './jobs-context.ts'
import { buryIdleJob, deleteDeadJobs, expiredJobs } from './jobs-repository.ts'

const deadLettersKeptMs = 90 * 86_400_000
const breakersKeptMs = 30 * 86_400_000
const atOnce = 100

/**
 * Gives up what ran out while the breaker of its peer was open, and forgets dead letters after 90 days and peers that
 * nothing was sent to for 30. May run at any time, in several processes.
 */
export async function cleanUpJobs(context: JobsContext, signal: AbortSignal): Promise<void> {
  const { database, clock } = context
  while (!signal.aborted && (await buryExpired(context)) === atOnce);
  await database.write(async (tx) => {
    await deleteDeadJobs(tx, clock.now() - deadLettersKeptMs)
    await deleteBreakersBefore(tx, clock.now() - breakersKeptMs)
  })
}

async function buryExpired({ database, clock, handlers, logger }: JobsContext): Promise<number> {
  const expired = await expiredJobs(database.read, clock.now(), atOnce)
  for (const { id, kind, peer, lastError, ...subject } of expired) {
    const reason = lastError ?? 'peer-unavailable'
    const buried = await database.write(async (tx) => {
      if (!(await buryIdleJob(tx, id, clock.now(), reason))) return false
      tellDelivery(tx, { tenant: subject.tenant, peer })
      await handlers.get(kind)?.givenUp?.(tx, subject, reason)
      return true
    })
    if (buried) logger.warn('job.given-up', { job: id, kind, reason })
  }
  return expired.length
}
