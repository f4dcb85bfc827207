import type { UserActor, UserId } from '../../platform/actor.ts'
import { allocate, type Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import type { ActivityContext } from '../activity-context.ts'
import { tellNotifications } from '../live/topics.ts'
import type {
  NewNotification,
  NotificationList,
  NotificationPage,
  NotificationSubject,
} from './notification.ts'
import {
  countUnread,
  deleteNotification,
  deleteNotificationsBefore,
  deleteNotificationsOf,
  deleteNotificationsOn,
  findNotifications,
  insertNotification,
  setAllRead,
  setRead,
} from './notification-repository.ts'

/** What users are told of, besides what they do themselves. */
export interface Notifications {
  /** Tells a user something in the transaction in which it happens. */
  notify(tx: Tx, notification: NewNotification): Promise<void>
  /** The subject waits for no answer any more: whoever was told that it does need not know. */
  withdraw(tx: Tx, subject: NotificationSubject): Promise<void>

  listNotifications(actor: UserActor, page: NotificationPage): Promise<NotificationList>
  /** Also one that was read already. @throws IsthmusError `not-found` */
  markRead(actor: UserActor, id: number): Promise<void>
  /** @param upTo - the id of the newest one that the user has seen */
  markAllRead(actor: UserActor, upTo: number): Promise<void>
  /** It is gone for good. @throws IsthmusError `not-found` */
  dismiss(actor: UserActor, id: number): Promise<void>

  /** Deletes what was told more than 90 days ago. Do it from time to time. */
  forgetOldNotifications(): Promise<void>
  /** Subscribe it to `user.deleted`. */
  forgetNotificationsOf(tx: Tx, user: UserId): Promise<void>
}

/** Milliseconds. */
const lifetime = 90 * 24 * 60 * 60_000
const longestPage = 500
/** How many one transaction deletes. */
const batch = 500
/** Names and addresses come from other servers, in characters. */
const longestText = 500

export function createNotifications(context: ActivityContext): Notifications {
  return {
    notify: (tx, notification) => notify(context, tx, notification),
    withdraw,
    listNotifications: (actor, page) => listNotifications(context, actor, page),
    markRead: (actor, id) => changeOne(context, actor, (tx) => setRead(tx, actor, id, context.clock.now())),
    markAllRead: (actor, upTo) =>
      context.database.write(async (tx) => {
        await setAllRead(tx, actor, upTo, context.clock.now())
        tellNotifications(tx, actor.userId)
      }),
    dismiss: (actor, id) => changeOne(context, actor, (tx) => deleteNotification(tx, actor, id)),
    forgetOldNotifications: () => forgetOldNotifications(context),
    forgetNotificationsOf: deleteNotificationsOf,
  }
}

async function notify({ clock }: ActivityContext, tx: Tx, notification: NewNotification): Promise<void> {
  await insertNotification(tx, {
    ...notification,
    name: notification.name.slice(0, longestText),
    actor: notification.actor.slice(0, longestText),
    id: await allocate(tx, 'user_notification'),
    createdAt: clock.now(),
  })
  tellNotifications(tx, notification.user)
}

async function withdraw(tx: Tx, subject: NotificationSubject): Promise<void> {
  for (const user of await deleteNotificationsOn(tx, 'share-received', subject)) tellNotifications(tx, user)
}

async function listNotifications(
  { database }: ActivityContext,
  actor: UserActor,
  page: NotificationPage,
): Promise<NotificationList> {
  const limit = Math.min(page.limit, longestPage)
  const [items, unread] = await Promise.all([
    findNotifications(database.read, actor, { ...page, limit }),
    countUnread(database.read, actor),
  ])
  return { items, unread }
}

async function changeOne(
  { database }: ActivityContext,
  { userId }: UserActor,
  change: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  await database.write(async (tx) => {
    if (!(await change(tx))) throw fault('not-found', { detail: 'You have no such notification.' })
    tellNotifications(tx, userId)
  })
}

async function forgetOldNotifications({ database, clock }: ActivityContext): Promise<void> {
  const moment = clock.now() - lifetime
  for (;;) {
    const count = await database.write((tx) => deleteNotificationsBefore(tx, moment, batch))
    if (count < batch) return
  }
}
