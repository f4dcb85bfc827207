import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { authenticateAppPassword } from '../app-passwords/authenticate-app-password.ts'
import { toActor } from '../users/user.ts'
import { type PasswordSignIn, verifyPassword } from './verify-password.ts'

/**
 * Who a user name and a password belong to, be it the account's own or an app password.
 * @returns `undefined` when they do not belong together, or the account is disabled
 * @throws IsthmusError `too-many-requests`
 */
export async function authenticatePassword(
  context: AccountsContext,
  tenant: TenantId,
  signIn: PasswordSignIn,
): Promise<UserActor | undefined> {
  const byAppPassword = await authenticateAppPassword(context, tenant, signIn)
  if (byAppPassword !== undefined) return byAppPassword
  const verified = await verifyPassword(context, tenant, signIn)
  return verified.ok ? { ...toActor(verified.user), signedInBy: { kind: 'password' } } : undefined
}
