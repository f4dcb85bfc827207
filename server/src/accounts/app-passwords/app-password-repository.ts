import type { Kysely } from 'kysely'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'
import type { AppPassword } from './app-password.ts'

type Executor = Kysely<Schema>

export async function insertAppPassword(
  executor: Executor,
  owner: UserActor,
  { id, name, createdAt }: AppPassword,
  secretHash: string,
): Promise<void> {
  await executor
    .insertInto('app_passwords')
    .values({
      id,
      tenant_id: owner.tenant,
      user_id: owner.userId,
      name,
      secret_hash: secretHash,
      created_at: createdAt,
      last_used_at: null,
    })
    .execute()
}

/** The owner of an app password, when it is that user's. */
export async function findAppPasswordWithOwner(
  executor: Executor,
  tenant: TenantId,
  usernameKey: string,
  secretHash: string,
): Promise<{ id: string; lastUsedAt: number | undefined; owner: User } | undefined> {
  const row = await selectUsers(executor)
    .innerJoin('app_passwords', 'app_passwords.user_id', 'users.id')
    .select(['app_passwords.id as app_password_id', 'app_passwords.last_used_at'])
    .where('app_passwords.tenant_id', '=', tenant)
    .where('app_passwords.secret_hash', '=', secretHash)
    .where('users.username_key', '=', usernameKey)
    .executeTakeFirst()
  return row && { id: row.app_password_id, lastUsedAt: row.last_used_at ?? undefined, owner: toUser(row) }
}

/** The app passwords of a user, oldest first. */
export async function findAppPasswords(executor: Executor, owner: UserActor): Promise<AppPassword[]> {
  const rows = await executor
    .selectFrom('app_passwords')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('user_id', '=', owner.userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  }))
}

export async function updateAppPasswordUse(executor: Executor, id: string, now: number): Promise<void> {
  await executor.updateTable('app_passwords').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** @returns the name it had; `undefined` when the user has no such app password */
export async function deleteAppPassword(
  executor: Executor,
  owner: UserActor,
  id: string,
): Promise<string | undefined> {
  const row = await executor
    .deleteFrom('app_passwords')
    .where('user_id', '=', owner.userId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

export async function deleteAppPasswordsOf(executor: Executor, userId: UserId): Promise<void> {
  await executor.deleteFrom('app_passwords').where('user_id', '=', userId).execute()
}
