import type { Actor, TenantId } from '../../platform/actor.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { type Listed, listed, type NamePage } from '../name-page.ts'
import { requireAdmin } from '../require-admin.ts'
import type { User } from '../users/user.ts'
import { parseUsername } from '../users/username.ts'
import type { Group } from './group.ts'
import { findGroupByKey, findGroups } from './group-repository.ts'
import { findMembers } from './member-repository.ts'

/** @param name - as somebody wrote it; case does not matter */
export async function findGroup(
  executor: Tx | Database['read'],
  tenant: TenantId,
  name: string,
): Promise<Group | undefined> {
  const parsed = parseUsername(name)
  return parsed.ok ? findGroupByKey(executor, tenant, parsed.key) : undefined
}

/**
 * A group that the actor named and that must exist.
 * @throws IsthmusError `not-found`
 */
export async function requireGroup(
  executor: Tx | Database['read'],
  tenant: TenantId,
  name: string,
): Promise<Group> {
  const group = await findGroup(executor, tenant, name)
  if (group === undefined) throw fault('not-found', { because: because('no-such-group') })
  return group
}

/** @throws IsthmusError `forbidden`, `not-found` */
export async function readGroup(database: Database, actor: Actor, name: string): Promise<Group> {
  requireAdmin(actor)
  return requireGroup(database.read, actor.tenant, name)
}

/**
 * The groups of the actor's tenant by name.
 * @throws IsthmusError `forbidden`
 */
export async function listGroups(database: Database, actor: Actor, page: NamePage): Promise<Listed<Group>> {
  requireAdmin(actor)
  return listed(await findGroups(database.read, actor.tenant, page), page.limit, ({ name }) => name)
}

/**
 * Who is in a group, by name.
 * @throws IsthmusError `forbidden`, `not-found`
 */
export async function listMembers(
  database: Database,
  actor: Actor,
  name: string,
  page: Pick<NamePage, 'limit' | 'after'>,
): Promise<Listed<User>> {
  const { id } = await readGroup(database, actor, name)
  return listed(await findMembers(database.read, id, page), page.limit, ({ username }) => username)
}
