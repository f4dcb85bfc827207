import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

/** One person's place of a share of somebody on this server. */
export interface LocalMount {
  readonly nodeId: number
  readonly tenant: TenantId
  readonly user: UserId
  readonly shareId: number
  /** What is shared. */
  readonly sourceNodeId: number
}

export async function insertLocalMount(executor: Executor, mount: LocalMount, now: number): Promise<void> {
  await executor
    .insertInto('mounts')
    .values({
      node_id: mount.nodeId,
      tenant_id: mount.tenant,
      user_id: mount.user,
      source_kind: 'local',
      source_id: mount.shareId,
      source_node_id: mount.sourceNodeId,
      root_facts: null,
      stale_since: null,
      created_at: now,
    })
    .execute()
}

/** Those of the nodes that are such places. */
export async function findLocalMounts(executor: Executor, nodeIds: readonly number[]): Promise<LocalMount[]> {
  return selectLocalMounts(executor, 'node_id', nodeIds)
}

/** The places of shares. */
export async function listLocalMountsOfShares(
  executor: Executor,
  shareIds: readonly number[],
): Promise<LocalMount[]> {
  return selectLocalMounts(executor, 'source_id', shareIds)
}

/** The places that somebody has of shares. */
export async function listLocalMountsOfUser(
  executor: Executor,
  user: UserId,
  shareIds: readonly number[],
): Promise<LocalMount[]> {
  const mounts: LocalMount[] = []
  for (const batch of batchesOf(shareIds)) {
    const rows = await executor
      .selectFrom('mounts')
      .selectAll()
      .where('user_id', '=', user)
      .where('source_kind', '=', 'local')
      .where('source_id', 'in', batch)
      .execute()
    mounts.push(...rows.map(mountOf))
  }
  return mounts
}

/** All places that somebody has of shares of people on this server. */
export async function listAllLocalMounts(
  executor: Executor,
  user: UserId,
  limit: number,
): Promise<LocalMount[]> {
  const rows = await executor
    .selectFrom('mounts')
    .selectAll()
    .where('user_id', '=', user)
    .where('source_kind', '=', 'local')
    .orderBy('node_id')
    .limit(limit)
    .execute()
  return rows.map(mountOf)
}

/** The places that show one of these nodes. */
export async function listMountsOfNodes(
  executor: Executor,
  nodeIds: readonly number[],
): Promise<LocalMount[]> {
  return selectLocalMounts(executor, 'source_node_id', nodeIds)
}

async function selectLocalMounts(
  executor: Executor,
  column: 'node_id' | 'source_id' | 'source_node_id',
  values: readonly number[],
): Promise<LocalMount[]> {
  const mounts: LocalMount[] = []
  for (const batch of batchesOf(values)) {
    const rows = await executor
      .selectFrom('mounts')
      .selectAll()
      .where(column, 'in', batch)
      // Of local mounts alone something is known here; SQLite would read all of them by their kind.
      .$if(column !== 'source_node_id', (query) => query.where('source_kind', '=', 'local'))
      .execute()
    mounts.push(...rows.map(mountOf))
  }
  return mounts
}

function mountOf(row: Selectable<Schema['mounts']>): LocalMount {
  return {
    nodeId: row.node_id,
    tenant: row.tenant_id as TenantId,
    user: row.user_id as UserId,
    shareId: row.source_id,
    sourceNodeId: row.source_node_id ?? 0,
  }
}
