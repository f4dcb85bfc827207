import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { parseEmail } from './email.ts'
import { deleteEmail, findEmail } from './email-repository.ts'

/**
 * Takes an address away from its user.
 * @throws IsthmusError `not-found`; `conflict` for the primary one; `forbidden` with an app password
 */
export async function removeEmail(
  { database, activity }: AccountsContext,
  actor: UserActor,
  addressInput: string,
): Promise<void> {
  refuseAppPassword(actor)
  const key = parseEmail(addressInput)?.key ?? ''
  await database.write(async (tx) => {
    const email = await findEmail(tx, actor, key)
    if (email === undefined) throw fault('not-found', { because: because('no-such-address') })
    if (email.primary) throw fault('conflict', { because: because('address-primary') })
    await deleteEmail(tx, actor, key)
    await activity.record(tx, actor, {
      action: 'email.removed',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { address: email.address },
    })
  })
}
