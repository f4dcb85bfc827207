import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { deleteToken } from './token-repository.ts'

/**
 * Ends one of the actor's tokens at once.
 * @throws IsthmusError `not-found`; `forbidden` with an app password
 */
export async function revokeToken(
  { database, activity }: AccountsContext,
  actor: UserActor,
  id: string,
): Promise<void> {
  refuseAppPassword(actor)
  await database.write(async (tx) => {
    const name = await deleteToken(tx, actor, id)
    if (name === undefined) throw fault('not-found', { because: because('no-such-token') })
    await activity.record(tx, actor, {
      action: 'token.revoked',
      subjectKind: 'token',
      subjectId: id,
      detail: { name },
    })
  })
}
