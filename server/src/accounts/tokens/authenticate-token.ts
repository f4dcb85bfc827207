import { timingSafeEqual } from 'node:crypto'
import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { noteUse } from '../note-use.ts'
import { toActor } from '../users/user.ts'
import { hashToken, tokenId } from './token.ts'
import { findTokenWithOwner, updateTokenUse } from './token-repository.ts'

/**
 * Whose bearer token this is.
 * @returns `undefined` when it is none of this tenant, has expired or was revoked, or the account is disabled
 */
export async function authenticateToken(
  context: AccountsContext,
  tenant: TenantId,
  token: string,
): Promise<UserActor | undefined> {
  const id = tokenId(token)
  const found = id === undefined ? undefined : await findTokenWithOwner(context.database.read, tenant, id)
  if (id === undefined || found === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(found.tokenHash), Buffer.from(hashToken(token)))) return undefined
  if (found.expiresAt !== null && found.expiresAt <= context.clock.now()) return undefined
  if (found.owner.disabled) return undefined
  await noteUse(context, found.lastUsedAt, (tx, now) => updateTokenUse(tx, id, now))
  return { ...toActor(found.owner), signedInBy: { kind: 'token', id } }
}
