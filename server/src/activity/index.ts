/**
 * Activity: the audit trail of everything that was done, what users are told of, and what their apps hear of live.
 *
 * Each folder is one part of it. A file named like the folder says what that part offers; the other files are laid out
 * as in every room.
 */
import type { ActivityContext } from './activity-context.ts'
import { type Audit, createAudit } from './audit/audit.ts'
import { createNotifications, type Notifications } from './notifications/notifications.ts'

export type { ActivityContext } from './activity-context.ts'
export type { AuditEntry, AuditPage, NewAuditEntry } from './audit/audit-entry.ts'
export { createLiveEvents, type LiveEvents } from './live/live.ts'
export type { LiveEvent, LiveStream } from './live/live-stream.ts'
export { tellListOf, tellSpaceChange } from './live/topics.ts'
export { mailTimes } from './notifications/choice.ts'
export { type NewNotification, type Notification, notificationKinds } from './notifications/notification.ts'

export interface Activity extends Audit, Notifications {}

export function createActivity(context: ActivityContext): Activity {
  return { ...createAudit(context), ...createNotifications(context) }
}
