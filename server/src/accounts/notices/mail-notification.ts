import type { Tx } from '../../platform/database/index.ts'
import type { DomainEvents } from '../../platform/events.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { findUserById } from '../users/user-repository.ts'
import { nextMorning } from './next-morning.ts'
import { sendNotificationsKind } from './send-notifications.ts'

/** What comes in the same minute goes in the same mail, and what is read in the app within it is not mailed at all. */
const pause = 60_000
/** What is older is no news, milliseconds. */
const lifetime = 2 * 24 * 60 * 60_000

/** Writes into the transaction in which a user was told something that it is to be mailed, if the user has an address. */
export async function mailNotification(
  { mail, clock }: AccountsContext,
  tx: Tx,
  { tenant, userId, notificationId, when }: DomainEvents['notification.to-mail'],
): Promise<void> {
  const user = await findUserById(tx, tenant, userId)
  if (user?.email === undefined) return
  const now = clock.now()
  const runAt = when === 'at-once' ? now + pause : nextMorning(now, user.timeZone)
  await mail.post(tx, {
    kind: sendNotificationsKind,
    tenant,
    payload: { user: userId, notification: notificationId, when },
    orderKey: `${sendNotificationsKind}:${when}:${userId}`,
    runAt,
    deadlineAt: runAt + lifetime,
  })
}
