import type { DeliveryOutcome as OcmOutcome } from '@isthmus/ocm'
import type { JobOutcome } from '../jobs/index.ts'

/** What became of a message. `failed`: there is no such cloud; nothing was sent. Reasons are stable slugs. */
export type DeliveryOutcome =
  | OcmOutcome
  | { readonly outcome: 'failed'; readonly reason: string; readonly detail?: string }

/** What becomes of a job that delivers, when its message is to be sent again. */
export function sendAgain(outcome: Extract<DeliveryOutcome, { outcome: 'retry' }>): JobOutcome {
  const { reason, retryAfterMs } = outcome
  return {
    retry: reason,
    // Being asked to slow down is no sign of trouble.
    peerTrouble: reason !== 'too-many-requests',
    ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }),
  }
}

/**
 * What becomes of a job that tells what happened to a share. It goes on until its deadline, unless the other server
 * says for good that it does not want to hear it: a certificate that has run out, or a signature that is not
 * understood today, must not make it miss that a share is over.
 */
export function afterNotification(outcome: DeliveryOutcome): JobOutcome {
  switch (outcome.outcome) {
    case 'delivered':
      return { done: true }
    case 'retry':
      return sendAgain(outcome)
    case 'failed':
      return { retry: outcome.reason, peerTrouble: true }
    case 'refused':
      return afterRefusal(outcome.reason)
  }
}

function afterRefusal(reason: Extract<DeliveryOutcome, { outcome: 'refused' }>['reason']): JobOutcome {
  switch (reason) {
    // It knows no such share, or nothing of notifications: there is nothing to tell it.
    case 'not-found':
    case 'not-supported':
      return { done: true }
    case 'invalid':
    case 'forbidden':
    case 'too-large':
      return { giveUp: reason }
    default:
      return { retry: reason }
  }
}
