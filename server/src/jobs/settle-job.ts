import type { Tx } from '../platform/database/index.ts'
import { AttemptCut } from './attempt-job.ts'
import { afterTrouble, hasOpened } from './breaker.ts'
import { deleteBreaker, findBreaker, saveBreaker } from './breakers-repository.ts'
import { tellDelivery } from './delivery-topic.ts'
import { hastenWaiting } from './hasten-jobs-of-peer.ts'
import type { JobOutcome } from './job.ts'
import type { JobsContext } from './jobs-context.ts'
import { buryJob, finishJob, type LeasedJob, postponeJob, releaseJob } from './lease-repository.ts'
import { retryDelay } from './retry-delay.ts'

/**
 * Writes how an attempt ended, with what follows from it, in one transaction. Never rejects: a job that cannot be
 * settled comes back when its lease ends.
 * @param lastAttempt - whether `retry` means that the job is given up
 * @returns what was written; `undefined` when that is nothing, because the attempt was cut short or another worker
 *   has the job now
 */
export async function settleJob(
  context: JobsContext,
  job: LeasedJob,
  lastAttempt: boolean,
  outcome: JobOutcome | AttemptCut,
): Promise<JobOutcome | undefined> {
  const { database, clock, logger } = context
  const facts = { job: job.id, kind: job.kind, attempt: job.attempts }
  try {
    if (outcome instanceof AttemptCut && outcome.why !== 'timed-out') {
      // Without the lease this changes nothing.
      await database.write(async (tx) => {
        if (await releaseJob(tx, job, clock.now())) tellDelivery(tx, job)
      })
      return undefined
    }
    const ending = decide(outcome, lastAttempt)
    const held = await database.write((tx) => settle(context, tx, job, ending))
    if (held && 'retry' in ending) logger.warn('job.attempt-failed', { ...facts, reason: ending.retry })
    if (held && 'giveUp' in ending) logger.warn('job.given-up', { ...facts, reason: ending.giveUp })
    return held ? ending : undefined
  } catch (error) {
    logger.error('job.not-settled', { ...facts, error })
    return await postponeAfterFault(context, job)
  }
}

function decide(outcome: JobOutcome | AttemptCut, lastAttempt: boolean): Ending {
  const said = outcome instanceof AttemptCut ? { retry: outcome.why } : outcome
  const peerTrouble = 'retry' in said && said.peerTrouble === true
  return 'retry' in said && lastAttempt ? { giveUp: said.retry, peerTrouble } : said
}

/** Like an outcome, but what is given up after its last attempt may still have met trouble. */
type Ending = JobOutcome | { readonly giveUp: string; readonly peerTrouble: boolean }

/** @returns whether the lease still held; otherwise nothing was written */
async function settle(context: JobsContext, tx: Tx, job: LeasedJob, ending: Ending): Promise<boolean> {
  const now = context.clock.now()
  if (!(await writeEnding(context, tx, job, ending, now))) return false
  tellDelivery(tx, job)
  if ('giveUp' in ending) await context.handlers.get(job.kind)?.givenUp?.(tx, job, ending.giveUp)
  if (job.peer !== '') await notePeer(tx, job.peer, ending, now)
  return true
}

async function writeEnding(
  context: JobsContext,
  tx: Tx,
  job: LeasedJob,
  ending: Ending,
  now: number,
): Promise<boolean> {
  if ('done' in ending) return finishJob(tx, job)
  if ('giveUp' in ending) return buryJob(tx, job, now, ending.giveUp)
  const runAt = now + retryDelay(job.attempts, context.random(), ending.afterMs)
  return postponeJob(tx, job, Math.min(runAt, job.deadlineAt), ending.retry)
}

async function notePeer(tx: Tx, peer: string, ending: Ending, now: number): Promise<void> {
  if ('peerTrouble' in ending && ending.peerTrouble) {
    await saveBreaker(tx, peer, afterTrouble(await findBreaker(tx, peer), now))
    return
  }
  if (isOwnFault(ending)) return
  const before = await deleteBreaker(tx, peer)
  // The peer is back: what waited for it does not sit out its back-off.
  if (before !== undefined && hasOpened(before)) await hastenWaiting(tx, peer, now)
}

const ownFaults = new Set(['internal-error', 'no-handler', 'timed-out'])

/** Whether it says something about this program and nothing about the peer. */
function isOwnFault(ending: Ending): boolean {
  if ('done' in ending) return false
  return ownFaults.has('retry' in ending ? ending.retry : ending.giveUp)
}

/** Puts the job back without asking anyone, so that a `givenUp` that fails neither spins nor loses it. */
async function postponeAfterFault(
  { database, clock, random, logger }: JobsContext,
  job: LeasedJob,
): Promise<JobOutcome | undefined> {
  const runAt = clock.now() + retryDelay(job.attempts, random())
  try {
    const held = await database.write(async (tx) => {
      tellDelivery(tx, job)
      return postponeJob(tx, job, runAt, 'internal-error')
    })
    return held ? { retry: 'internal-error' } : undefined
  } catch (error) {
    logger.error('job.not-postponed', { job: job.id, kind: job.kind, error })
    return undefined
  }
}
