import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import { openStates } from './share.ts'

/** How many shares of a thing are open. */
export interface ShareCount {
  /** Links among them. */
  readonly shares: number
  readonly links: number
}

/** Counts the open shares of nodes that somebody owns or passes on, with one statement. @returns by node id */
export async function countOpenShares(
  executor: Kysely<Schema>,
  question: {
    readonly tenant: TenantId
    readonly userId: UserId
    readonly nodeIds: readonly number[]
    readonly now: number
  },
): Promise<Map<number, ShareCount>> {
  const { tenant, userId, now } = question
  const counts = new Map<number, ShareCount>()
  for (const ids of batchesOf(question.nodeIds)) {
    const rows = await executor
      .selectFrom('shares')
      .select((eb) => [
        'node_id',
        eb.fn.countAll<number>().as('shares'),
        eb.fn.sum<number>(eb.case().when('recipient_kind', '=', 'link').then(1).else(0).end()).as('links'),
      ])
      .where('tenant_id', '=', tenant)
      .where('node_id', 'in', ids)
      .where('state', 'in', [...openStates])
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
      .where((eb) => eb.or([eb('owner_user_id', '=', userId), eb('initiator_user_id', '=', userId)]))
      .groupBy('node_id')
      .execute()
    for (const { node_id: nodeId, shares, links } of rows) {
      counts.set(nodeId, { shares, links })
    }
  }
  return counts
}
