import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { refuseAppPassword } from '../refuse-app-password.ts'
import { deleteSession } from './session-repository.ts'

/**
 * Signs one of the actor's browsers out.
 * @throws IsthmusError `not-found`; `forbidden` with an app password
 */
export async function endSession(
  { database, activity }: AccountsContext,
  actor: UserActor,
  id: string,
): Promise<void> {
  refuseAppPassword(actor)
  await database.write(async (tx) => {
    if (!(await deleteSession(tx, actor, id))) {
      throw fault('not-found', { because: because('no-such-session') })
    }
    await activity.record(tx, actor, { action: 'session.ended', subjectKind: 'session', subjectId: id })
  })
}
