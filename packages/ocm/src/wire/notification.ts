import type { PeerHost } from '../addresses.ts'
import { invalid, unsupported, validationErrorsOf, type WireRefusal } from './answers.ts'
import { NotificationBody } from './notification-body.ts'
import { type Permission, readPermissions } from './vocabulary.ts'
import { withoutUndefined } from './without-undefined.ts'

/** What every notification may say. */
interface Envelope {
  /** Who says it has sent this; the signature has to be of that server. Peers before OCM 1.5 do not say. */
  senderDomain?: PeerHost
  /** For people; untrusted. */
  message?: string
}

/** A notification about one share. */
export interface ShareNotification extends Envelope {
  notificationType:
    | 'SHARE_ACCEPTED'
    | 'SHARE_DECLINED'
    | 'SHARE_UNSHARED'
    | 'SHARE_CHANGE_PERMISSION'
    | 'REQUEST_RESHARE'
    | 'RESHARE_UNDO'
  /** The id that the share had in its Share Creation Notification, whoever notifies. */
  providerId: string
  resourceType?: string
  shareType?: string
  /** The secret of the share: how peers before OCM 1.5 prove that they may speak about it. */
  sharedSecret?: string
  /** oCIS: the recipient, in place of a proof. */
  grantee?: string
  /** What is granted from now on, or asked for in a reshare. */
  permissions?: readonly Permission[]
  /** SHARE_CHANGE_PERMISSION between servers of this kind: epoch milliseconds; null when it never ends. */
  expiresAt?: number | null
  /** REQUEST_RESHARE: the address of the third party, as sent. */
  shareWith?: string
  /** REQUEST_RESHARE before OCM 1.5: the share's id at the one who asks. */
  senderId?: string
}

/** OCM 1.5: somebody asks an owner for a share. */
export interface ShareRequestNotification extends Envelope {
  notificationType: 'REQUEST_SHARE'
  resourceType?: string
  /** Addresses, as sent. */
  owner: string
  shareWith: string
  /** An id or URL of the resource at the owner's server. */
  shareId: string
  permissions?: readonly Permission[]
}

/** Somebody is no longer to be trusted as a contact. */
export interface RemovalNotification extends Envelope {
  notificationType: 'USER_REMOVED' | 'GROUP_REMOVED'
  /** The address or id of the user, the id of the group. */
  removed: string
}

/** A notification, in one form whatever the dialect of its sender. */
export type Notification = ShareNotification | ShareRequestNotification | RemovalNotification

/** What a notification may be about. */
export type NotificationType = Notification['notificationType']

/** The outcome of `readNotification`. */
export type NotificationRead = { ok: true; notification: Notification } | WireRefusal

/**
 * Reads the body of `POST {endPoint}/notifications`: the form of OCM 1.5, where the details are in
 * `notification.file`, and the older one, where they are in `notification` and beside it.
 */
export function readNotification(json: unknown): NotificationRead {
  const parsed = NotificationBody.safeParse(json)
  if (!parsed.success) return invalid(validationErrorsOf(parsed.error))
  const body = parsed.data

  if (foreignTypes.test(body.notificationType)) return unsupported('NOTIFICATION_TYPE_NOT_SUPPORTED')
  if (body.resourceType && !resourceTypes.has(body.resourceType)) {
    return unsupported('RESOURCE_TYPE_NOT_SUPPORTED')
  }
  const type = notificationTypes.get(body.notificationType)
  if (!type) return invalid([{ name: 'notificationType', message: 'INVALID' }])
  if (type === 'REQUEST_SHARE') return readShareRequest(body)
  if (type === 'USER_REMOVED' || type === 'GROUP_REMOVED') return readRemoval(type, body)
  return readShareNotification(type, body)
}

const notificationTypes = new Map<string, NotificationType>([
  ['SHARE_ACCEPTED', 'SHARE_ACCEPTED'],
  ['SHARE_DECLINED', 'SHARE_DECLINED'],
  ['SHARE_REMOVED', 'SHARE_DECLINED'],
  ['SHARE_UNSHARED', 'SHARE_UNSHARED'],
  ['SHARE_CHANGE_PERMISSION', 'SHARE_CHANGE_PERMISSION'],
  ['RESHARE_CHANGE_PERMISSION', 'SHARE_CHANGE_PERMISSION'],
  ['REQUEST_RESHARE', 'REQUEST_RESHARE'],
  ['RESHARE_UNDO', 'RESHARE_UNDO'],
  ['REQUEST_SHARE', 'REQUEST_SHARE'],
  ['USER_REMOVED', 'USER_REMOVED'],
  ['GROUP_REMOVED', 'GROUP_REMOVED'],
])

/** Of Nextcloud Talk and Calendar and of OCM-MLS: valid, but of resources that are not files. */
const foreignTypes = /^(?:PARTICIPANT_MODIFIED|ROOM_MODIFIED|MESSAGE_POSTED|SYNC_CALENDAR|MLS_[A-Z_]{1,64})$/

/** USER_REMOVED of OCM 1.2 to 1.4 says `user`. */
const resourceTypes = new Set(['file', 'folder', 'user', 'group'])

function readShareNotification(
  type: ShareNotification['notificationType'],
  body: NotificationBody,
): NotificationRead {
  const { notification: outer } = body
  const { protocol } = outer
  const inner = innerDetails(body)
  const providerId = inner.providerId ?? body.providerId
  if (!providerId) return invalid([{ name: 'providerId', message: 'REQUIRED' }])

  const shareWith = inner.shareWith ?? outer.shareWith
  if (type === 'REQUEST_RESHARE' && !shareWith) {
    return invalid([{ name: 'notification.shareWith', message: 'REQUIRED' }])
  }
  const words = inner.permissions ?? outer.permissions ?? outer.permission ?? protocol.webdav.permissions
  const permissions = words && readPermissions(words)
  if (type === 'SHARE_CHANGE_PERMISSION' && !permissions?.length) {
    return invalid([{ name: 'notification.file.permissions', message: words ? 'INVALID' : 'REQUIRED' }])
  }
  const notification = {
    ...envelope(body),
    notificationType: type,
    providerId,
    resourceType: body.resourceType,
    shareType: body.shareType,
    sharedSecret: outer.sharedSecret ?? protocol.webdav.sharedSecret,
    grantee: outer.grantee,
    permissions,
    expiresAt: inner.expiration,
    shareWith,
    senderId: outer.senderId,
  }
  return { ok: true, notification: withoutUndefined(notification) }
}

function readShareRequest(body: NotificationBody): NotificationRead {
  const details = innerDetails(body)
  const { owner, shareWith, shareId, permissions } = details
  if (!owner || !shareWith || !shareId) {
    const missing = (['owner', 'shareWith', 'shareId'] as const).filter((name) => !details[name])
    return invalid(missing.map((name) => ({ name: `notification.file.${name}`, message: 'REQUIRED' })))
  }
  const notification = {
    ...envelope(body),
    notificationType: 'REQUEST_SHARE' as const,
    resourceType: body.resourceType,
    owner,
    shareWith,
    shareId,
    permissions: permissions && readPermissions(permissions),
  }
  return { ok: true, notification: withoutUndefined(notification) }
}

function readRemoval(
  type: RemovalNotification['notificationType'],
  body: NotificationBody,
): NotificationRead {
  const { user, group } = body.notification
  const named = type === 'USER_REMOVED' ? user.userId : group.groupId
  // OCM 1.2 to 1.4 have the user's id in `providerId`.
  const removed = named ?? body.providerId
  if (!removed) return invalid([{ name: 'notification', message: 'REQUIRED' }])
  return { ok: true, notification: withoutUndefined({ ...envelope(body), notificationType: type, removed }) }
}

/** OCM 1.5 has `file` also for folders; who took it for a slip says `folder`. */
function innerDetails({ notification }: NotificationBody) {
  return { ...withoutUndefined(notification.folder), ...withoutUndefined(notification.file) }
}

function envelope(body: NotificationBody) {
  return { senderDomain: body.senderDomain, message: body.notification.message }
}
