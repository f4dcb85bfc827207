import type { PeerHost } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { SharesContext } from './context.ts'
import { isFederated, shareIdOf } from './share.ts'
import { findShare, findShareBySecret } from './share-repository.ts'

/** The server at the other end of a share. */
export interface Partner {
  readonly host: PeerHost
  /** Whoever named the share knows its secret. */
  readonly proven: boolean
}

/**
 * The recipient's server of the share with this id: who a notification has to come from that does not say so. Not
 * `proven`, it still has to show that it is that server.
 */
export async function partnerOf(
  context: SharesContext,
  tenant: TenantId,
  { providerId, sharedSecret }: { providerId: string; sharedSecret?: string },
): Promise<Partner | undefined> {
  const { read } = context.database
  const share = await findShare(read, tenant, shareIdOf(providerId))
  if (share === undefined || !isFederated(share)) return undefined
  const { host } = share.recipient.address
  if (sharedSecret === undefined) return { host, proven: false }
  const named = await findShareBySecret(read, tenant, context.sealer.lookup(sharedSecret))
  return { host, proven: named?.id === share.id }
}
