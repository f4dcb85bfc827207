import type { Discovery } from '../wire/discovery.ts'
import type { ShareNotification } from '../wire/notification.ts'
import type { WebdavProtocol } from '../wire/protocol.ts'
import type { ShareCreation } from '../wire/share-creation.ts'
import type { Access, AccessTarget } from './access-url.ts'

/**
 * How to speak with one family of peers: a profile decides all that goes out, so that the rest of the program knows
 * only one protocol.
 */
export interface PeerProfile {
  readonly name: string
  /** The body of `POST {endPoint}/shares`. */
  shareBody(offer: ShareOffer, peer: Discovery): Record<string, unknown>
  /** The body of `POST {endPoint}/notifications`. */
  notificationBody(notification: OutgoingNotification, peer: Discovery): Record<string, unknown>
  /** How requests to this peer are signed. */
  signature(peer: Discovery): 'rfc9421' | 'none'
  /** Where the resource of a share that the peer sent lies, and which credential opens it. */
  access(target: AccessTarget, peer: Discovery): Access
}

/** A share to be announced. It has both forms of the URI, of which the profile sends the one that the peer takes. */
export type ShareOffer = Omit<ShareCreation, 'webdav'> & {
  webdav: Pick<WebdavProtocol, 'sharedSecret' | 'permissions' | 'requirements'> & {
    /** The id below the WebDAV path of our discovery document. */
    relativeUri: string
    absoluteUri: string
  }
}

/** A notification to be sent: with all that any peer wants to see. */
export type OutgoingNotification = ShareNotification &
  Required<Pick<ShareNotification, 'senderDomain' | 'resourceType' | 'shareType' | 'sharedSecret'>>
