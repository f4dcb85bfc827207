import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { Secret } from '../../platform/ids.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { emailMessage, hashEmailToken, parseEmail, type UserEmail, verificationTime } from './email.ts'
import { findEmails, saveEmailClaim } from './email-repository.ts'

/** An address that is yet to be verified. */
export interface AddedEmail {
  readonly email: UserEmail
  /** What the mail to this address must carry. Whoever asked for it must not see it anywhere else. */
  readonly token: Secret
  /** Epoch milliseconds, of the token. */
  readonly expiresAt: number
}

const mostEmails = 10

/**
 * Writes that a user claims an e-mail address. Asked for again, the new token replaces the one before. Whether
 * somebody else has the address is not told: that is seen by whoever can read its mail.
 * @throws IsthmusError `validation-failed`; `conflict` when the user has it already, or ten others; `forbidden` with
 *   an app password, since an address may open the account again
 */
export async function addEmail(
  { database, clock, ids, activity }: AccountsContext,
  actor: UserActor,
  addressInput: string,
): Promise<AddedEmail> {
  refuseAppPassword(actor)
  const parsed = parseEmail(addressInput)
  if (parsed === undefined) {
    throw fault('validation-failed', { errors: [{ name: 'address', message: emailMessage }] })
  }
  const now = clock.now()
  const token = ids.secret()
  const expiresAt = now + verificationTime
  const claim = { createdAt: now, token: { hash: hashEmailToken(token), expiresAt } }
  await database.write(async (tx) => {
    if (!(await saveEmailClaim(tx, actor, parsed, claim))) {
      throw fault('conflict', { detail: 'This address is yours already.' })
    }
    if ((await findEmails(tx, actor)).length > mostEmails) {
      throw fault('conflict', {
        detail: `You have ${mostEmails} addresses. Remove those that you do not use.`,
      })
    }
    await activity.record(tx, actor, {
      action: 'email.added',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { address: parsed.address },
    })
  })
  const email = { address: parsed.address, primary: false, verified: false, createdAt: now }
  return { email, token, expiresAt }
}
