import type { TenantId } from '../platform/actor.ts'
import type { Partner } from '../shares/index.ts'
import type { MountsContext } from './context.ts'
import { findSenders } from './received-share-repository.ts'

/**
 * The sender's server of the received share with this providerId: who a notification has to come from that does not
 * say so. Not `proven`, it still has to show that it is that server; nobody is meant where several use the id.
 */
export async function partnerOf(
  context: MountsContext,
  tenant: TenantId,
  { providerId, sharedSecret }: { providerId: string; sharedSecret?: string },
): Promise<Partner | undefined> {
  const { read } = context.database
  if (sharedSecret !== undefined) {
    const [host] = await findSenders(read, tenant, providerId, context.sealer.lookup(sharedSecret))
    if (host !== undefined) return { host, proven: true }
  }
  const [host, other] = await findSenders(read, tenant, providerId)
  return host === undefined || other !== undefined ? undefined : { host, proven: false }
}
