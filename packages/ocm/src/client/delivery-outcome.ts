import type { TransportFailureReason } from '../transport-failure.ts'
import { readErrorAnswer } from '../wire/answers.ts'
import type { PostAnswer } from './post.ts'
import { retryAfterOf } from './retry-after.ts'

/** What became of a message to a peer. The reasons are stable names; `detail` is what the peer said, shortened. */
export type DeliveryOutcome =
  | {
      outcome: 'delivered'
      /** For the answer to a share: how its recipient is called there. */
      recipientDisplayName?: string
    }
  /** For good: sending it again would not help. */
  | { outcome: 'refused'; reason: RefusedReason; status: number; detail?: string }
  /** The same message may be sent again. */
  | { outcome: 'retry'; reason: RetryReason; status?: number; retryAfterMs?: number; detail?: string }

/** Why a message is refused for good: what its status stands for, `redirected` being any redirect. */
export type RefusedReason =
  | 'redirected'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'server-error'
  | 'not-supported'
  | 'unexpected-status'

/** Why a message may be sent again: no answer came, or one that says later. */
export type RetryReason =
  | TransportFailureReason
  | 'too-many-requests'
  | 'bad-gateway'
  | 'unavailable'
  | 'gateway-timeout'

/**
 * Sorts an answer. OCM names 201, and deployed servers also say 200; no body is needed. Only what has not been looked
 * at yet is sent again: network errors, 429, 502, 503 and 504.
 *
 * @param secret - cut out of what the peer says
 * @param now - epoch milliseconds
 */
export function deliveryOutcome(answer: PostAnswer, secret: string, now: number): DeliveryOutcome {
  if (!answer.answered) return { outcome: 'retry', reason: answer.reason, detail: answer.detail }
  const { status, headers, json } = answer
  if (status >= 200 && status < 300) return { outcome: 'delivered' }

  const said = detailOf(readErrorAnswer(json).message, secret)
  const retryReason = retryReasons.get(status)
  if (!retryReason) return { outcome: 'refused', reason: refusedReason(status), status, ...said }
  const retryAfterMs = retryAfterOf(headers, now)
  return {
    outcome: 'retry',
    reason: retryReason,
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...said,
  }
}

/** What a peer said, on one line, at most 200 characters and without the secret that it may repeat. */
export function detailOf(message: string | undefined, secret: string): { detail?: string } {
  const detail = message
    ?.replaceAll(secret, '…')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return detail ? { detail: detail.toWellFormed() } : {}
}

function refusedReason(status: number): RefusedReason {
  if (status >= 300 && status < 400) return 'redirected'
  return refusedReasons.get(status) ?? 'unexpected-status'
}

const retryReasons = new Map<number, RetryReason>([
  [429, 'too-many-requests'],
  [502, 'bad-gateway'],
  [503, 'unavailable'],
  [504, 'gateway-timeout'],
])

const refusedReasons = new Map<number, RefusedReason>([
  [400, 'invalid'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [413, 'too-large'],
  [500, 'server-error'],
  [501, 'not-supported'],
])
