import { type Kysely, type Selectable, sql } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema } from '../../platform/database/index.ts'
import { foldCase } from '../fold-case.ts'
import { contains, type NamePage } from '../name-page.ts'
import type { User } from './user.ts'

type Executor = Kysely<Schema>

/** Users with their primary e-mail address: what every question about users begins with. */
export function selectUsers(executor: Executor) {
  return executor
    .selectFrom('users')
    .leftJoin('user_emails as primary_email', (join) =>
      join
        .onRef('primary_email.user_id', '=', 'users.id')
        // Not a parameter: SQLite would plan the query anew each time, since a partial index depends on it.
        .on('primary_email.is_primary', '=', sql.lit(1)),
    )
    .selectAll('users')
    .select('primary_email.address as email')
}

/** @returns false when somebody has a name with this key */
export async function insertUser(executor: Executor, user: User, usernameKey: string): Promise<boolean> {
  const row = await executor
    .insertInto('users')
    .values({
      id: user.id,
      tenant_id: user.tenant,
      username: user.username,
      username_key: usernameKey,
      ...changeableColumns(user),
      disabled: Number(user.disabled),
      created_at: user.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'username_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes what can change about a user, besides the addresses. */
export async function updateUser(executor: Executor, user: User): Promise<void> {
  await executor.updateTable('users').set(changeableColumns(user)).where('id', '=', user.id).execute()
}

function changeableColumns(user: User) {
  return {
    display_name: user.displayName,
    display_name_key: foldCase(user.displayName),
    language: user.language ?? null,
    time_zone: user.timeZone ?? null,
    admin: Number(user.admin),
  }
}

export async function updateDisabled(executor: Executor, id: UserId, disabled: boolean): Promise<void> {
  await executor
    .updateTable('users')
    .set({ disabled: Number(disabled) })
    .where('id', '=', id)
    .execute()
}

/** Everything that refers to the user must be gone. */
export async function deleteUserRow(executor: Executor, id: UserId): Promise<void> {
  await executor.deleteFrom('users').where('id', '=', id).execute()
}

export async function findUserByKey(
  executor: Executor,
  tenant: TenantId,
  key: string,
): Promise<User | undefined> {
  const row = await selectUsers(executor)
    .where('users.tenant_id', '=', tenant)
    .where('users.username_key', '=', key)
    .executeTakeFirst()
  return row && toUser(row)
}

export async function findUserById(
  executor: Executor,
  tenant: TenantId,
  id: UserId,
): Promise<User | undefined> {
  const row = await selectUsers(executor)
    .where('users.tenant_id', '=', tenant)
    .where('users.id', '=', id)
    .executeTakeFirst()
  return row && toUser(row)
}

/** In no order. */
export async function findUsersById(
  executor: Executor,
  tenant: TenantId,
  ids: readonly UserId[],
): Promise<User[]> {
  const users: User[] = []
  for (const batch of batchesOf(ids)) {
    const rows = await selectUsers(executor)
      .where('users.tenant_id', '=', tenant)
      .where('users.id', 'in', batch)
      .execute()
    users.push(...rows.map(toUser))
  }
  return users
}

/** What users are called, by user name. @param usernames - as they were written when the users were made */
export async function findDisplayNames(
  executor: Executor,
  tenant: TenantId,
  usernames: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const batch of batchesOf(usernames)) {
    const rows = await executor
      .selectFrom('users')
      .select(['username', 'display_name'])
      .where('tenant_id', '=', tenant)
      .where('username_key', 'in', batch.map(foldCase))
      .execute()
    for (const row of rows) names.set(row.username, row.display_name)
  }
  return names
}

/** How many there are, locked out or not. */
export async function countUsers(executor: Executor, tenant: TenantId): Promise<number> {
  const { count } = await executor
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .executeTakeFirstOrThrow()
  return count
}

/** Users of a tenant by name, one more than the page takes. */
export async function findUsers(
  executor: Executor,
  tenant: TenantId,
  { search, limit, after }: NamePage,
): Promise<User[]> {
  const rows = await selectUsers(executor)
    .where('users.tenant_id', '=', tenant)
    .$if(after !== undefined, (users) => users.where('users.username_key', '>', foldCase(after ?? '')))
    .$if(search !== undefined, (users) =>
      users.where((eb) =>
        eb.or(
          (['users.username_key', 'users.display_name_key', 'primary_email.address_key'] as const).map(
            (column) => contains(eb.ref(column), search ?? ''),
          ),
        ),
      ),
    )
    .orderBy('users.username_key')
    .limit(limit + 1)
    .execute()
  return rows.map(toUser)
}

/** Whether somebody can sign in who may do everything. @param besides - who does not count */
export async function hasActiveAdmin(
  executor: Executor,
  tenant: TenantId,
  besides?: UserId,
): Promise<boolean> {
  const row = await executor
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', tenant)
    .where('admin', '=', 1)
    .where('disabled', '=', 0)
    .$if(besides !== undefined, (users) => users.where('id', '!=', besides ?? ''))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Reads what `selectUsers` gave. */
export function toUser(row: Selectable<Schema['users']> & { email: string | null }): User {
  return {
    id: row.id as UserId,
    tenant: row.tenant_id as TenantId,
    username: row.username,
    displayName: row.display_name,
    ...(row.email !== null && { email: row.email }),
    ...(row.language !== null && { language: row.language }),
    ...(row.time_zone !== null && { timeZone: row.time_zone }),
    admin: row.admin === 1,
    disabled: row.disabled === 1,
    createdAt: row.created_at,
  }
}
