import { formatOcmAddress } from '../addresses.ts'
import type { Discovery } from '../wire/discovery.ts'
import { withoutUndefined } from '../wire/without-undefined.ts'
import { accessUrl } from './access-url.ts'
import type { PeerProfile, ShareOffer } from './peer-profile.ts'

/** Peers of OCM 1.2 and later, and the default for all others. */
export const currentProfile: PeerProfile = {
  name: 'current',

  shareBody(offer, peer) {
    const { sharedSecret, permissions, requirements } = offer.webdav
    return withoutUndefined({
      shareWith: formatOcmAddress(offer.shareWith),
      name: offer.name,
      description: offer.description,
      providerId: offer.providerId,
      owner: formatOcmAddress(offer.owner),
      ownerDisplayName: offer.ownerDisplayName,
      sender: formatOcmAddress(offer.sender),
      senderDisplayName: offer.senderDisplayName,
      shareType: offer.shareType,
      resourceType: offer.resourceType,
      expiration: offer.expiresAt === undefined ? undefined : Math.floor(offer.expiresAt / 1000),
      protocol: {
        name: 'multi',
        webdav: withoutUndefined({
          uri: uriFor(offer, peer),
          sharedSecret,
          permissions,
          // OCM 1.4, API specification: `requirements`, if there, is not empty.
          requirements: requirements.length > 0 ? requirements : undefined,
        }),
      },
    })
  },

  /** One body that all families understand: what OCM 1.5 has in `file`, its elders have beside it. */
  notificationBody(notification, peer) {
    const { providerId, permissions, expiresAt, shareWith } = notification
    const expiration = typeof expiresAt === 'number' ? Math.floor(expiresAt / 1000) : expiresAt
    const provenBySignature = isAtLeast(peer.apiVersion, 1, 5) && this.signature(peer) === 'rfc9421'
    // A peer may name the API of somebody else as its own, and that one has shares with us, perhaps of the same
    // `providerId`. The secret is what tells it that none of them is meant.
    const secretNeeded = !provenBySignature || new URL(peer.endPoint).host !== peer.host
    return withoutUndefined({
      notificationType: notification.notificationType,
      senderDomain: notification.senderDomain,
      resourceType: notification.resourceType,
      shareType: notification.shareType,
      // OCM 1.5 advises against it, and 1.4 requires it.
      providerId,
      notification: withoutUndefined({
        message: notification.message,
        sharedSecret: secretNeeded ? notification.sharedSecret : undefined,
        grantee: notification.grantee,
        shareWith,
        senderId: notification.senderId,
        file: withoutUndefined({ providerId, permissions, expiration, shareWith }),
      }),
    })
  },

  signature(peer) {
    return peer.capabilities.includes('http-sig') ? 'rfc9421' : 'none'
  },

  access: accessUrl,
}

/** OCM 1.2 wanted relative URIs, 1.1 absolute ones, and since 1.4 peers say what they take. */
function uriFor({ resourceType, webdav }: ShareOffer, peer: Discovery): string {
  const entry = peer.resourceTypes.find(({ name }) => name === resourceType)
  const wanted = entry?.protocols['webdav-receive']?.uri
  const relative = wanted ? wanted === 'relative' : isAtLeast(peer.apiVersion, 1, 2)
  return relative ? webdav.relativeUri : webdav.absoluteUri
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [, itsMajor = '0', itsMinor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? []
  return Number(itsMajor) > major || (Number(itsMajor) === major && Number(itsMinor) >= minor)
}
