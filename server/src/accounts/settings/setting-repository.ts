import type { Kysely } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'

type Executor = Kysely<Schema>

/** What a tenant has chosen, by key. */
export async function findChosen(executor: Executor, tenant: TenantId): Promise<Map<string, unknown>> {
  const rows = await executor
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('tenant_id', '=', tenant)
    .execute()
  return new Map(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
}

export async function saveChosen(
  executor: Executor,
  tenant: TenantId,
  { key, value }: { readonly key: string; readonly value: unknown },
  now: number,
): Promise<void> {
  const said = { value: JSON.stringify(value), changed_at: now }
  await executor
    .insertInto('settings')
    .values({ tenant_id: tenant, key, ...said })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key']).doUpdateSet(said))
    .execute()
}

export async function deleteChosen(executor: Executor, tenant: TenantId, key: string): Promise<void> {
  await executor.deleteFrom('settings').where('tenant_id', '=', tenant).where('key', '=', key).execute()
}
