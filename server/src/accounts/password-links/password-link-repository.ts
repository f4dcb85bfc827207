import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { PasswordLink, PasswordLinkPurpose } from './password-link.ts'

export async function insertPasswordLink(
  tx: Tx,
  { tenant, userId, purpose, expiresAt }: PasswordLink,
  tokenHash: string,
): Promise<void> {
  await tx
    .insertInto('password_links')
    .values({ token_hash: tokenHash, tenant_id: tenant, user_id: userId, purpose, expires_at: expiresAt })
    .execute()
}

export async function findPasswordLink(
  executor: Kysely<Schema>,
  tenant: TenantId,
  tokenHash: string,
): Promise<PasswordLink | undefined> {
  const row = await executor
    .selectFrom('password_links')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      tenant,
      userId: row.user_id as UserId,
      purpose: row.purpose as PasswordLinkPurpose,
      expiresAt: row.expires_at,
    }
  )
}

/** All of them: a password was chosen, or the user is gone. */
export async function deletePasswordLinksOf(tx: Tx, userId: UserId): Promise<void> {
  await tx.deleteFrom('password_links').where('user_id', '=', userId).execute()
}

/** Removes those whose time is over. */
export async function deleteOldPasswordLinks(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('password_links').where('expires_at', '<=', now).execute()
}
