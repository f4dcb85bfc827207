import type { Kysely } from 'kysely'
import type { UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { foldCase } from '../fold-case.ts'
import type { NamePage } from '../name-page.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'

type Executor = Kysely<Schema>

/** @returns false when the user is a member already */
export async function insertMember(
  executor: Executor,
  groupId: string,
  userId: UserId,
  now: number,
): Promise<boolean> {
  const row = await executor
    .insertInto('group_members')
    .values({ group_id: groupId, user_id: userId, joined_at: now })
    .onConflict((conflict) => conflict.columns(['group_id', 'user_id']).doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns false when the user is no member */
export async function deleteMember(executor: Executor, groupId: string, userId: UserId): Promise<boolean> {
  const row = await executor
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns who they were */
export async function deleteAllMembers(executor: Executor, groupId: string): Promise<UserId[]> {
  const rows = await executor
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id as UserId)
}

export async function deleteMembershipsOf(executor: Executor, userId: UserId): Promise<void> {
  await executor.deleteFrom('group_members').where('user_id', '=', userId).execute()
}

/** The members of a group by name, one more than the page takes. */
export async function findMembers(
  executor: Executor,
  groupId: string,
  { limit, after }: Pick<NamePage, 'limit' | 'after'>,
): Promise<User[]> {
  const rows = await selectUsers(executor)
    .innerJoin('group_members', 'group_members.user_id', 'users.id')
    .where('group_members.group_id', '=', groupId)
    .$if(after !== undefined, (users) => users.where('users.username_key', '>', foldCase(after ?? '')))
    .orderBy('users.username_key')
    .limit(limit + 1)
    .execute()
  return rows.map(toUser)
}

/** The ids of a group's members, in their order. */
export async function findMemberIds(
  executor: Executor,
  groupId: string,
  { limit, after }: { readonly limit: number; readonly after?: UserId },
): Promise<UserId[]> {
  const rows = await executor
    .selectFrom('group_members')
    .where('group_id', '=', groupId)
    .$if(after !== undefined, (members) => members.where('user_id', '>', after ?? ''))
    .select('user_id')
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.user_id as UserId)
}
