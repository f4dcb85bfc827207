import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import { prepared, type Schema } from '../../platform/database/index.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'

type Executor = Kysely<Schema>

/** What a password is held against. */
export interface Credential {
  readonly userId: UserId
  /** PHC string. */
  readonly passwordHash: string
  /** Grows with every change of the password. */
  readonly version: number
}

/** A user with the credential, in one question, since every request with a password asks it. */
export async function findUserWithCredential(
  executor: Executor,
  tenant: TenantId,
  usernameKey: string,
): Promise<{ user: User; credential: Credential } | undefined> {
  const [row] = await userWithCredential(executor, { tenant, usernameKey })
  if (row === undefined) return undefined
  const user = toUser(row)
  return { user, credential: { userId: user.id, passwordHash: row.password_hash, version: row.version } }
}

const userWithCredential = prepared((db, values: { tenant: TenantId; usernameKey: string }) =>
  selectUsers(db)
    .innerJoin('credentials', 'credentials.user_id', 'users.id')
    .select(['credentials.password_hash', 'credentials.version'])
    .where('users.tenant_id', '=', values.tenant)
    .where('users.username_key', '=', values.usernameKey),
)

/** Whether a user has a password yet. */
export async function hasCredential(executor: Executor, userId: UserId): Promise<boolean> {
  const row = await executor
    .selectFrom('credentials')
    .select('version')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether this is still the password of a user who may sign in. */
export async function isCurrent(executor: Executor, { userId, version }: Credential): Promise<boolean> {
  const row = await executor
    .selectFrom('credentials')
    .innerJoin('users', 'users.id', 'credentials.user_id')
    .select('users.id')
    .where('credentials.user_id', '=', userId)
    .where('credentials.version', '=', version)
    .where('users.disabled', '=', 0)
    .executeTakeFirst()
  return row !== undefined
}

/** Sets the password of a user, the first or a new one. */
export async function savePasswordHash(
  executor: Executor,
  userId: UserId,
  passwordHash: string,
  now: number,
): Promise<void> {
  await executor
    .insertInto('credentials')
    .values({ user_id: userId, password_hash: passwordHash, version: 1, changed_at: now })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((eb) => ({
        password_hash: passwordHash,
        version: eb('credentials.version', '+', 1),
        changed_at: now,
      })),
    )
    .execute()
}

/** Replaces the hash of the same password, unless the password has been changed meanwhile. */
export async function refreshPasswordHash(
  executor: Executor,
  { userId, version }: Credential,
  passwordHash: string,
): Promise<void> {
  await executor
    .updateTable('credentials')
    .set({ password_hash: passwordHash })
    .where('user_id', '=', userId)
    .where('version', '=', version)
    .execute()
}

export async function deleteCredential(executor: Executor, userId: UserId): Promise<void> {
  await executor.deleteFrom('credentials').where('user_id', '=', userId).execute()
}
