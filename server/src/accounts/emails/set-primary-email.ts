import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { parseEmail } from './email.ts'
import { findEmail, markPrimary } from './email-repository.ts'

/**
 * Sends the mail of a user to another one of their verified addresses; the one before stays an alias.
 * @throws IsthmusError `not-found`; `conflict` when it is not verified; `forbidden` with an app password
 */
export async function setPrimaryEmail(
  { database, activity }: AccountsContext,
  actor: UserActor,
  addressInput: string,
): Promise<void> {
  refuseAppPassword(actor)
  const key = parseEmail(addressInput)?.key ?? ''
  await database.write(async (tx) => {
    const email = await findEmail(tx, actor, key)
    if (email === undefined) throw fault('not-found', { because: because('no-such-address') })
    if (!email.verified) throw fault('conflict', { because: because('address-not-verified') })
    if (email.primary) return
    await markPrimary(tx, actor, key)
    await activity.record(tx, actor, {
      action: 'email.made-primary',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { address: email.address },
    })
  })
}
