import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'

type Executor = Kysely<Schema>

export async function insertSetupLink(
  executor: Executor,
  tenant: TenantId,
  tokenHash: string,
  expiresAt: number,
): Promise<void> {
  await executor
    .insertInto('setup_links')
    .values({ tenant_id: tenant, token_hash: tokenHash, expires_at: expiresAt })
    .execute()
}

/** Whether there is such a link that has not run out. */
export async function hasSetupLink(
  executor: Executor,
  tenant: TenantId,
  tokenHash: string,
  now: number,
): Promise<boolean> {
  const row = await executor
    .selectFrom('setup_links')
    .select('token_hash')
    .where('tenant_id', '=', tenant)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the links to a cloud besides the newest. @param spared - so many stay */
export async function deleteSetupLinks(executor: Executor, tenant: TenantId, spared = 0): Promise<void> {
  const newest = executor
    .selectFrom('setup_links')
    .select('token_hash')
    .where('tenant_id', '=', tenant)
    .orderBy('expires_at', 'desc')
    .limit(spared)
  await executor
    .deleteFrom('setup_links')
    .where('tenant_id', '=', tenant)
    .where('token_hash', 'not in', newest)
    .execute()
}
