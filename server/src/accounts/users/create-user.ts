import type { Actor, TenantId, UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { ParsedEmail } from '../emails/email.ts'
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
  const prepared = await prepareUser(context, actor.tenant, order)
  await context.database.write((tx) => storeUser(context, tx, actor, prepared))
  return prepared.user
}

/** An account that can be stored: what takes long is done. */
export interface PreparedUser {
  readonly user: User
  readonly usernameKey: string
  readonly passwordHash: string
  readonly email: ParsedEmail | undefined
}

/**
 * Holds what is asked for against the rules, and hashes the password.
 * @throws IsthmusError `validation-failed`, `too-many-requests`
 */
export async function prepareUser(
  { clock, ids, hashing }: AccountsContext,
  tenant: TenantId,
  order: NewUser,
): Promise<PreparedUser> {
  const { usernameKey, password, email, profile } = checkNewUser(order)
  const passwordHash = await hashing.hash(password)
  const user: User = {
    id: ids.uuid() as UserId,
    tenant,
    ...profile,
    ...(email !== undefined && { email: email.address }),
    disabled: false,
    createdAt: clock.now(),
  }
  return { user, usernameKey, passwordHash, email }
}

/**
 * Stores an account and raises `user.created`.
 * @throws IsthmusError `user-exists`, `user-name-used`, `conflict`
 */
export async function storeUser(
  { activity, events }: AccountsContext,
  tx: Tx,
  actor: Actor,
  { user, usernameKey, passwordHash, email }: PreparedUser,
): Promise<void> {
  const { createdAt } = user
  if (await isFormerUsername(tx, user.tenant, usernameKey)) throw fault('user-name-used')
  if (!(await insertUser(tx, user, usernameKey))) throw fault('user-exists')
  await savePasswordHash(tx, user.id, passwordHash, createdAt)
  const verified = { primary: true, verifiedAt: createdAt, createdAt }
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
}
