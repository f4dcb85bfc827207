import type { PeerHost } from '@isthmus/ocm'
import type { Kysely, Selectable } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { Tenant } from './tenant.ts'

type Executor = Kysely<Schema>

export async function findTenant(executor: Executor, id: TenantId): Promise<Tenant | undefined> {
  const row = await executor.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toTenant(row)
}

export async function findTenantByHost(executor: Executor, host: PeerHost): Promise<Tenant | undefined> {
  const row = await executor.selectFrom('tenants').selectAll().where('host', '=', host).executeTakeFirst()
  return row && toTenant(row)
}

/** The first tenant, which the installation was made for. */
export async function findFirstTenant(executor: Executor): Promise<Tenant | undefined> {
  const row = await executor.selectFrom('tenants').selectAll().orderBy('id').executeTakeFirst()
  return row && toTenant(row)
}

/** All of them, the first one first. */
export async function listTenants(executor: Executor): Promise<Tenant[]> {
  const rows = await executor.selectFrom('tenants').selectAll().orderBy('id').execute()
  return rows.map(toTenant)
}

/** Gives a tenant another address. */
export async function updateTenant(executor: Executor, { id, host, publicUrl }: Tenant): Promise<void> {
  await executor.updateTable('tenants').set({ host, public_url: publicUrl }).where('id', '=', id).execute()
}

export async function insertTenant(executor: Executor, tenant: Tenant, now: number): Promise<void> {
  await executor
    .insertInto('tenants')
    .values({ id: tenant.id, host: tenant.host, public_url: tenant.publicUrl, created_at: now })
    .execute()
}

export async function findInstanceId(executor: Executor): Promise<string | undefined> {
  const row = await executor.selectFrom('installation').select('instance_id').executeTakeFirst()
  return row?.instance_id
}

/** Gives the installation its identity, unless it has one. */
export async function ensureInstallation(executor: Executor, instanceId: string, now: number): Promise<void> {
  if ((await findInstanceId(executor)) !== undefined) return
  await executor.insertInto('installation').values({ instance_id: instanceId, created_at: now }).execute()
}

function toTenant(row: Selectable<Schema['tenants']>): Tenant {
  return { id: row.id as TenantId, host: row.host as PeerHost, publicUrl: row.public_url }
}
