import type { UserActor, UserId } from '../../platform/actor.ts'
import { allocate, type Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { ActivityContext } from '../activity-context.ts'
import { tellNotifications } from '../live/topics.ts'
import { changeChoices } from './change-choices.ts'
import {
  choicesOf,
  type MailTime,
  type NotificationChoiceChanges,
  type NotificationChoices,
} from './choice.ts'
import { deleteChoicesOf, findChoices } from './choice-repository.ts'
import type {
  NewNotification,
  Notification,
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
  findToMail,
  insertNotification,
  setAllRead,
  setMailed,
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

  listNotificationChoices(actor: UserActor): Promise<NotificationChoices>
  /** @returns all choices as they are then */
  changeNotificationChoices(
    actor: UserActor,
    changes: NotificationChoiceChanges,
  ): Promise<NotificationChoices>
  /** What is to be mailed to a user at that time and was not read meanwhile, oldest first; nothing older than two days. */
  notificationsToMail(user: UserId, when: MailTime): Promise<Notification[]>
  /** These have been mailed, or need not be any more. */
  noteMailed(user: UserId, ids: readonly number[]): Promise<void>

  /** Deletes what was told more than 90 days ago. Do it from time to time. */
  forgetOldNotifications(): Promise<void>
  /** Subscribe it to `user.deleted`. */
  forgetNotificationsOf(tx: Tx, user: UserId): Promise<void>
}

/** Milliseconds. */
const lifetime = 90 * 24 * 60 * 60_000
const longestPage = 500
/** What is older is no news, milliseconds. */
const longestUnmailed = 2 * 24 * 60 * 60_000
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
    listNotificationChoices: async (actor) =>
      choicesOf(await findChoices(context.database.read, actor.userId)),
    changeNotificationChoices: (actor, changes) => changeChoices(context, actor, changes),
    notificationsToMail: (user, when) =>
      findToMail(context.database.read, user, when, context.clock.now() - longestUnmailed),
    noteMailed: (user, ids) => context.database.write((tx) => setMailed(tx, user, ids)),
    forgetOldNotifications: () => forgetOldNotifications(context),
    async forgetNotificationsOf(tx, user) {
      await deleteNotificationsOf(tx, user)
      await deleteChoicesOf(tx, user)
    },
  }
}

async function notify(
  { clock, events }: ActivityContext,
  tx: Tx,
  notification: NewNotification,
): Promise<void> {
  const { tenant, user, kind, name, actor } = notification
  const { app, mail } = choicesOf(await findChoices(tx, user))[kind]
  if (!app && mail === 'never') return
  const id = await allocate(tx, 'user_notification')
  await insertNotification(tx, {
    ...notification,
    name: name.slice(0, longestText),
    actor: actor.slice(0, longestText),
    id,
    createdAt: clock.now(),
    app,
    mail: mail === 'never' ? null : mail,
  })
  if (app) tellNotifications(tx, user)
  if (mail === 'never') return
  await events.raise(tx, 'notification.to-mail', { tenant, userId: user, notificationId: id, when: mail })
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
    if (!(await change(tx))) throw fault('not-found', { because: because('no-such-notification') })
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
