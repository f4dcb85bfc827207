import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { postVerification, refuseTooMany } from './ask-for-verification.ts'
import { parseEmail, type UserEmail } from './email.ts'
import { findEmails, saveEmailClaim } from './email-repository.ts'

const mostEmails = 10

/**
 * Writes that a user claims an e-mail address, and sends it the mail by which that is shown to be right. Whether
 * somebody else has the address is not told: that is seen by whoever can read its mail.
 * @throws IsthmusError `validation-failed`; `conflict` when the user has it already, or ten others; `forbidden` with
 *   an app password, since an address may open the account again; `mail-not-configured`; `too-many-requests` when the
 *   address got several of these mails lately
 */
export async function addEmail(
  context: AccountsContext,
  actor: UserActor,
  addressInput: string,
): Promise<UserEmail> {
  refuseAppPassword(actor)
  const { database, clock, activity } = context
  const parsed = parseEmail(addressInput)
  if (parsed === undefined) {
    throw fault('validation-failed', { errors: [wrongField('address', broken('not-an-address'))] })
  }
  await refuseTooMany(context, actor, parsed.address)
  const createdAt = clock.now()
  await database.write(async (tx) => {
    if (!(await saveEmailClaim(tx, actor, parsed, createdAt))) {
      throw fault('conflict', { because: because('address-yours') })
    }
    if ((await findEmails(tx, actor)).length > mostEmails) {
      throw fault('conflict', {
        because: because('too-many-addresses', { most: mostEmails }),
      })
    }
    await postVerification(context, tx, actor, parsed.key)
    await activity.record(tx, actor, {
      action: 'email.added',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { address: parsed.address },
    })
  })
  return { address: parsed.address, primary: false, verified: false, createdAt }
}
