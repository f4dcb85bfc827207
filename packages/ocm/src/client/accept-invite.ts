import type { TransportFailureReason } from '../transport-failure.ts'
import { readErrorAnswer } from '../wire/answers.ts'
import {
  type InviteAcceptance,
  type InvitedPerson,
  inviteAcceptanceBody,
  readInviterAnswer,
} from '../wire/invite-acceptance.ts'
import { detailOf } from './delivery-outcome.ts'
import { type PeerRequestOptions, post } from './post.ts'

/** Who has invited, or why that is not known and whether the same request may have another outcome later. */
export type InviteOutcome =
  | { ok: true; inviter: InvitedPerson }
  | { ok: false; reason: InviteFailureReason; retry: boolean; status?: number; detail?: string }

/**
 * `invalid-token`: unknown, expired or withdrawn. `already-accepted`: it is used up; if the answer to the first time was
 * lost, only a new invite helps. `malformed`: it was accepted, and the answer does not say whose it is.
 */
export type InviteFailureReason =
  | 'invalid-token'
  | 'not-trusted'
  | 'already-accepted'
  | 'malformed'
  | 'unexpected-status'
  | TransportFailureReason

/**
 * Accepts an invite at the server that has issued it (OCM 1.4, Invite Acceptance Request). It should not be done
 * unsigned: give a `signingKey`, and ask only servers with the capability `http-sig`.
 *
 * @param options - with the discovery of the invite's provider
 */
export async function acceptInvite(
  acceptance: InviteAcceptance,
  options: PeerRequestOptions,
): Promise<InviteOutcome> {
  const { endPoint, host } = options.discovery
  const body = Buffer.from(JSON.stringify(inviteAcceptanceBody(acceptance)))
  const answer = await post(`${endPoint}/invite-accepted`, { type: 'application/json', body }, options)
  if (!answer.answered) return { ok: false, reason: answer.reason, retry: true, detail: answer.detail }
  const { status, json } = answer
  if (status >= 200 && status < 300) {
    const inviter = readInviterAnswer(json, host)
    return inviter ? { ok: true, inviter } : { ok: false, reason: 'malformed', retry: false, status }
  }
  const reason = reasons.get(status) ?? 'unexpected-status'
  const retry = [429, 502, 503, 504].includes(status)
  return { ok: false, reason, retry, status, ...detailOf(readErrorAnswer(json).message, acceptance.token) }
}

const reasons = new Map<number, InviteFailureReason>([
  [400, 'invalid-token'],
  [403, 'not-trusted'],
  // OCM 1.1 and reva, for a token that they do not know.
  [404, 'invalid-token'],
  [409, 'already-accepted'],
])
