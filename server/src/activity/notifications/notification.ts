import type { TenantId, UserId } from '../../platform/actor.ts'

/** What a user can be told of. */
export const notificationKinds = [
  // Somebody shares something with the user, who has not answered yet.
  'share-received',
  // Somebody shares something with the user, and it was put among the user's files at once.
  'share-added',
  // What became of something that the user shares.
  'share-accepted',
  'share-declined',
  'share-refused',
  'share-failed',
  // Something that the user had accepted is over: taken back, or its time has come.
  'share-removed',
  'share-expired',
] as const

export type NotificationKind = (typeof notificationKinds)[number]

/** What a notification is about. */
export interface NotificationSubject {
  /** `share`: one of the user's own; `received-share`: an item of the inbox. */
  readonly kind: 'share' | 'received-share'
  readonly id: number
}

/** What a use case tells a user. */
export interface NewNotification {
  readonly tenant: TenantId
  readonly user: UserId
  readonly kind: NotificationKind
  readonly subject: NotificationSubject
  /** What the subject is called. */
  readonly name: string
  /** Who did it, or is at the other end: `ann@cloud.example`. */
  readonly actor: string
}

/** Something that a user was told. */
export interface Notification {
  readonly id: number
  readonly kind: NotificationKind
  readonly subject: NotificationSubject & { readonly name: string }
  readonly actor: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds; absent while it is new to the user. */
  readonly readAt?: number
}

export interface NotificationPage {
  /** 1 to 500. */
  readonly limit: number
  /** The id of the last one of the page before. */
  readonly before?: number
  /** Only those that are new to the user. */
  readonly unread?: boolean
}

export interface NotificationList {
  /** Newest first. */
  readonly items: readonly Notification[]
  /** How many are new to the user, on all pages. */
  readonly unread: number
}
