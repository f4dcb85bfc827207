import type { UserActor } from '../../platform/actor.ts'
import type { ActivityContext } from '../activity-context.ts'
import { insertAuditLine } from '../audit/audit.ts'
import { choicesOf, type NotificationChoiceChanges, type NotificationChoices } from './choice.ts'
import { findChoices, saveChoice } from './choice-repository.ts'
import { type NotificationKind, notificationKinds } from './notification.ts'

/** Changes how the actor is told of things from now on; what was told stays. @returns all choices as they are then */
export async function changeChoices(
  context: ActivityContext,
  actor: UserActor,
  changes: NotificationChoiceChanges,
): Promise<NotificationChoices> {
  return context.database.write(async (tx) => {
    const before = choicesOf(await findChoices(tx, actor.userId))
    for (const kind of notificationKinds) {
      if (changes[kind] !== undefined)
        await saveChoice(tx, actor, kind, { ...before[kind], ...changes[kind] })
    }
    await insertAuditLine(context, tx, actor, {
      action: 'notification-choices.changed',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: detailOf(changes),
    })
    return choicesOf(await findChoices(tx, actor.userId))
  })
}

/** `{ 'share-added': 'app: false, mail: never' }` */
function detailOf(changes: NotificationChoiceChanges): Record<string, string> {
  const entries = Object.entries(changes) as [NotificationKind, object][]
  return Object.fromEntries(
    entries.map(([kind, change]) => [
      kind,
      Object.entries(change)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join(', '),
    ]),
  )
}
