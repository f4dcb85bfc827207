import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import { openStates, type Recipient, type Share, type ShareState } from './share.ts'
import { columnsOf, rowOf, type ShareSecret, shareOf } from './share-row.ts'

type Executor = Kysely<Schema>

/** @param secret - of a kind of share that has one */
export async function insertShare(executor: Executor, share: Share, secret?: ShareSecret): Promise<void> {
  await executor.insertInto('shares').values(rowOf(share, secret)).execute()
}

export async function findShare(
  executor: Executor,
  tenant: TenantId,
  id: number,
): Promise<Share | undefined> {
  const row = await executor
    .selectFrom('shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && shareOf(row)
}

export async function findShareBySecret(
  executor: Executor,
  tenant: TenantId,
  lookup: string,
): Promise<Share | undefined> {
  const row = await executor
    .selectFrom('shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('secret_lookup', '=', lookup)
    .executeTakeFirst()
  return row && shareOf(row)
}

export async function findOpenShare(
  executor: Executor,
  tenant: TenantId,
  nodeId: number,
  recipient: Recipient,
): Promise<Share | undefined> {
  const columns = columnsOf(recipient)
  const row = await executor
    .selectFrom('shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('node_id', '=', nodeId)
    .where('recipient_kind', '=', columns.recipient_kind)
    .where('recipient', '=', columns.recipient)
    .where('state', 'in', [...openStates])
    .executeTakeFirst()
  return row && shareOf(row)
}

/** In no order. */
export async function findSharesById(
  executor: Executor,
  tenant: TenantId,
  ids: readonly number[],
): Promise<Share[]> {
  const shares: Share[] = []
  for (const batch of batchesOf(ids)) {
    const rows = await executor
      .selectFrom('shares')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('id', 'in', batch)
      .execute()
    shares.push(...rows.map(shareOf))
  }
  return shares
}

/** What somebody owns that is shared, and what they pass on; newest first. */
export async function listSharesOf(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  page: { limit: number; before?: number },
): Promise<Share[]> {
  const rows = await executor
    .selectFrom('shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where((eb) => eb.or([eb('owner_user_id', '=', user), eb('initiator_user_id', '=', user)]))
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(shareOf)
}

/**
 * The shares of a node that are somebody's as owner or as the one who passes them on, newest first, without those that
 * were taken back or have expired, and without those that are over of a recipient who has a newer one.
 */
export async function listSharesOfNode(executor: Executor, query: SharesOfNode): Promise<Share[]> {
  return (await sharesOfNode(executor, query).execute()).map(shareOf)
}

/** Whose shares of what, and which part of them. */
export interface SharesOfNode {
  readonly tenant: TenantId
  readonly user: UserId
  readonly nodeId: number
  readonly limit: number
  /** The id of the last one of the part before. */
  readonly before?: number
}

/** The statement of `listSharesOfNode`: an index leads to the shares of the node. */
export function sharesOfNode(executor: Executor, { tenant, user, nodeId, limit, before }: SharesOfNode) {
  return executor
    .selectFrom('shares as s')
    .selectAll('s')
    .where('s.node_id', '=', nodeId)
    .where('s.tenant_id', '=', tenant)
    .where((eb) => eb.or([eb('s.owner_user_id', '=', user), eb('s.initiator_user_id', '=', user)]))
    .where('s.state', 'not in', ['revoked', 'expired'])
    .where((eb) =>
      eb.or([
        eb('s.state', 'in', [...openStates]),
        eb.not(
          eb.exists(
            eb
              .selectFrom('shares as newer')
              .whereRef('newer.node_id', '=', 's.node_id')
              .whereRef('newer.recipient_kind', '=', 's.recipient_kind')
              .whereRef('newer.recipient', '=', 's.recipient')
              .whereRef('newer.id', '>', 's.id')
              .select('newer.id'),
          ),
        ),
      ]),
    )
    .$if(before !== undefined, (query) => query.where('s.id', '<', before ?? 0))
    .orderBy('s.id', 'desc')
    .limit(limit)
}

/** What can be asked about open shares; what is named must fit. */
export interface OpenShares {
  /** Owns it, or passes it on. */
  readonly by?: UserId
  /** User or group of this server. */
  readonly recipientId?: string
  /** The share that is passed on. */
  readonly parentId?: number
}

export async function listOpenShares(
  executor: Executor,
  tenant: TenantId,
  { by, recipientId, parentId }: OpenShares,
): Promise<Share[]> {
  const rows = await executor
    .selectFrom('shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .$if(by !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('owner_user_id', '=', by ?? ''), eb('initiator_user_id', '=', by ?? '')]),
      ),
    )
    .$if(recipientId !== undefined, (query) => query.where('recipient_id', '=', recipientId ?? ''))
    .$if(parentId !== undefined, (query) => query.where('parent_id', '=', parentId ?? 0))
    .where('state', 'in', [...openStates])
    .orderBy('id')
    .execute()
  return rows.map(shareOf)
}

/** Open shares of any of these nodes, however many nodes there are. */
export async function listOpenSharesOfNodes(
  executor: Executor,
  tenant: TenantId,
  nodeIds: readonly number[],
): Promise<Share[]> {
  const shares: Share[] = []
  for (const ids of batchesOf(nodeIds)) {
    const rows = await executor
      .selectFrom('shares')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('node_id', 'in', ids)
      .where('state', 'in', [...openStates])
      .execute()
    shares.push(...rows.map(shareOf))
  }
  return shares
}

/** Open shares of all tenants whose time is over. */
export async function listExpiredShares(executor: Executor, now: number, limit: number): Promise<Share[]> {
  const rows = await executor
    .selectFrom('shares')
    .selectAll()
    .where('expires_at', '<=', now)
    .where('state', 'in', [...openStates])
    .orderBy('expires_at')
    .limit(limit)
    .execute()
  return rows.map(shareOf)
}

/**
 * Moves a share to another state, provided it is still in one of the expected ones.
 * @returns whether it was
 */
export async function moveShare(
  executor: Executor,
  id: number,
  from: readonly ShareState[],
  to: { state: ShareState; reason?: string; now: number },
): Promise<boolean> {
  const result = await executor
    .updateTable('shares')
    .set({ state: to.state, state_reason: to.reason ?? null, changed_at: to.now })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Writes what a share allows, until when, and what is said about it, provided that it is open. @returns whether it was */
export async function updateTerms(
  executor: Executor,
  { id, permissions, expiresAt, note, changedAt }: Share,
): Promise<boolean> {
  const result = await executor
    .updateTable('shares')
    .set({ permissions, expires_at: expiresAt ?? null, note: note ?? null, changed_at: changedAt })
    .where('id', '=', id)
    .where('state', 'in', [...openStates])
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Notes why the announcement of a share is late. */
export async function noteDelay(executor: Executor, id: number, reason: string, now: number): Promise<void> {
  await executor
    .updateTable('shares')
    .set({ state_reason: reason, changed_at: now })
    .where('id', '=', id)
    .where('state', '=', 'announcing')
    .execute()
}

/**
 * Written before the first byte leaves: from now on the recipient's server may know of the share.
 * @returns whether the share is still to be announced
 */
export async function noteTelling(
  executor: Executor,
  id: number,
  terms: { mustExchangeToken: boolean },
): Promise<boolean> {
  const result = await executor
    .updateTable('shares')
    .set({ told: 1, must_exchange_token: terms.mustExchangeToken ? 1 : 0 })
    .where('id', '=', id)
    .where('state', '=', 'announcing')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function sealedSecretOf(executor: Executor, id: number): Promise<string> {
  const row = await executor
    .selectFrom('shares')
    .select('secret_sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.secret_sealed === null) throw new Error(`share ${id} has no secret`)
  return row.secret_sealed
}
