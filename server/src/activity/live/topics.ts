import type { UserId } from '../../platform/actor.ts'
import { announce, type Tx } from '../../platform/database/index.ts'

/** What the apps of a user hear of, besides files. */
export type UserTopic = 'notification' | 'inbox.changed' | 'shares.changed'

/** The topic under which something of a user is announced. */
export function userTopic(name: UserTopic, user: UserId): string {
  return `${name}/${user}`
}

/** The topic under which changes of a space are announced, with the ids of the folders in which they are. */
export function spaceTopic(spaceId: number): string {
  return `space/${spaceId}`
}

/** The apps of a user shall look at the notifications again, once `tx` is committed. */
export function tellNotifications(tx: Tx, user: UserId): void {
  announce(tx, userTopic('notification', user))
}

/**
 * The apps of everybody who sees a space shall look at it again, once `tx` is committed.
 * @param folderIds - the folders in which something has changed
 */
export function tellSpaceChange(tx: Tx, spaceId: number, folderIds: readonly number[]): void {
  announce(tx, spaceTopic(spaceId), folderIds)
}

/** The apps of a user shall look again at the list that shows things of a kind, once `tx` is committed. */
export function tellListOf(tx: Tx, user: UserId, subjectKind: string): void {
  if (subjectKind === 'share') announce(tx, userTopic('shares.changed', user))
  if (subjectKind === 'received-share') announce(tx, userTopic('inbox.changed', user))
}
