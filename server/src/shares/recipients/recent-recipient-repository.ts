import { type Kysely, sql } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'

/** With whom somebody has shared before. */
export interface RecentRecipient {
  readonly kind: 'user' | 'group' | 'federated'
  /** Name of the user or group, or the address. */
  readonly name: string
  /** Of a user or group. */
  readonly id?: string
}

/** So many of somebody's newest shares say whom they share with. */
const newestShares = 1000

/** With whom somebody has shared of late, the last one first; addresses that did not work are none. */
export async function listRecentRecipients(
  executor: Kysely<Schema>,
  tenant: TenantId,
  user: UserId,
): Promise<RecentRecipient[]> {
  const rows = await executor
    .selectFrom((db) =>
      db
        .selectFrom('shares')
        .where('initiator_user_id', '=', user)
        .where('tenant_id', '=', tenant)
        .orderBy('id', 'desc')
        .limit(sql.lit(newestShares))
        .select(['id', 'recipient_kind', 'recipient', 'recipient_id', 'state'])
        .as('newest'),
    )
    .where('recipient_kind', '<>', 'link')
    .where('state', 'not in', ['refused', 'failed'])
    .groupBy(['recipient_kind', 'recipient', 'recipient_id'])
    .orderBy((eb) => eb.fn.max('id'), 'desc')
    .select(['recipient_kind', 'recipient', 'recipient_id'])
    .execute()
  return rows.map((row) => ({
    kind: row.recipient_kind as RecentRecipient['kind'],
    name: row.recipient,
    ...(row.recipient_id !== null && { id: row.recipient_id }),
  }))
}
