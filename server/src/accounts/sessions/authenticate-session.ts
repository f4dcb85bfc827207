import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { noteUse } from '../note-use.ts'
import { toActor } from '../users/user.ts'
import { hashSessionSecret, isSessionSecret, sessionEnd } from './session.ts'
import { findSessionWithOwner, updateSeen } from './session-repository.ts'

/**
 * Whose session this is. Using it puts off its end.
 * @param secret - from the cookie
 * @returns `undefined` when it is none of this tenant, has ended, or the account is disabled
 */
export async function authenticateSession(
  context: AccountsContext,
  tenant: TenantId,
  secret: string,
): Promise<UserActor | undefined> {
  if (!isSessionSecret(secret)) return undefined
  const found = await findSessionWithOwner(context.database.read, tenant, hashSessionSecret(secret))
  if (found === undefined || found.owner.disabled) return undefined
  const { id, createdAt, seenAt, expiresAt } = found.session
  if (expiresAt <= context.clock.now()) return undefined
  await noteUse(context, seenAt, (tx, now) =>
    updateSeen(tx, id, { seenAt: now, expiresAt: sessionEnd(createdAt, now) }),
  )
  return { ...toActor(found.owner), signedInBy: { kind: 'session', id } }
}
