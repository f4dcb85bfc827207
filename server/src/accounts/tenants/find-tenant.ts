import type { TenantId } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { parseRequestHost, type Tenant } from './tenant.ts'
import type { TenantCache } from './tenant-cache.ts'
import { findFirstTenant, findTenant, findTenantByHost } from './tenant-repository.ts'

/** @param host - as a request names it */
export async function tenantByHost(
  database: Database,
  cache: TenantCache,
  hostInput: string,
): Promise<Tenant | undefined> {
  const cached = cache.get(hostInput)
  if (cached !== undefined) return cached
  const host = parseRequestHost(hostInput)
  if (host === undefined) return undefined
  const tenant = await findTenantByHost(database.read, host)
  if (tenant !== undefined) cache.set(hostInput, tenant)
  return tenant
}

/** @throws IsthmusError `not-found` */
export async function defaultTenant(database: Database): Promise<Tenant> {
  const tenant = await findFirstTenant(database.read)
  if (tenant === undefined) throw fault('not-found', { detail: 'There is no tenant yet.' })
  return tenant
}

/** @throws IsthmusError `not-found` */
export async function tenantById(database: Database, id: TenantId): Promise<Tenant> {
  const tenant = await findTenant(database.read, id)
  if (tenant === undefined) throw fault('not-found', { detail: `There is no tenant ${id}.` })
  return tenant
}
