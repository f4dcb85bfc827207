import type { Actor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { deletePasswordLinksOf } from '../password-links/password-link-repository.ts'
import { requireAdmin } from '../require-admin.ts'
import { deleteSessionsOf } from '../sessions/session-repository.ts'
import { requireUser } from '../users/find-user.ts'
import { findUserById } from '../users/user-repository.ts'
import { savePasswordHash } from './credential-repository.ts'
import { requirePassword } from './password.ts'
import { postPasswordChanged } from './tell-password-changed.ts'

/**
 * Gives a user a new password, as an administrator. Their browser sessions end; app passwords and tokens stay. The own
 * one is changed with `changePassword`: a session that somebody found open must not be enough.
 * @throws IsthmusError `forbidden`, `user-not-found`, `validation-failed`, `too-many-requests`
 */
export async function setPassword(
  context: AccountsContext,
  actor: Actor,
  username: string,
  newPassword: string,
): Promise<void> {
  requireAdmin(actor)
  const { database, clock, activity, hashing } = context
  const { id } = await requireUser(database.read, actor.tenant, username)
  if (actor.kind === 'user' && actor.userId === id) {
    throw fault('forbidden', { because: because('own-password') })
  }
  const passwordHash = await hashing.hash(requirePassword(newPassword))
  await database.write(async (tx) => {
    const user = await findUserById(tx, actor.tenant, id)
    if (user === undefined) throw fault('user-not-found')
    await savePasswordHash(tx, id, passwordHash, clock.now())
    await deletePasswordLinksOf(tx, id)
    await deleteSessionsOf(tx, id)
    await postPasswordChanged(context, tx, user)
    await activity.record(tx, actor, {
      action: 'user.password-reset',
      subjectKind: 'user',
      subjectId: id,
      detail: { username: user.username },
    })
  })
}
