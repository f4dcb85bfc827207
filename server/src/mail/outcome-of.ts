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
  const ended = 'done' in outcome ? 'sent' : 'giveUp' in outcome || lastAttempt ? 'given-up' : 'retry'
  metrics.mails.add({ kind, outcome: ended })
  return outcome
}

function decide(kind: LetterKind, delivery: Delivery): JobOutcome {
  if (delivery.ok) return { done: true }
  const { reason } = delivery
  if (reason === 'not-configured') return { giveUp: reason }
  if (reason === 'too-many-mails' && 'waitMs' in delivery) {
    // What was asked for too often is not asked for later; news can wait, and go together then.
    return kind === 'notifications' ? { retry: reason, afterMs: delivery.waitMs } : { giveUp: reason }
  }
  if ('permanent' in delivery && delivery.permanent) return { giveUp: reason }
  return { retry: reason, peerTrouble: 'ofServer' in delivery && delivery.ofServer }
}
