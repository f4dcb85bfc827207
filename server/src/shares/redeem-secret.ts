import type { AccessToken, TokenRefusalReason } from '@isthmus/ocm'
import type { PeerActor } from '../platform/actor.ts'
import type { SharesContext } from './context.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import { type FederatedShare, isFederated } from './share.ts'
import { findShareBySecret } from './share-repository.ts'

/** Lifetime of an access token in seconds. */
const tokenLifetime = 300

export type Redemption = { ok: true; token: AccessToken } | { ok: false; reason: TokenRefusalReason }

/**
 * Exchanges a share's secret for an access token (OCM 1.4, Code Flow). The secret can be exchanged again for as long
 * as the share is open.
 *
 * @param actor - the server that asks; its host is the `client_id`
 */
export async function redeemSecret(
  context: SharesContext,
  actor: PeerActor,
  sharedSecret: string,
): Promise<Redemption> {
  const lookup = context.sealer.lookup(sharedSecret)
  const share = await findShareBySecret(context.database.read, actor.tenant, lookup)
  if (share === undefined || !isFederated(share)) return { ok: false, reason: 'unknown-code' }
  const refusal = await whyNot(context, share, actor)
  if (refusal !== undefined) return { ok: false, reason: refusal }

  // Rounded up: the share itself is asked at each use, and a token of no seconds would be none.
  const timeLeft = Math.ceil(((share.expiresAt ?? Infinity) - context.clock.now()) / 1000)
  const lifetime = Math.min(tokenLifetime, timeLeft)
  const accessToken = await context.federation.issueAccessToken(actor.tenant, {
    shareId: share.id,
    recipient: share.recipient.address,
    clientId: share.recipient.address.host,
    owner: share.owner,
    lifetime,
  })
  return { ok: true, token: { accessToken, expiresInMs: lifetime * 1000 } }
}

async function whyNot(
  context: SharesContext,
  share: FederatedShare,
  actor: PeerActor,
): Promise<TokenRefusalReason | undefined> {
  if (share.recipient.address.host !== actor.host) return 'wrong-receiver'
  if ((await rightsOfShare(context, context.database.read, share)) === undefined) return 'share-ended'
  // OCM 1.4, Code Flow: a token request is signed. Peers that cannot sign may exchange what they need not.
  return !actor.verified && share.mustExchangeToken ? 'unauthenticated' : undefined
}
