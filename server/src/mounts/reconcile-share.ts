import { formatOcmAddress } from '@isthmus/ocm'
import type { StoredReceivedShare } from './received-share-repository.ts'

/** What one message says of a share: everything but what is ours to decide. */
export type SaidOfShare = Omit<
  StoredReceivedShare,
  'id' | 'secretSealed' | 'state' | 'createdAt' | 'changedAt'
>

export type Reconciliation =
  | { readonly is: 'new' }
  | { readonly is: 'known' }
  | { readonly is: 'changed'; readonly claim: StoredReceivedShare }
  | { readonly is: 'conflict' }

/**
 * Decides what a message about a share means beside what was said before under the same `providerId` to the same
 * recipient.
 *
 * A signed message speaks for its server: it replaces the signed claim before it, and adopts an unsigned one that
 * knows the same secret. An unsigned message is only ever a claim of its own: it changes nothing, and stands in
 * nobody's way.
 *
 * @param claims - what is stored for this peer, providerId and recipient
 */
export function reconcileShare(claims: readonly StoredReceivedShare[], said: SaidOfShare): Reconciliation {
  const verified = claims.find((claim) => claim.verified)
  const sameSecret = claims.find((claim) => claim.secretLookup === said.secretLookup)
  if (said.verified) {
    const claim = verified ?? sameSecret
    if (claim === undefined) return { is: 'new' }
    return claim.verified && saysTheSame(claim, said) ? { is: 'known' } : { is: 'changed', claim }
  }
  if (sameSecret !== undefined) return saysTheSame(sameSecret, said) ? { is: 'known' } : { is: 'conflict' }
  return verified === undefined ? { is: 'new' } : { is: 'conflict' }
}

function saysTheSame(claim: StoredReceivedShare, said: SaidOfShare): boolean {
  return (
    claim.secretLookup === said.secretLookup &&
    claim.name === said.name &&
    claim.uri === said.uri &&
    claim.permissions === said.permissions &&
    claim.resourceKind === said.resourceKind &&
    claim.mustExchangeToken === said.mustExchangeToken &&
    claim.expiresAt === said.expiresAt &&
    formatOcmAddress(claim.owner) === formatOcmAddress(said.owner) &&
    formatOcmAddress(claim.sender) === formatOcmAddress(said.sender)
  )
}
