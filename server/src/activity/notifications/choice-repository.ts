import type { Kysely } from 'kysely'
import type { UserActor, UserId } from '../../platform/actor.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { MailTime, NotificationChoice } from './choice.ts'

/** What a user has chosen, by kind. */
export async function findChoices(
  executor: Kysely<Schema>,
  user: UserId,
): Promise<Map<string, NotificationChoice>> {
  const rows = await executor
    .selectFrom('notification_choices')
    .select(['kind', 'in_app', 'mail'])
    .where('user_id', '=', user)
    .execute()
  return new Map(rows.map((row) => [row.kind, { app: row.in_app === 1, mail: row.mail as MailTime }]))
}

export async function saveChoice(
  tx: Tx,
  { tenant, userId }: UserActor,
  kind: string,
  { app, mail }: NotificationChoice,
): Promise<void> {
  const chosen = { in_app: Number(app), mail }
  await tx
    .insertInto('notification_choices')
    .values({ user_id: userId, tenant_id: tenant, kind, ...chosen })
    .onConflict((conflict) => conflict.columns(['user_id', 'kind']).doUpdateSet(chosen))
    .execute()
}

export async function deleteChoicesOf(tx: Tx, user: UserId): Promise<void> {
  await tx.deleteFrom('notification_choices').where('user_id', '=', user).execute()
}
