import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import { foldCase } from '../fold-case.ts'

/** Keeps the name of a user who is deleted from ever being somebody else's. */
export async function insertFormerUsername(
  executor: Kysely<Schema>,
  tenant: TenantId,
  username: string,
  deletedAt: number,
): Promise<void> {
  await executor
    .insertInto('former_usernames')
    .values({ tenant_id: tenant, username_key: foldCase(username), deleted_at: deletedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether somebody had a name who was deleted. */
export async function isFormerUsername(
  executor: Kysely<Schema>,
  tenant: TenantId,
  usernameKey: string,
): Promise<boolean> {
  const row = await executor
    .selectFrom('former_usernames')
    .select('deleted_at')
    .where('tenant_id', '=', tenant)
    .where('username_key', '=', usernameKey)
    .executeTakeFirst()
  return row !== undefined
}
