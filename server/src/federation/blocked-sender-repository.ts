import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

/** Somebody at another server, or everybody there, from whom nothing is wanted. */
export interface BlockedSender {
  /** Canonical OCM address, or `@` and a canonical host. */
  readonly address: string
  /** Who does not want it; absent: nobody here does. */
  readonly user?: UserId
  /** Epoch milliseconds. */
  readonly since: number
}

/** Whether a user, or everybody here, wants nothing from any of these addresses. */
export async function isBlockedSender(
  executor: Executor,
  tenant: TenantId,
  { addresses, user }: { readonly addresses: readonly string[]; readonly user: UserId },
): Promise<boolean> {
  const row = await executor
    .selectFrom('blocked_senders')
    .select('address')
    .where('tenant_id', '=', tenant)
    .where('address', 'in', addresses)
    .where('user_id', 'in', [everybody, user])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** By address. @param user - whose; everybody's when absent */
export async function listBlockedSenders(
  executor: Executor,
  tenant: TenantId,
  user: UserId | undefined,
): Promise<BlockedSender[]> {
  const rows = await executor
    .selectFrom('blocked_senders')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user ?? everybody)
    .orderBy('address')
    .execute()
  return rows.map((row) => ({
    address: row.address,
    since: row.blocked_at,
    ...(user !== undefined && { user }),
  }))
}

/** @returns whether it is new */
export async function saveBlockedSender(
  executor: Executor,
  tenant: TenantId,
  { address, user = everybody, since }: BlockedSender,
): Promise<boolean> {
  const result = await executor
    .insertInto('blocked_senders')
    .values({ tenant_id: tenant, user_id: user, address, blocked_at: since })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'address', 'user_id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** @returns whether there was one */
export async function deleteBlockedSender(
  executor: Executor,
  tenant: TenantId,
  { address, user = everybody }: Pick<BlockedSender, 'address' | 'user'>,
): Promise<boolean> {
  const result = await executor
    .deleteFrom('blocked_senders')
    .where('tenant_id', '=', tenant)
    .where('address', '=', address)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deleteBlockedSendersOf(executor: Executor, user: UserId): Promise<void> {
  await executor.deleteFrom('blocked_senders').where('user_id', '=', user).execute()
}

const everybody = '' as UserId
