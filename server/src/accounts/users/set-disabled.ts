import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { deleteSessionsOf } from '../sessions/session-repository.ts'
import { requireUser } from './find-user.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import type { User } from './user.ts'
import { findUserById, updateDisabled } from './user-repository.ts'

/**
 * Locks an account or opens it again. While it is locked nothing signs in, neither password nor session nor token. Its
 * browser sessions end for good; app passwords and tokens work again when it is opened, so that devices need not be
 * set up anew. Raises `user.disabled`.
 * @throws IsthmusError `forbidden`, `user-not-found`; `conflict` for the last administrator
 */
export async function setDisabled(
  { database, activity, events }: AccountsContext,
  actor: Actor,
  username: string,
  disabled: boolean,
): Promise<User> {
  requireAdmin(actor)
  const { id } = await requireUser(database.read, actor.tenant, username)
  return database.write(async (tx) => {
    const user = await findUserById(tx, actor.tenant, id)
    if (user === undefined) throw fault('user-not-found')
    if (user.disabled === disabled) return user
    if (disabled) {
      await keepAnAdmin(tx, user)
      await deleteSessionsOf(tx, id)
    }
    await updateDisabled(tx, id, disabled)
    await events.raise(tx, 'user.disabled', { tenant: user.tenant, userId: id, disabled })
    await activity.record(tx, actor, {
      action: disabled ? 'user.disabled' : 'user.enabled',
      subjectKind: 'user',
      subjectId: id,
      detail: { username: user.username },
    })
    return { ...user, disabled }
  })
}
