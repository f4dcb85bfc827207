import type { PeerHost } from '@isthmus/ocm'
import type { Actor, TenantId } from '../../platform/actor.ts'
import { allocate } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { publicUrlError } from './prepare-tenant.ts'
import { parsePublicUrl, type Tenant } from './tenant.ts'
import { findTenantByHost, insertTenant, listTenants as listRows, updateTenant } from './tenant-repository.ts'

/** The clouds of this installation, the first one first. @throws IsthmusError `forbidden` */
export async function listTenants({ database }: AccountsContext, actor: Actor): Promise<Tenant[]> {
  requireOperator(actor)
  return listRows(database.read)
}

/**
 * Makes another cloud in this installation: with people, keys, settings and trust of its own.
 * @throws IsthmusError `forbidden`, `validation-failed`, `tenant-exists`
 */
export async function addTenant(
  { database, clock, activity }: AccountsContext,
  actor: Actor,
  publicUrl: string,
): Promise<Tenant> {
  requireOperator(actor)
  const wanted = requirePublicUrl(publicUrl)
  return database.write(async (tx) => {
    if ((await findTenantByHost(tx, wanted.host)) !== undefined) throw fault('tenant-exists')
    const tenant: Tenant = { id: (await allocate(tx, 'tenant')) as TenantId, ...wanted }
    await insertTenant(tx, tenant, clock.now())
    await activity.record(
      tx,
      { kind: 'operator', tenant: tenant.id },
      {
        action: 'tenant.created',
        subjectKind: 'tenant',
        subjectId: tenant.id,
        detail: { publicUrl: tenant.publicUrl },
      },
    )
    return tenant
  })
}

/**
 * Gives a cloud another address. Other clouds know its people by the old one: what was shared with them there stays
 * with the old address.
 * @param host - its present one
 * @throws IsthmusError `forbidden`, `not-found`, `validation-failed`, `tenant-exists`
 */
export async function renameTenant(
  { database, activity }: AccountsContext,
  actor: Actor,
  host: string,
  publicUrl: string,
): Promise<Tenant> {
  requireOperator(actor)
  const wanted = requirePublicUrl(publicUrl)
  return database.write(async (tx) => {
    const tenant = await findTenantByHost(tx, host as PeerHost)
    if (tenant === undefined) throw fault('not-found', { because: because('no-such-cloud') })
    const other = await findTenantByHost(tx, wanted.host)
    if (other !== undefined && other.id !== tenant.id) throw fault('tenant-exists')
    const renamed = { ...tenant, ...wanted }
    await updateTenant(tx, renamed)
    await activity.record(
      tx,
      { kind: 'operator', tenant: tenant.id },
      {
        action: 'tenant.renamed',
        subjectKind: 'tenant',
        subjectId: tenant.id,
        detail: { from: tenant.publicUrl, to: renamed.publicUrl },
      },
    )
    return renamed
  })
}

/** The clouds of an installation may belong to different people: none of them decides about the others. */
function requireOperator(actor: Actor): void {
  if (actor.kind === 'operator' || actor.kind === 'system') return
  throw fault('forbidden', { because: because('for-operator') })
}

function requirePublicUrl(publicUrl: string): Pick<Tenant, 'host' | 'publicUrl'> {
  const wanted = parsePublicUrl(publicUrl)
  if (wanted === undefined) throw fault('validation-failed', { errors: [publicUrlError] })
  return wanted
}
