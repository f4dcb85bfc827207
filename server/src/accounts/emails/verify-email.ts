import type { TenantId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { hashLinkToken } from '../link-token.ts'
import { toActor, type User } from '../users/user.ts'
import { findUserById } from '../users/user-repository.ts'
import { deleteEmail, type EmailClaim, findEmailClaim, insertVerifiedEmail } from './email-repository.ts'

/** Whose address has been verified. */
export interface VerifiedEmail {
  readonly username: string
  readonly address: string
}

/**
 * Gives an address to the user who has received the mail with this token; the first one becomes the primary one. The
 * same token again says the same again: links are followed twice.
 * @throws IsthmusError `not-found` for a token that is none or has expired; `conflict` when somebody else of the tenant
 *   has verified this address before
 */
export async function verifyEmail(
  context: AccountsContext,
  tenant: TenantId,
  token: string,
): Promise<VerifiedEmail> {
  const { database, clock } = context
  const tokenHash = hashLinkToken(token)
  return database.write(async (tx) => {
    const claim = await findEmailClaim(tx, tenant, tokenHash)
    const user = claim && (await findUserById(tx, tenant, claim.userId))
    if (claim === undefined || user === undefined || user.disabled || claim.expiresAt <= clock.now()) {
      throw fault('not-found', { because: because('link-over') })
    }
    if (!claim.verified) await verify(context, tx, user, claim, tokenHash)
    return { username: user.username, address: claim.email.address }
  })
}

async function verify(
  { clock, activity }: AccountsContext,
  tx: Tx,
  user: User,
  claim: EmailClaim,
  tokenHash: string,
): Promise<void> {
  const actor = toActor(user)
  await deleteEmail(tx, actor, claim.email.key)
  const verified = {
    primary: user.email === undefined,
    verifiedAt: clock.now(),
    createdAt: claim.createdAt,
    token: { hash: tokenHash, expiresAt: claim.expiresAt },
  }
  if (!(await insertVerifiedEmail(tx, actor, claim.email, verified))) {
    throw fault('conflict', { because: because('address-proved-by-other') })
  }
  await activity.record(tx, actor, {
    action: 'email.verified',
    subjectKind: 'user',
    subjectId: user.id,
    detail: { address: claim.email.address },
  })
}
