/**
 * Domain events: how a room hears what happened in a room below it, in the same transaction.
 *
 * A room raises an event where it changes its rows; the composition root subscribes the rooms that care. The
 * subscribers run in the transaction of the change, one after the other in the order of subscription, so that the
 * change and its consequences become true together or not at all. What has to happen outside of the database is a
 * job that a subscriber writes, or a callback of `afterCommit`.
 */
import type { TenantId, UserId } from './actor.ts'
import type { Tx } from './database/database.ts'

/** Every event and what it carries: ids only, since subscribers read the rows as they are in the transaction. */
export interface DomainEvents {
  /** Whoever keeps something for each user makes it now. */
  'user.created': { readonly tenant: TenantId; readonly userId: UserId; readonly username: string }
  /**
   * Whoever keeps something for each user ends it now, or gives what can be kept to `handOverTo`. The rows of the
   * user are still there; those of the accounts (credentials, memberships) go afterwards in the same transaction.
   */
  'user.deleted': {
    readonly tenant: TenantId
    readonly userId: UserId
    /** As people see it, for what is named after the user. */
    readonly name: string
    readonly handOverTo?: UserId
  }
  /** The account is locked, or opened again. */
  'user.disabled': { readonly tenant: TenantId; readonly userId: UserId; readonly disabled: boolean }
  /** Who is in a group has changed. A group that is deleted loses all its members; a user who is deleted leaves silently. */
  'group.changed': {
    readonly tenant: TenantId
    readonly groupId: string
    readonly joined: readonly UserId[]
    readonly left: readonly UserId[]
    readonly deleted: boolean
  }
  /** A user or a group has come to a team, has left it, or has another role in it. */
  'space.member-changed': {
    readonly tenant: TenantId
    readonly member: { readonly kind: 'user' | 'group'; readonly id: string }
  }
  /** What is at or in these nodes has changed; folders are listed for what is in them, up to the root of their space. */
  'node.changed': { readonly tenant: TenantId; readonly nodeIds: readonly number[] }
  /** These nodes are gone, and everything that was in them is listed too. */
  'node.deleted': { readonly tenant: TenantId; readonly nodeIds: readonly number[] }
  /** An administrator wants nothing of this server any more. */
  'peer.blocked': { readonly tenant: TenantId; readonly host: string }
  /** Nothing is wanted from an address at another server, or from `@` and the server: by one user, or by anybody here. */
  'sender.blocked': { readonly tenant: TenantId; readonly address: string; readonly user?: UserId }
  'share.created': { readonly tenant: TenantId; readonly shareId: number }
  /** It allows something else, or until another time. */
  'share.changed': { readonly tenant: TenantId; readonly shareId: number }
  /** Taken back by its owner, declined or left by its recipient, or run out. */
  'share.ended': { readonly tenant: TenantId; readonly shareId: number }
  /** A user was told something and wants it mailed. */
  'notification.to-mail': {
    readonly tenant: TenantId
    readonly userId: UserId
    readonly notificationId: number
    readonly when: 'at-once' | 'daily'
  }
  'received-share.created': { readonly tenant: TenantId; readonly receivedShareId: number }
  /** Declined, left, taken back by its owner, or run out. */
  'received-share.ended': { readonly tenant: TenantId; readonly receivedShareId: number }
}

export type EventName = keyof DomainEvents

/** Runs in the transaction of the change: SQL only. What it throws undoes the change. */
export type Subscriber<Name extends EventName> = (tx: Tx, payload: DomainEvents[Name]) => Promise<void>

export interface Events {
  subscribe<Name extends EventName>(name: Name, subscriber: Subscriber<Name>): void
  /** Resolves when every subscriber has done its part. */
  raise<Name extends EventName>(tx: Tx, name: Name, payload: DomainEvents[Name]): Promise<void>
}

/** One set of subscriptions; the composition root makes one per application. */
export function createEvents(): Events {
  const subscribers: { [Name in EventName]: Subscriber<Name>[] } = {
    'user.created': [],
    'user.deleted': [],
    'user.disabled': [],
    'group.changed': [],
    'space.member-changed': [],
    'node.changed': [],
    'node.deleted': [],
    'peer.blocked': [],
    'sender.blocked': [],
    'share.created': [],
    'share.changed': [],
    'share.ended': [],
    'notification.to-mail': [],
    'received-share.created': [],
    'received-share.ended': [],
  }
  return {
    subscribe: (name, subscriber) => {
      subscribers[name].push(subscriber)
    },
    raise: async (tx, name, payload) => {
      for (const subscriber of subscribers[name]) await subscriber(tx, payload)
    },
  }
}
