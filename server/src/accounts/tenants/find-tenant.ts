import type { TenantId } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { parseRequestHost, type Tenant } from './tenant.ts'
import { findFirstTenant, findTenant, findTenantByHost } from './tenant-repository.ts'

/**
 * Remembers tenants by host: every request asks, and they do not change while the program runs. Hosts without a
 * tenant are asked for each time, since another process may just have made one.
 */
export type TenantCache = Map<string, Tenant>

const longestCache = 1000

/** @param host - as a request names it */
export async function tenantByHost(
  database: Database,
  cache: TenantCache,
  hostInput: string,
): Promise<Tenant | undefined> {
  const host = parseRequestHost(hostInput)
  if (host === undefined) return undefined
  const cached = cache.get(host)
  if (cached !== undefined) return cached
  const tenant = await findTenantByHost(database.read, host)
  if (tenant !== undefined && cache.size < longestCache) cache.set(host, tenant)
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
