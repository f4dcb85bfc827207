import type { Discovery } from '../wire/discovery.ts'
import type { ResourceTypeName, ShareType } from '../wire/vocabulary.ts'

/** What our own server can do and wants. */
export interface OurCapabilities {
  /** It has a token endpoint. */
  exchangeToken: boolean
  /** It signs its requests. */
  httpSig: boolean
  /** Demand the token exchange of every peer that is able to do it, not only where it demands that itself. */
  preferExchangeToken: boolean
}

/** Whether a share can be sent, and whether it has to carry the requirement `must-exchange-token`. */
export type Preflight =
  | { ok: true; mustExchangeToken: boolean }
  | {
      ok: false
      reason:
        | 'peer-demands-token-exchange'
        | 'peer-demands-signatures'
        | 'resource-type-not-supported'
        | 'share-type-not-supported'
        | 'protocol-not-supported'
    }

/**
 * Checks, before anything is sent, whether the receiver takes a share over WebDAV (OCM 1.4, Share Creation).
 *
 * @param offer - what is to be shared with whom
 * @param receiver - the discovery of the recipient's server
 */
export function preflight(
  offer: { resourceType: ResourceTypeName; shareType: ShareType },
  ours: OurCapabilities,
  receiver: Discovery,
): Preflight {
  const { criteria, capabilities } = receiver
  if (criteria.includes('must-use-http-sig') && !ours.httpSig) {
    return { ok: false, reason: 'peer-demands-signatures' }
  }
  const demanded = criteria.includes('must-exchange-token')
  // OCM 1.4, Share Creation: without the code flow the share MUST NOT be created.
  if (demanded && !ours.exchangeToken) return { ok: false, reason: 'peer-demands-token-exchange' }

  const unsupported = unsupportedPart(offer, receiver)
  if (unsupported) return { ok: false, reason: unsupported }

  // OCM 1.4, Share Creation: it SHOULD NOT be demanded of a receiver that is not able to do it.
  const wanted = ours.exchangeToken && ours.preferExchangeToken && capabilities.includes('exchange-token')
  return { ok: true, mustExchangeToken: demanded || wanted }
}

function unsupportedPart(offer: { resourceType: string; shareType: string }, receiver: Discovery) {
  // A file for a user is what every server takes, whatever it lists.
  if (offer.resourceType === 'file' && offer.shareType === 'user') return undefined
  const entry = receiver.resourceTypes.find(({ name }) => name === offer.resourceType)
  if (!entry) return 'resource-type-not-supported'
  if (!entry.shareTypes.includes(offer.shareType)) return 'share-type-not-supported'
  return receives(entry.protocols, receiver) ? undefined : 'protocol-not-supported'
}

/** Before OCM 1.4 nobody said what they receive: there, who sends over WebDAV also receives. */
function receives(protocols: Discovery['resourceTypes'][number]['protocols'], receiver: Discovery): boolean {
  const saysSo = receiver.resourceTypes.some((entry) => entry.protocols['webdav-receive'])
  return saysSo ? protocols['webdav-receive'] !== undefined : protocols.webdav !== undefined
}
