import type { OcmAddress, PeerHost } from '@isthmus/ocm'
import type { TenantId, UserId } from '../platform/actor.ts'
import { isBlockedSender } from './blocked-sender-repository.ts'
import type { FederationContext } from './context.ts'
import { findAcquaintance } from './peer-repository.ts'
import { findPeerRule } from './peer-rule-repository.ts'
import type { TrustPolicy } from './trust-policy.ts'
import { formatUnwanted } from './unwanted.ts'

/** What a peer shows when it wants to share something with somebody. */
export interface TrustQuestion {
  readonly host: PeerHost
  /** Its signature proved that it is `host`. */
  readonly verified: boolean
  readonly sender: OcmAddress
  readonly recipient: UserId
}

/**
 * - `accept`: like anybody else's
 * - `ask`: the recipient sees that the server is unknown or unproven
 * - `refuse`: not at all
 *
 * The reason is a stable slug that people who ask why are shown.
 */
export type TrustDecision =
  | { readonly decision: 'accept'; readonly reason: 'policy-open' | 'known-peer' | 'allowed-peer' }
  | { readonly decision: 'ask'; readonly reason: StrangerReason }
  | { readonly decision: 'refuse'; readonly reason: RefusalReason }

export type RefusalReason = 'peer-blocked' | 'sender-blocked' | 'not-listed' | 'not-invited'

/** Why a share that was let in is marked. */
export const strangerReasons = [
  'unknown-peer',
  'unknown-peer-unsigned',
  'known-peer-unsigned',
  'allowed-peer-unsigned',
] as const

export type StrangerReason = (typeof strangerReasons)[number]

/**
 * The one place where it is decided whether a peer may share with somebody of a tenant. What was said about the very
 * server or sender counts before the policy. Hosts are compared exactly; a client address never counts.
 */
export async function decideTrust(
  { database, settingsOf }: FederationContext,
  tenant: TenantId,
  { host, verified, sender, recipient }: TrustQuestion,
): Promise<TrustDecision> {
  const [{ policy }, rule, known, unwanted] = await Promise.all([
    settingsOf(tenant),
    findPeerRule(database.read, tenant, host),
    findAcquaintance(database.read, tenant, host),
    isBlockedSender(database.read, tenant, {
      addresses: [sender, sender.host, host].map(formatUnwanted),
      user: recipient,
    }),
  ])
  const decision = decideByStanding(policy, { rule: rule?.rule, known: known !== undefined, verified })
  return unwanted && decision.reason !== 'peer-blocked'
    ? { decision: 'refuse', reason: 'sender-blocked' }
    : decision
}

/** What is known of a peer. */
interface Standing {
  /** What an administrator has said. */
  readonly rule: 'allow' | 'block' | undefined
  /** Somebody of the tenant has dealt with it. */
  readonly known: boolean
  readonly verified: boolean
}

/** What becomes of the shares of a peer, whoever sends them. */
export function decideByStanding(policy: TrustPolicy, { rule, known, verified }: Standing): TrustDecision {
  if (rule === 'block') return { decision: 'refuse', reason: 'peer-blocked' }
  switch (policy) {
    case 'open':
      return { decision: 'accept', reason: 'policy-open' }
    // Nobody has an invitation as long as there are none to exchange.
    case 'invited':
      return { decision: 'refuse', reason: 'not-invited' }
    case 'listed':
      if (rule !== 'allow') return { decision: 'refuse', reason: 'not-listed' }
      break
    case 'known':
      break
  }
  if (rule === 'allow') {
    return verified
      ? { decision: 'accept', reason: 'allowed-peer' }
      : { decision: 'ask', reason: 'allowed-peer-unsigned' }
  }
  if (known) {
    return verified
      ? { decision: 'accept', reason: 'known-peer' }
      : { decision: 'ask', reason: 'known-peer-unsigned' }
  }
  return { decision: 'ask', reason: verified ? 'unknown-peer' : 'unknown-peer-unsigned' }
}
