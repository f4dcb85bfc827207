import type { SystemActor, TenantId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { prepareUser, storeUser } from '../users/create-user.ts'
import type { NewUser, User } from '../users/user.ts'
import { hasActiveAdmin } from '../users/user-repository.ts'
import { hashSetupToken } from './setup-link.ts'
import { deleteSetupLinks, hasSetupLink } from './setup-link-repository.ts'

/** What the first administrator says of themselves. */
export type FirstAdmin = Pick<NewUser, 'username' | 'displayName' | 'language'> & {
  readonly password: string
}

/** The account that was made, or that the link opens nothing (any more). */
export type SetupOutcome =
  | { readonly ok: true; readonly user: User }
  | { readonly ok: false; readonly reason: 'gone' }

/** Whether a link for the first administrator opens: it does until somebody administers the cloud. */
export async function isSetupOpen(
  { database, clock }: AccountsContext,
  tenant: TenantId,
  token: string,
): Promise<boolean> {
  if (!(await hasSetupLink(database.read, tenant, hashSetupToken(token), clock.now()))) return false
  return !(await hasActiveAdmin(database.read, tenant))
}

/**
 * Makes the account of the first administrator for whoever has the link, and ends all such links of the cloud.
 * @throws IsthmusError `validation-failed`, `user-exists`, `user-name-used`, `too-many-requests`
 */
export async function makeFirstAdmin(
  context: AccountsContext,
  tenant: TenantId,
  token: string,
  order: FirstAdmin,
): Promise<SetupOutcome> {
  // Nobody makes this server hash passwords without a link.
  if (!(await isSetupOpen(context, tenant, token))) return { ok: false, reason: 'gone' }
  const prepared = await prepareUser(context, tenant, { ...order, admin: true })
  const actor: SystemActor = { kind: 'system', tenant }
  return context.database.write(async (tx) => {
    // Of several who have a link, the first one gets it.
    const isOpen = await hasSetupLink(tx, tenant, hashSetupToken(token), context.clock.now())
    if (!isOpen || (await hasActiveAdmin(tx, tenant))) return { ok: false, reason: 'gone' }
    await deleteSetupLinks(tx, tenant)
    await storeUser(context, tx, actor, prepared)
    return { ok: true, user: prepared.user }
  })
}
