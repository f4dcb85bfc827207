import type { Kysely } from 'kysely'
import type { Actor, TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { Listed, NamePage } from '../name-page.ts'
import type { User } from '../users/user.ts'
import { changeGroup } from './change-group.ts'
import { addMember, removeMember } from './change-members.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { findGroup, listGroups, listMembers, readGroup } from './find-group.ts'
import type { Group, NewGroup } from './group.ts'
import { findGroupsById, findGroupsOfUser } from './group-repository.ts'
import { findMemberIds } from './member-repository.ts'

/** Groups of users. Administrators keep them; who else asks is refused with `forbidden`. */
export interface Groups {
  /** For other rooms; case does not matter. */
  findGroup(tenant: TenantId, name: string): Promise<Group | undefined>
  /** For other rooms: those of the groups that exist, by id. */
  groupsById(tenant: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, Group>>
  /** For other rooms, by name. */
  groupsOf(tenant: TenantId, userId: UserId): Promise<Group[]>
  /** For other rooms, in a transaction of theirs. */
  groupIdsOf(executor: Kysely<Schema>, tenant: TenantId, userId: UserId): Promise<string[]>
  /** For other rooms, in a transaction of theirs: who is in a group, in the order of their ids. */
  memberIdsOf(
    executor: Kysely<Schema>,
    groupId: string,
    page: { readonly limit: number; readonly after?: UserId },
  ): Promise<UserId[]>
  /** @throws IsthmusError `validation-failed`, `conflict` */
  createGroup(actor: Actor, order: NewGroup): Promise<Group>
  /** By name. */
  listGroups(actor: Actor, page: NamePage): Promise<Listed<Group>>
  /** @throws IsthmusError `not-found` */
  readGroup(actor: Actor, name: string): Promise<Group>
  /** @throws IsthmusError `not-found`, `validation-failed` */
  changeGroup(actor: Actor, name: string, change: { readonly displayName: string }): Promise<Group>
  /** @throws IsthmusError `not-found` */
  deleteGroup(actor: Actor, name: string): Promise<void>
  /** By name. @throws IsthmusError `not-found` */
  listMembers(actor: Actor, name: string, page: Pick<NamePage, 'limit' | 'after'>): Promise<Listed<User>>
  /** @throws IsthmusError `not-found`, `user-not-found` */
  addMember(actor: Actor, name: string, username: string): Promise<void>
  /** @throws IsthmusError `not-found`, `user-not-found` */
  removeMember(actor: Actor, name: string, username: string): Promise<void>
}

export function createGroups(context: AccountsContext): Groups {
  const { database } = context
  return {
    findGroup: (tenant, name) => findGroup(database.read, tenant, name),
    groupsById: async (tenant, ids) =>
      new Map((await findGroupsById(database.read, tenant, ids)).map((group) => [group.id, group])),
    groupsOf: (tenant, userId) => findGroupsOfUser(database.read, tenant, userId),
    groupIdsOf: async (executor, tenant, userId) =>
      (await findGroupsOfUser(executor, tenant, userId)).map(({ id }) => id),
    memberIdsOf: findMemberIds,
    createGroup: (actor, order) => createGroup(context, actor, order),
    listGroups: (actor, page) => listGroups(database, actor, page),
    readGroup: (actor, name) => readGroup(database, actor, name),
    changeGroup: (actor, name, change) => changeGroup(context, actor, name, change),
    deleteGroup: (actor, name) => deleteGroup(context, actor, name),
    listMembers: (actor, name, page) => listMembers(database, actor, name, page),
    addMember: (actor, name, username) => addMember(context, actor, name, username),
    removeMember: (actor, name, username) => removeMember(context, actor, name, username),
  }
}
