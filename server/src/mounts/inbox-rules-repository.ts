import type { Kysely } from 'kysely'
import type { UserActor, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import type { InboxRule, InboxRules } from './inbox-rules.ts'

type Executor = Kysely<Schema>

export async function findRules(executor: Executor, user: UserId): Promise<InboxRules | undefined> {
  const row = await executor
    .selectFrom('inbox_rules')
    .select(['of_local', 'of_federated'])
    .where('user_id', '=', user)
    .executeTakeFirst()
  return row && { local: row.of_local as InboxRule, federated: row.of_federated as InboxRule }
}

export async function putRules(
  executor: Executor,
  { tenant, userId }: UserActor,
  { local, federated }: InboxRules,
  now: number,
): Promise<void> {
  const chosen = { of_local: local, of_federated: federated, changed_at: now }
  await executor
    .insertInto('inbox_rules')
    .values({ user_id: userId, tenant_id: tenant, ...chosen })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(chosen))
    .execute()
}

export async function deleteRules(executor: Executor, user: UserId): Promise<void> {
  await executor.deleteFrom('inbox_rules').where('user_id', '=', user).execute()
}
