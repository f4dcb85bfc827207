import type { UserActor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { requireMail } from '../require-mail.ts'
import { parseEmail, verificationTime } from './email.ts'
import { findEmail } from './email-repository.ts'
import { sendVerificationKind } from './send-verification.ts'

/**
 * Sends the mail once more by which a user shows that an address is theirs.
 * @throws IsthmusError `not-found`; `conflict` when it is verified; `forbidden` with an app password;
 *   `mail-not-configured`; `too-many-requests` when the address got several of them lately
 */
export async function askForVerification(
  context: AccountsContext,
  actor: UserActor,
  addressInput: string,
): Promise<void> {
  refuseAppPassword(actor)
  const { database, activity } = context
  const key = parseEmail(addressInput)?.key ?? ''
  const email = await findEmail(database.read, actor, key)
  if (email === undefined) throw fault('not-found', { because: because('no-such-address') })
  if (email.verified) throw fault('conflict', { because: because('address-verified') })
  await refuseTooMany(context, actor, email.address)
  await database.write(async (tx) => {
    await postVerification(context, tx, actor, key)
    await activity.record(tx, actor, {
      action: 'email.verification-asked',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { address: email.address },
    })
  })
}

/**
 * Refuses to write to an address that got enough: it may be a stranger's.
 * @throws IsthmusError `mail-not-configured`, `too-many-requests`
 */
export async function refuseTooMany(
  context: AccountsContext,
  { tenant, userId }: UserActor,
  address: string,
): Promise<void> {
  await requireMail(context, tenant)
  const wait = await context.mail.waitingTime(tenant, { address, kind: 'verification', cause: userId })
  if (wait > 0) throw fault('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
}

/** Writes into a transaction that a claim is to be verified by mail. */
export async function postVerification(
  { mail, clock }: AccountsContext,
  tx: Tx,
  { tenant, userId }: UserActor,
  key: string,
): Promise<void> {
  await mail.post(tx, {
    kind: sendVerificationKind,
    tenant,
    payload: { user: userId, address: key },
    deadlineAt: clock.now() + verificationTime,
  })
}
