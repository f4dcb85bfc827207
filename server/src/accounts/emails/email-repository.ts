import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { ParsedEmail, UserEmail } from './email.ts'

type Executor = Kysely<Schema>

/** Whose addresses are meant. */
interface Owner {
  readonly tenant: TenantId
  readonly userId: UserId
}

/** The addresses of a user, the primary one first, then as they came. */
export async function findEmails(executor: Executor, { userId }: Owner): Promise<UserEmail[]> {
  const rows = await executor
    .selectFrom('user_emails')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('is_primary', 'desc')
    .orderBy('created_at')
    .orderBy('address_key')
    .execute()
  return rows.map(toEmail)
}

export async function findEmail(
  executor: Executor,
  { userId }: Owner,
  key: string,
): Promise<UserEmail | undefined> {
  const row = await executor
    .selectFrom('user_emails')
    .selectAll()
    .where('user_id', '=', userId)
    .where('address_key', '=', key)
    .executeTakeFirst()
  return row && toEmail(row)
}

/** A claim of an address, found by the token that proves it. */
export interface EmailClaim {
  readonly userId: UserId
  readonly email: ParsedEmail
  readonly verified: boolean
  /** Epoch milliseconds, of the token. */
  readonly expiresAt: number
  readonly createdAt: number
}

export async function findEmailClaim(
  executor: Executor,
  tenant: TenantId,
  tokenHash: string,
): Promise<EmailClaim | undefined> {
  const row = await executor
    .selectFrom('user_emails')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return (
    row && {
      userId: row.user_id as UserId,
      email: { address: row.address, key: row.address_key },
      verified: row.verified_at !== null,
      expiresAt: row.token_expires_at ?? 0,
      createdAt: row.created_at,
    }
  )
}

/** What is stored of a link by which an address is verified. */
interface EmailToken {
  readonly hash: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/**
 * Writes that a user claims an address.
 * @returns false when the user has it, verified
 */
export async function saveEmailClaim(
  executor: Executor,
  { tenant, userId }: Owner,
  { address, key }: ParsedEmail,
  createdAt: number,
): Promise<boolean> {
  const row = await executor
    .insertInto('user_emails')
    .values({
      user_id: userId,
      tenant_id: tenant,
      address,
      address_key: key,
      is_primary: 0,
      verified_at: null,
      token_hash: null,
      token_expires_at: null,
      created_at: createdAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'address_key'])
        .doUpdateSet({ address, created_at: createdAt })
        .where('user_emails.verified_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a claim the token that proves it, instead of any earlier one. */
export async function saveEmailToken(
  executor: Executor,
  { userId }: Owner,
  key: string,
  { hash, expiresAt }: EmailToken,
): Promise<void> {
  await executor
    .updateTable('user_emails')
    .set({ token_hash: hash, token_expires_at: expiresAt })
    .where('user_id', '=', userId)
    .where('address_key', '=', key)
    .where('verified_at', 'is', null)
    .execute()
}

/** Who has verified an address. */
export async function findOwnerOfEmail(
  executor: Executor,
  tenant: TenantId,
  key: string,
): Promise<UserId | undefined> {
  const row = await executor
    .selectFrom('user_emails')
    .select('user_id')
    .where('tenant_id', '=', tenant)
    .where('address_key', '=', key)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  return row?.user_id as UserId | undefined
}

/**
 * Gives an address to a user, verified; an unverified claim of the same user must be gone.
 * @returns false when somebody has it
 */
export async function insertVerifiedEmail(
  executor: Executor,
  { tenant, userId }: Owner,
  { address, key }: ParsedEmail,
  {
    primary,
    verifiedAt,
    createdAt,
    token,
  }: { primary: boolean; verifiedAt: number; createdAt: number; token?: EmailToken },
): Promise<boolean> {
  const row = await executor
    .insertInto('user_emails')
    .values({
      user_id: userId,
      tenant_id: tenant,
      address,
      address_key: key,
      is_primary: Number(primary),
      verified_at: verifiedAt,
      token_hash: token?.hash ?? null,
      token_expires_at: token?.expiresAt ?? null,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Makes one verified address of a user the primary one, instead of any other. */
export async function markPrimary(executor: Executor, { userId }: Owner, key: string): Promise<void> {
  await executor.updateTable('user_emails').set({ is_primary: 0 }).where('user_id', '=', userId).execute()
  await executor
    .updateTable('user_emails')
    .set({ is_primary: 1 })
    .where('user_id', '=', userId)
    .where('address_key', '=', key)
    .execute()
}

/** @returns false when the user has no such address */
export async function deleteEmail(executor: Executor, { userId }: Owner, key: string): Promise<boolean> {
  const row = await executor
    .deleteFrom('user_emails')
    .where('user_id', '=', userId)
    .where('address_key', '=', key)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deletePrimaryEmail(executor: Executor, { userId }: Owner): Promise<void> {
  await executor.deleteFrom('user_emails').where('user_id', '=', userId).where('is_primary', '=', 1).execute()
}

export async function deleteEmailsOf(executor: Executor, userId: UserId): Promise<void> {
  await executor.deleteFrom('user_emails').where('user_id', '=', userId).execute()
}

function toEmail(row: Selectable<Schema['user_emails']>): UserEmail {
  return {
    address: row.address,
    primary: row.is_primary === 1,
    verified: row.verified_at !== null,
    createdAt: row.created_at,
  }
}
