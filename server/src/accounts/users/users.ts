import type { Kysely } from 'kysely'
import type { Actor, TenantId, UserActor, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { AccountsContext } from '../accounts-context.ts'
import type { Listed, NamePage } from '../name-page.ts'
import { changeUser } from './change-user.ts'
import { createUser } from './create-user.ts'
import { deleteUser, type UserDeletion } from './delete-user.ts'
import { actorFor, findUser, listUsers, readUser } from './find-user.ts'
import { setDisabled } from './set-disabled.ts'
import type { NewUser, User, UserChange } from './user.ts'
import { findDisplayNames, findUserById, findUsersById, hasActiveAdmin } from './user-repository.ts'

/** The people of a tenant. */
export interface Users {
  /**
   * @throws IsthmusError `forbidden`, `validation-failed`, `user-exists`, `user-name-used`, `conflict`,
   *   `too-many-requests`
   */
  createUser(actor: Actor, order: NewUser): Promise<User>
  /** For other rooms; case does not matter. */
  findUser(tenant: TenantId, username: string): Promise<User | undefined>
  userById(tenant: TenantId, id: UserId): Promise<User | undefined>
  /** For other rooms, in a transaction of theirs: those of the users that exist, by id. */
  usersById(
    executor: Kysely<Schema>,
    tenant: TenantId,
    ids: readonly UserId[],
  ): Promise<ReadonlyMap<UserId, User>>
  /** For other rooms: what people are called, by user name; those who are gone are missing. */
  displayNamesOf(tenant: TenantId, usernames: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Oneself, or anybody for administrators. @throws IsthmusError `forbidden`, `user-not-found` */
  readUser(actor: Actor, username: string): Promise<User>
  /** By name. @throws IsthmusError `forbidden` */
  listUsers(actor: Actor, page: NamePage): Promise<Listed<User>>
  /** @throws IsthmusError `forbidden`, `user-not-found`, `validation-failed`, `conflict` */
  changeUser(actor: Actor, username: string, change: UserChange): Promise<User>
  /** Nothing signs in any more. @throws IsthmusError `forbidden`, `user-not-found`, `conflict` */
  disableUser(actor: Actor, username: string): Promise<User>
  /** @throws IsthmusError `forbidden`, `user-not-found` */
  enableUser(actor: Actor, username: string): Promise<User>
  /** For good. @throws IsthmusError `forbidden`, `user-not-found`, `validation-failed`, `conflict` */
  deleteUser(actor: Actor, username: string, deletion: UserDeletion): Promise<void>
  /** Whether somebody can sign in who administers the tenant. */
  hasAdmin(tenant: TenantId): Promise<boolean>
  /** The user as an actor, for the operator. @throws IsthmusError `user-not-found` */
  actorFor(tenant: TenantId, username: string): Promise<UserActor>
}

export function createUsers(context: AccountsContext): Users {
  const { database } = context
  return {
    createUser: (actor, order) => createUser(context, actor, order),
    findUser: (tenant, username) => findUser(database.read, tenant, username),
    userById: (tenant, id) => findUserById(database.read, tenant, id),
    usersById: async (executor, tenant, ids) =>
      new Map((await findUsersById(executor, tenant, ids)).map((user) => [user.id, user])),
    displayNamesOf: (tenant, usernames) => findDisplayNames(database.read, tenant, usernames),
    readUser: (actor, username) => readUser(database, actor, username),
    listUsers: (actor, page) => listUsers(database, actor, page),
    changeUser: (actor, username, change) => changeUser(context, actor, username, change),
    disableUser: (actor, username) => setDisabled(context, actor, username, true),
    enableUser: (actor, username) => setDisabled(context, actor, username, false),
    deleteUser: (actor, username, deletion) => deleteUser(context, actor, username, deletion),
    hasAdmin: (tenant) => hasActiveAdmin(database.read, tenant),
    actorFor: (tenant, username) => actorFor(database, tenant, username),
  }
}
