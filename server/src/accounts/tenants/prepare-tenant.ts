import type { SystemActor, TenantId } from '../../platform/actor.ts'
import { allocate } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { broken, wrongField } from '../../platform/field-rules.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { parsePublicUrl, type Tenant } from './tenant.ts'
import { ensureInstallation, findFirstTenant, findTenantByHost, insertTenant } from './tenant-repository.ts'

/**
 * The tenant of a public URL. The first start makes it, and with it the identity of the installation.
 * @throws IsthmusError `validation-failed` when it is no origin, `tenant-mismatch` when this database was made for
 *   another one: other clouds have stored the addresses of its users
 */
export async function prepareTenant(
  { database, clock, ids, activity }: AccountsContext,
  publicUrlInput: string,
): Promise<Tenant> {
  const wanted = parsePublicUrl(publicUrlInput)
  if (wanted === undefined) throw fault('validation-failed', { errors: [publicUrlError] })
  const now = clock.now()
  return database.write(async (tx) => {
    await ensureInstallation(tx, ids.token(instanceIdLength), now)
    const tenant = (await findTenantByHost(tx, wanted.host)) ?? (await findFirstTenant(tx))
    if (tenant !== undefined) {
      if (tenant.publicUrl !== wanted.publicUrl) throw mismatch(tenant, wanted.publicUrl)
      return tenant
    }
    const created = { id: (await allocate(tx, 'tenant')) as TenantId, ...wanted }
    await insertTenant(tx, created, now)
    const actor: SystemActor = { kind: 'system', tenant: created.id }
    await activity.record(tx, actor, {
      action: 'tenant.created',
      subjectKind: 'tenant',
      subjectId: created.id,
      detail: { publicUrl: created.publicUrl },
    })
    return created
  })
}

const instanceIdLength = 12

/** What is wrong with what is no public URL. */
export const publicUrlError = wrongField('publicUrl', broken('not-a-public-url'))

function mismatch({ host, publicUrl }: Tenant, wanted: string) {
  return fault('tenant-mismatch', {
    detail:
      `This data belongs to ${publicUrl}, and the public URL is now ${wanted}. Other clouds know the old address. ` +
      `Set the public URL back to ${publicUrl}, use another data folder for ${wanted}, or give this cloud the new ` +
      `address: isthmus tenant rename ${host} ${wanted} --public-url ${publicUrl}`,
  })
}
