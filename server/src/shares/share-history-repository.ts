import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'

/** Whom the newest shares of a node are or were for that somebody owns or has made, by the id of the share. */
export async function findSharesEverGiven(
  executor: Kysely<Schema>,
  { tenant, userId }: { readonly tenant: TenantId; readonly userId: UserId },
  nodeId: number,
  limit: number,
): Promise<Map<number, string>> {
  const rows = await executor
    .selectFrom('shares')
    .select(['id', 'recipient'])
    .where('node_id', '=', nodeId)
    .where('tenant_id', '=', tenant)
    .where((eb) => eb.or([eb('owner_user_id', '=', userId), eb('initiator_user_id', '=', userId)]))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return new Map(rows.map(({ id, recipient }) => [id, recipient]))
}
