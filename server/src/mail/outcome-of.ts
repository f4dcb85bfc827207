import type { JobOutcome, JobRun } from '../jobs/index.ts'
import type { Delivery } from './deliver-letter.ts'
import type { LetterKind } from './letter.ts'
import type { MailOptions } from './mail-context.ts'

/** What a job becomes whose letter was delivered, or was not. */
export function outcomeOf(
  { metrics }: MailOptions,
  { lastAttempt }: JobRun,
  kind: LetterKind,
  delivery: Delivery,
): JobOutcome {
  const outcome = decide(kind, delivery)
  const ended = 'giveUp' in outcome || ('retry' in outcome && lastAttempt) ? 'given-up' : 'retry'
  metrics.mails.add({ kind, outcome: 'done' in outcome ? (delivery.ok ? 'sent' : 'held-back') : ended })
  return outcome
}

function decide(kind: LetterKind, delivery: Delivery): JobOutcome {
  if (delivery.ok) return { done: true }
  const { reason } = delivery
  if (reason === 'not-configured') return { giveUp: reason }
  if ('waitMs' in delivery) {
    // What somebody asks for too often is not asked for later, and is no work that anybody has to look at; news can
    // wait, and go together then.
    return kind === 'notifications' ? { retry: reason, afterMs: delivery.waitMs } : { done: true }
  }
  return delivery.permanent ? { giveUp: reason } : { retry: reason, peerTrouble: delivery.ofServer }
}
