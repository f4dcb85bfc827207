import type { Kysely } from 'kysely'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'
import type { Token } from './token.ts'

type Executor = Kysely<Schema>

export async function insertToken(
  executor: Executor,
  owner: UserActor,
  token: Token,
  tokenHash: string,
): Promise<void> {
  await executor
    .insertInto('tokens')
    .values({
      id: token.id,
      tenant_id: owner.tenant,
      user_id: owner.userId,
      name: token.name,
      token_hash: tokenHash,
      created_at: token.createdAt,
      expires_at: token.expiresAt ?? null,
      last_used_at: null,
    })
    .execute()
}

/** The owner of a token and what it is held against. */
export async function findTokenWithOwner(
  executor: Executor,
  tenant: TenantId,
  id: string,
): Promise<
  { owner: User; tokenHash: string; expiresAt: number | null; lastUsedAt: number | undefined } | undefined
> {
  const row = await selectUsers(executor)
    .innerJoin('tokens', 'tokens.user_id', 'users.id')
    .select(['tokens.token_hash', 'tokens.expires_at', 'tokens.last_used_at'])
    .where('tokens.tenant_id', '=', tenant)
    .where('tokens.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      owner: toUser(row),
      tokenHash: row.token_hash,
      expiresAt: row.expires_at,
      lastUsedAt: row.last_used_at ?? undefined,
    }
  )
}

/** The tokens of a user, oldest first. */
export async function findTokens(executor: Executor, owner: UserActor): Promise<Token[]> {
  const rows = await executor
    .selectFrom('tokens')
    .select(['id', 'name', 'created_at', 'expires_at', 'last_used_at'])
    .where('tenant_id', '=', owner.tenant)
    .where('user_id', '=', owner.userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  }))
}

export async function updateTokenUse(executor: Executor, id: string, now: number): Promise<void> {
  await executor.updateTable('tokens').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** @returns the name it had; `undefined` when the user has no such token */
export async function deleteToken(
  executor: Executor,
  owner: UserActor,
  id: string,
): Promise<string | undefined> {
  const row = await executor
    .deleteFrom('tokens')
    .where('tenant_id', '=', owner.tenant)
    .where('user_id', '=', owner.userId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

/** Removes what has expired, for room for new ones. */
export async function deleteExpiredTokens(executor: Executor, owner: UserActor, now: number): Promise<void> {
  await executor
    .deleteFrom('tokens')
    .where('user_id', '=', owner.userId)
    .where('expires_at', '<=', now)
    .execute()
}

export async function deleteTokensOf(executor: Executor, userId: UserId): Promise<void> {
  await executor.deleteFrom('tokens').where('user_id', '=', userId).execute()
}
