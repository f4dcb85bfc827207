import type { Actor, TenantId, UserActor } from '../../platform/actor.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { type Listed, listed, type NamePage } from '../name-page.ts'
import { requireAdmin } from '../require-admin.ts'
import { toActor, type User } from './user.ts'
import { findUserByKey, findUsers } from './user-repository.ts'
import { parseUsername } from './username.ts'

/** @param username - as somebody wrote it; case does not matter */
export async function findUser(
  executor: Tx | Database['read'],
  tenant: TenantId,
  username: string,
): Promise<User | undefined> {
  const parsed = parseUsername(username)
  return parsed.ok ? findUserByKey(executor, tenant, parsed.key) : undefined
}

/**
 * A user whom the actor named and who must exist.
 * @throws IsthmusError `user-not-found`
 */
export async function requireUser(
  executor: Tx | Database['read'],
  tenant: TenantId,
  username: string,
): Promise<User> {
  const user = await findUser(executor, tenant, username)
  if (user === undefined) throw fault('user-not-found')
  return user
}

/**
 * The actor that the operator becomes with `--as USER`.
 * @throws IsthmusError `user-not-found`, also when the account is disabled
 */
export async function actorFor(database: Database, tenant: TenantId, username: string): Promise<UserActor> {
  const user = await requireUser(database.read, tenant, username)
  if (user.disabled) throw fault('user-not-found', { because: because('account-disabled') })
  return toActor(user)
}

/**
 * A user of the actor's tenant: oneself, or anybody for administrators.
 * @throws IsthmusError `forbidden`, `user-not-found`
 */
export async function readUser(database: Database, actor: Actor, username: string): Promise<User> {
  const user = await findUser(database.read, actor.tenant, username)
  const oneself = actor.kind === 'user' && actor.userId === user?.id
  if (!oneself) requireAdmin(actor)
  if (user === undefined) throw fault('user-not-found')
  return user
}

/**
 * The users of the actor's tenant by name.
 * @throws IsthmusError `forbidden`
 */
export async function listUsers(database: Database, actor: Actor, page: NamePage): Promise<Listed<User>> {
  requireAdmin(actor)
  const users = await findUsers(database.read, actor.tenant, page)
  return listed(users, page.limit, ({ username }) => username)
}
