import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { Group } from '../groups/group.ts'
import { selectGroups, toGroup } from '../groups/group-repository.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'

type Executor = Kysely<Schema>

/** Which people and groups are looked for. */
export interface DirectoryQuery {
  readonly tenant: TenantId
  /** Who asks, and is never found. */
  readonly asker: UserId
  readonly names: NameRange
  /** Only who is in a group of the asker, and only such groups. */
  readonly inGroupsOfAsker: boolean
  readonly limit: number
}

/** Texts in the form of `foldCase`, from one on and below another, as bytes are compared. */
export interface NameRange {
  readonly from: string
  readonly below: string
}

/** By what users are looked for. */
export const userColumns = ['username_key', 'display_name_key', 'address_key'] as const

/** By what groups are looked for. */
export const groupColumns = ['name_key', 'display_name_key'] as const

/** The users who are not locked out with a name in the range, in the order of that name. */
export async function findUsersBetween(
  executor: Executor,
  column: (typeof userColumns)[number],
  query: DirectoryQuery,
): Promise<User[]> {
  return (await usersBetween(executor, column, query).execute()).map(toUser)
}

/** The statement of `findUsersBetween`: an index leads to the range. */
export function usersBetween(
  executor: Executor,
  column: (typeof userColumns)[number],
  { tenant, asker, names, inGroupsOfAsker, limit }: DirectoryQuery,
) {
  const users = selectUsers(executor)
    .where('users.disabled', '=', 0)
    .where('users.id', '<>', asker)
    .$if(inGroupsOfAsker, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('group_members as theirs')
            .innerJoin('group_members as own', 'own.group_id', 'theirs.group_id')
            .whereRef('theirs.user_id', '=', 'users.id')
            .where('own.user_id', '=', asker)
            .select('own.group_id'),
        ),
      ),
    )
    .limit(limit)
  if (column !== 'address_key') {
    return users
      .where('users.tenant_id', '=', tenant)
      .where(`users.${column}`, '>=', names.from)
      .where(`users.${column}`, '<', names.below)
      .orderBy(`users.${column}`)
  }
  return (
    users
      .innerJoin('user_emails as known_email', 'known_email.user_id', 'users.id')
      .where('known_email.tenant_id', '=', tenant)
      // What somebody only claims says nothing about them.
      .where('known_email.verified_at', 'is not', null)
      .where('known_email.address_key', '>=', names.from)
      .where('known_email.address_key', '<', names.below)
      .orderBy('known_email.address_key')
  )
}

/** The groups with a name in the range, in the order of that name. */
export async function findGroupsBetween(
  executor: Executor,
  column: (typeof groupColumns)[number],
  query: DirectoryQuery,
): Promise<Group[]> {
  return (await groupsBetween(executor, column, query).execute()).map(toGroup)
}

/** The statement of `findGroupsBetween`. */
export function groupsBetween(
  executor: Executor,
  column: (typeof groupColumns)[number],
  { tenant, asker, names, inGroupsOfAsker, limit }: DirectoryQuery,
) {
  return selectGroups(executor)
    .where('tenant_id', '=', tenant)
    .where(column, '>=', names.from)
    .where(column, '<', names.below)
    .$if(inGroupsOfAsker, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('group_members as own')
            .whereRef('own.group_id', '=', 'user_groups.id')
            .where('own.user_id', '=', asker)
            .select('own.group_id'),
        ),
      ),
    )
    .orderBy(column)
    .limit(limit)
}
