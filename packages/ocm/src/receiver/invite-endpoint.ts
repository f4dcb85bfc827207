import { type ErrorBody, errorBody } from '../wire/answers.ts'
import { type InvitedPerson, personBody } from '../wire/invite-acceptance.ts'

/** An answer of `{endPoint}/invite-accepted`, ready to be sent as JSON. */
export interface InviteAnswer {
  status: 200 | 400 | 403 | 409
  body: ReturnType<typeof personBody> | ErrorBody
}

/** Why an acceptance is not taken. `unknown-token` is also one that has expired. */
export type InviteRefusalReason = 'unknown-token' | 'untrusted-server' | 'already-accepted'

/** The answer to an invite that is accepted now: who has invited. The status is exactly 200, not 201. */
export function grantInvite(inviter: InvitedPerson): InviteAnswer {
  return { status: 200, body: personBody(inviter) }
}

/** The answer to an acceptance that is not taken (OCM 1.4, API specification). */
export function refuseInvite(reason: InviteRefusalReason): InviteAnswer {
  const { status, message } = refusals[reason]
  return { status, body: errorBody(message) }
}

const refusals = {
  'unknown-token': { status: 400, message: 'INVALID_TOKEN' },
  'untrusted-server': { status: 403, message: 'UNTRUSTED_SERVICE' },
  'already-accepted': { status: 409, message: 'ALREADY_ACCEPTED' },
} as const satisfies Record<InviteRefusalReason, { status: number; message: string }>
