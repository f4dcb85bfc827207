import type { Actor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { requireAdmin } from '../require-admin.ts'
import { hasActiveAdmin } from '../users/user-repository.ts'
import { hashSetupToken, mostSetupLinks, type SetupLink, setupLinkLifetime } from './setup-link.ts'
import { deleteSetupLinks, insertSetupLink } from './setup-link-repository.ts'

/**
 * Makes a link for the first administrator of a cloud. Those made before open as well, until somebody is.
 * @returns `undefined` when somebody administers the cloud already
 * @throws IsthmusError `forbidden`
 */
export async function makeSetupLink(
  { database, clock, ids, activity }: AccountsContext,
  actor: Actor,
): Promise<SetupLink | undefined> {
  requireAdmin(actor)
  const { tenant } = actor
  const link: SetupLink = { token: ids.secret(), expiresAt: clock.now() + setupLinkLifetime }
  return database.write(async (tx) => {
    if (await hasActiveAdmin(tx, tenant)) return undefined
    await deleteSetupLinks(tx, tenant, mostSetupLinks - 1)
    await insertSetupLink(tx, tenant, hashSetupToken(link.token), link.expiresAt)
    await activity.record(tx, actor, {
      action: 'setup-link.created',
      subjectKind: 'tenant',
      subjectId: tenant,
    })
    return link
  })
}
