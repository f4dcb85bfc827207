import type { Actor, UserId } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { insertVerifiedEmail } from '../emails/email-repository.ts'
import { savePasswordHash } from '../passwords/credential-repository.ts'
import { requireAdmin } from '../require-admin.ts'
import { isFormerUsername } from './former-username-repository.ts'
import { checkNewUser, type NewUser, toActor, type User } from './user.ts'
import { insertUser } from './user-repository.ts'

/**
 * Makes an account in the tenant of the actor and raises `user.created`.
 * @throws IsthmusError `forbidden`, `validation-failed`, `user-exists`, `user-name-used`, `too-many-requests`; `conflict` when
 *   the e-mail address belongs to somebody else
 */
export async function createUser(context: AccountsContext, actor: Actor, order: NewUser): Promise<User> {
  requireAdmin(actor)
  const { database, clock, ids, activity, events, hashing } = context
  const { usernameKey, password, email, profile } = checkNewUser(order)
  const passwordHash = await hashing.hash(password)
  const now = clock.now()
  const user: User = {
    id: ids.uuid() as UserId,
    tenant: actor.tenant,
    ...profile,
    ...(email !== undefined && { email: email.address }),
    disabled: false,
    createdAt: now,
  }
  await database.write(async (tx) => {
    if (await isFormerUsername(tx, user.tenant, usernameKey)) throw fault('user-name-used')
    if (!(await insertUser(tx, user, usernameKey))) throw fault('user-exists')
    await savePasswordHash(tx, user.id, passwordHash, now)
    const verified = { primary: true, verifiedAt: now, createdAt: now }
    if (email !== undefined && !(await insertVerifiedEmail(tx, toActor(user), email, verified))) {
      throw fault('conflict', { detail: `${email.address} belongs to another user.` })
    }
    await activity.record(tx, actor, {
      action: 'user.created',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { username: user.username, admin: user.admin },
    })
    await events.raise(tx, 'user.created', { tenant: user.tenant, userId: user.id, username: user.username })
  })
  return user
}
