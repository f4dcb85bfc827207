import type { PeerHost } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import { isKnownPeer } from './peer-repository.ts'

/** What a peer shows when it wants something of a tenant. */
export interface TrustQuestion {
  readonly host: PeerHost
  /** Its signature proved that it is `host`. */
  readonly verified: boolean
}

/**
 * - `accept`: like anybody else's
 * - `ask`: the recipient sees that the server is unknown or unproven
 * - `refuse`: not at all
 *
 * The reason is a stable slug that people who ask why are shown.
 */
export interface TrustDecision {
  readonly decision: 'accept' | 'ask' | 'refuse'
  readonly reason:
    | 'policy-open'
    | 'known-peer'
    | 'known-peer-unsigned'
    | 'unknown-peer'
    | 'unknown-peer-unsigned'
}

/**
 * The one place where it is decided what a peer may do to a tenant. Hosts are compared exactly; a client address
 * never counts.
 */
export async function decideTrust(
  context: FederationContext,
  tenant: TenantId,
  { host, verified }: TrustQuestion,
): Promise<TrustDecision> {
  if (context.settings.policy === 'open') return { decision: 'accept', reason: 'policy-open' }
  if (await isKnownPeer(context.database.read, tenant, host)) {
    return verified
      ? { decision: 'accept', reason: 'known-peer' }
      : { decision: 'ask', reason: 'known-peer-unsigned' }
  }
  return { decision: 'ask', reason: verified ? 'unknown-peer' : 'unknown-peer-unsigned' }
}
