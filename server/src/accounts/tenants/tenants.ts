import type { Actor, TenantId } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { defaultTenant, tenantByHost, tenantById } from './find-tenant.ts'
import { addTenant, listTenants, renameTenant } from './manage-tenants.ts'
import { prepareTenant } from './prepare-tenant.ts'
import type { Tenant } from './tenant.ts'
import { TenantCache } from './tenant-cache.ts'
import { findFirstTenant, findInstanceId } from './tenant-repository.ts'

/** The clouds of this installation. */
export interface Tenants {
  /**
   * The tenant of a public URL; the first start makes it.
   * @throws IsthmusError `validation-failed`, `tenant-mismatch`
   */
  prepareTenant(publicUrl: string): Promise<Tenant>
  /** Whether the data folder belongs to a tenant yet. */
  hasTenant(): Promise<boolean>
  /** The one that the installation was made for; for requests that name none. @throws IsthmusError `not-found` */
  defaultTenant(): Promise<Tenant>
  /** The tenant that a request means. @param host - its `Host` header */
  tenantByHost(host: string): Promise<Tenant | undefined>
  /** @throws IsthmusError `not-found` */
  tenant(id: TenantId): Promise<Tenant>
  /** @throws IsthmusError `forbidden` */
  listTenants(actor: Actor): Promise<Tenant[]>
  /** Makes another cloud. @throws IsthmusError `forbidden`, `validation-failed`, `tenant-exists` */
  addTenant(actor: Actor, publicUrl: string): Promise<Tenant>
  /**
   * Gives a cloud another address.
   * @throws IsthmusError `forbidden`, `not-found`, `validation-failed`, `tenant-exists`
   */
  renameTenant(actor: Actor, host: string, publicUrl: string): Promise<Tenant>
  /** What this installation is, for as long as its data exists: twelve characters `0-9a-z`. @throws IsthmusError `not-found` */
  instanceId(): Promise<string>
}

export function createTenants(context: AccountsContext): Tenants {
  const { database, clock } = context
  const tenants = new TenantCache(clock)
  let instanceId: string | undefined
  return {
    prepareTenant: (publicUrl) => prepareTenant(context, publicUrl),
    hasTenant: async () => (await findFirstTenant(database.read)) !== undefined,
    defaultTenant: () => defaultTenant(database),
    tenantByHost: (host) => tenantByHost(database, tenants, host),
    tenant: (id) => tenantById(database, id),
    listTenants: (actor) => listTenants(context, actor),
    addTenant: (actor, publicUrl) => addTenant(context, actor, publicUrl),
    async renameTenant(actor, host, publicUrl) {
      const renamed = await renameTenant(context, actor, host, publicUrl)
      tenants.clear()
      return renamed
    },
    async instanceId() {
      instanceId ??= await findInstanceId(database.read)
      if (instanceId === undefined) throw fault('not-found', { detail: 'There is no tenant yet.' })
      return instanceId
    },
  }
}
