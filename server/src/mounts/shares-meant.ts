import type { PeerHost } from '@isthmus/ocm'
import type { PeerActor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { MountsContext } from './context.ts'
import { listByProviderId, type StoredReceivedShare } from './received-share-repository.ts'

/** How a share's server names it in a notification. */
export interface ShareNaming {
  readonly providerId: string
  /** The share's own secret, which servers without signatures prove themselves with. */
  readonly sharedSecret?: string
}

export type NamingOutcome = { ok: true } | { ok: false; reason: 'share-not-found' | 'not-allowed' }

/**
 * The received shares that a server speaks of. It proves itself by its signature, or else by the secret of the share; a
 * secret that is given must be that of the share in any case, so that a message which only reached us in place of
 * somebody else does nothing.
 *
 * @returns at least one, or why there is none
 */
export async function sharesMeant(
  context: MountsContext,
  tx: Tx,
  actor: PeerActor,
  { providerId, sharedSecret }: ShareNaming,
): Promise<{ ok: true; shares: StoredReceivedShare[] } | Extract<NamingOutcome, { ok: false }>> {
  const claims = await listByProviderId(tx, actor.tenant, actor.host as PeerHost, providerId)
  if (claims.length === 0) return { ok: false, reason: 'share-not-found' }
  if (sharedSecret === undefined || sharedSecret === '') {
    return actor.verified ? { ok: true, shares: claims } : { ok: false, reason: 'not-allowed' }
  }
  const lookup = context.sealer.lookup(sharedSecret)
  const shares = claims.filter((claim) => claim.secretLookup === lookup)
  return shares.length === 0 ? { ok: false, reason: 'not-allowed' } : { ok: true, shares }
}
