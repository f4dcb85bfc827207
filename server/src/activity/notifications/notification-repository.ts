import type { Kysely, Selectable } from 'kysely'
import type { UserActor, UserId } from '../../platform/actor.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { MailTime } from './choice.ts'
import type {
  NewNotification,
  Notification,
  NotificationKind,
  NotificationPage,
  NotificationSubject,
} from './notification.ts'

type Executor = Kysely<Schema>

export async function insertNotification(
  tx: Tx,
  notification: NewNotification & {
    readonly id: number
    readonly createdAt: number
    /** Shown in the app. */
    readonly app: boolean
    /** How it is yet to be mailed. */
    readonly mail: 'at-once' | 'daily' | null
  },
): Promise<void> {
  const { id, tenant, user, kind, subject, name, actor, createdAt, app, mail } = notification
  await tx
    .insertInto('user_notifications')
    .values({
      id,
      tenant_id: tenant,
      user_id: user,
      kind,
      subject_kind: subject.kind,
      subject_id: subject.id,
      subject_name: name,
      actor,
      created_at: createdAt,
      read_at: null,
      in_app: Number(app),
      mail,
    })
    .execute()
}

/** Newest first. */
export async function findNotifications(
  executor: Executor,
  { userId }: UserActor,
  { limit, before, unread = false }: NotificationPage,
): Promise<Notification[]> {
  const rows = await executor
    .selectFrom('user_notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('in_app', '=', 1)
    .$if(before !== undefined, (select) => select.where('id', '<', before ?? 0))
    .$if(unread, (select) => select.where('read_at', 'is', null))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toNotification)
}

export async function countUnread(executor: Executor, { userId }: UserActor): Promise<number> {
  const { count } = await executor
    .selectFrom('user_notifications')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('in_app', '=', 1)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Oldest first. @param since - epoch milliseconds */
export async function findToMail(
  executor: Executor,
  user: UserId,
  when: MailTime,
  since: number,
): Promise<Notification[]> {
  const rows = await executor
    .selectFrom('user_notifications')
    .selectAll()
    .where('user_id', '=', user)
    .where('mail', 'is not', null)
    .where('mail', '=', when)
    .where('read_at', 'is', null)
    .where('created_at', '>=', since)
    .orderBy('id')
    .limit(mostToMail)
    .execute()
  return rows.map(toNotification)
}

/** More do not fit into one mail. */
const mostToMail = 500

export async function setMailed(tx: Tx, user: UserId, ids: readonly number[]): Promise<void> {
  await tx
    .updateTable('user_notifications')
    .set({ mail: null })
    .where('user_id', '=', user)
    .where('id', 'in', ids)
    .execute()
}

/** One that was read already keeps its time. @returns whether the user has it */
export async function setRead(tx: Tx, { userId }: UserActor, id: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('user_notifications')
    .set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(now)) }))
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @param upTo - the newest one that the user has seen */
export async function setAllRead(tx: Tx, { userId }: UserActor, upTo: number, now: number): Promise<void> {
  await tx
    .updateTable('user_notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('id', '<=', upTo)
    .where('read_at', 'is', null)
    .execute()
}

/** @returns whether the user had it */
export async function deleteNotification(tx: Tx, { userId }: UserActor, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('user_notifications')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** @returns whose they were */
export async function deleteNotificationsOn(
  tx: Tx,
  kind: NotificationKind,
  subject: NotificationSubject,
): Promise<UserId[]> {
  const rows = await tx
    .deleteFrom('user_notifications')
    .where('kind', '=', kind)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id as UserId)
}

export async function deleteNotificationsOf(tx: Tx, user: UserId): Promise<void> {
  await tx.deleteFrom('user_notifications').where('user_id', '=', user).execute()
}

/** Deletes at most `limit`. @returns how many it was */
export async function deleteNotificationsBefore(tx: Tx, moment: number, limit: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('user_notifications')
    .where('id', 'in', (eb) =>
      eb.selectFrom('user_notifications').select('id').where('created_at', '<', moment).limit(limit),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

function toNotification(row: Selectable<Schema['user_notifications']>): Notification {
  return {
    id: row.id,
    kind: row.kind as NotificationKind,
    subject: {
      kind: row.subject_kind as NotificationSubject['kind'],
      id: row.subject_id,
      name: row.subject_name,
    },
    actor: row.actor,
    createdAt: row.created_at,
    ...(row.read_at !== null && { readAt: row.read_at }),
  }
}
