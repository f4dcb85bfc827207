import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { deleteAppPassword } from './app-password-repository.ts'

/**
 * Ends one of the actor's app passwords at once. An app password can end itself: that is how a program signs out.
 * @throws IsthmusError `not-found`; `forbidden` with another app password
 */
export async function revokeAppPassword(
  { database, activity }: AccountsContext,
  actor: UserActor,
  id: string,
): Promise<void> {
  const { signedInBy } = actor
  if (signedInBy?.kind !== 'app-password' || signedInBy.id !== id) refuseAppPassword(actor)
  await database.write(async (tx) => {
    const name = await deleteAppPassword(tx, actor, id)
    if (name === undefined) throw fault('not-found', { because: because('no-such-app-password') })
    await activity.record(tx, actor, {
      action: 'app-password.revoked',
      subjectKind: 'app-password',
      subjectId: id,
      detail: { name },
    })
  })
}
