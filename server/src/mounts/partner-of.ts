import type { TenantId } from '../platform/actor.ts'
import type { Partner } from '../shares/index.ts'
import type { MountsContext } from './context.ts'
import { findSenders } from './received-share-repository.ts'

/**
 * The sender's server of the received share with this providerId: who a notification has to come from that does not
 * say so. Not `proven`, it still has to show that it is that server. Where several use the id, the only one of them that
 * has proven itself is meant, and else nobody: whoever makes up a share must not silence the one whose it is.
 */
export async function partnerOf(
  context: MountsContext,
  tenant: TenantId,
  { providerId, sharedSecret }: { providerId: string; sharedSecret?: string },
): Promise<Partner | undefined> {
  const { read } = context.database
  if (sharedSecret !== undefined) {
    const [sender] = await findSenders(read, tenant, providerId, context.sealer.lookup(sharedSecret))
    if (sender !== undefined) return { host: sender.host, proven: true }
  }
  const [sender, other] = await findSenders(read, tenant, providerId)
  if (sender === undefined || other?.verified === sender.verified) return undefined
  return { host: sender.host, proven: false }
}
