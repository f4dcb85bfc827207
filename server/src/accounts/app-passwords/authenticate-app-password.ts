import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { noteUse } from '../note-use.ts'
import { toActor } from '../users/user.ts'
import { parseUsername } from '../users/username.ts'
import { hashAppPassword, parseAppPassword } from './app-password.ts'
import { findAppPasswordWithOwner, updateAppPasswordUse } from './app-password-repository.ts'

/**
 * Who a user name and an app password belong to. It carries no administrator's rights: a device that only syncs must
 * not lose a whole cloud. Guessing need not be limited: it has 125 random bits.
 * @returns `undefined` when it is none of this user, or the account is disabled
 */
export async function authenticateAppPassword(
  context: AccountsContext,
  tenant: TenantId,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<UserActor | undefined> {
  const text = parseAppPassword(password)
  if (text === undefined) return undefined
  const name = parseUsername(username)
  if (!name.ok) return undefined
  const hash = hashAppPassword(text)
  const found = await findAppPasswordWithOwner(context.database.read, tenant, name.key, hash)
  if (found === undefined || found.owner.disabled) return undefined
  const { id, lastUsedAt, owner } = found
  await noteUse(context, lastUsedAt, (tx, now) => updateAppPasswordUse(tx, id, now))
  return { ...toActor(owner), admin: false, signedInBy: { kind: 'app-password', id } }
}
