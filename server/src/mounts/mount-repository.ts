import type { PeerHost } from '@isthmus/ocm'
import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Permissions } from '../platform/permissions.ts'

type Executor = Kysely<Schema>

/** One person's accepted place of what is on another server. */
export interface Mount {
  readonly nodeId: number
  readonly tenant: TenantId
  readonly user: UserId
  readonly receivedShareId: number
  /** The remote root as it was last seen; absent before. */
  readonly rootFacts?: RootFacts
  /** Epoch milliseconds since when the peer cannot be reached; absent while it answers. */
  readonly staleSince?: number
}

/** What a listing of the parent shows of a mount without asking anybody. */
export interface RootFacts {
  /** Some servers call a folder a file when they share it. */
  readonly kind: 'file' | 'folder'
  readonly etag: string
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  /** What the server allows there; the share may allow less. */
  readonly permissions: Permissions
  /** Bytes; files only. */
  readonly size?: number
  readonly contentType?: string
}

/** A mount as its share and its server describe it. */
export interface MountDescription {
  readonly nodeId: number
  /** What the share says. */
  readonly kind: 'file' | 'folder'
  readonly permissions: Permissions
  readonly createdAt: number
  readonly rootFacts?: RootFacts
}

export async function insertMount(executor: Executor, mount: Mount, now: number): Promise<void> {
  await executor
    .insertInto('mounts')
    .values({
      node_id: mount.nodeId,
      tenant_id: mount.tenant,
      user_id: mount.user,
      source_kind: 'received',
      source_id: mount.receivedShareId,
      source_node_id: null,
      root_facts: null,
      stale_since: null,
      created_at: now,
    })
    .execute()
}

export async function findMount(executor: Executor, nodeId: number): Promise<Mount | undefined> {
  const row = await executor
    .selectFrom('mounts')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('source_kind', '=', 'received')
    .executeTakeFirst()
  return row && mountOf(row)
}

/** What is known of mounts and the shares behind them, with one statement. */
export async function describeMountNodes(
  executor: Executor,
  nodeIds: readonly number[],
  now: number,
): Promise<MountDescription[]> {
  const descriptions: MountDescription[] = []
  for (const ids of batchesOf(nodeIds)) {
    const rows = await executor
      .selectFrom('mounts as m')
      .innerJoin('received_shares as s', 's.id', 'm.source_id')
      .select(['m.node_id', 'm.root_facts', 's.resource_kind', 's.permissions', 's.created_at'])
      .where('m.source_kind', '=', 'received')
      .where('m.node_id', 'in', ids)
      .where((eb) => eb.or([eb('s.expires_at', 'is', null), eb('s.expires_at', '>', now)]))
      .execute()
    for (const row of rows) {
      descriptions.push({
        nodeId: row.node_id,
        kind: row.resource_kind === 'file' ? 'file' : 'folder',
        permissions: row.permissions as Permissions,
        createdAt: row.created_at,
        ...(row.root_facts === null ? {} : { rootFacts: JSON.parse(row.root_facts) as RootFacts }),
      })
    }
  }
  return descriptions
}

export async function listMountsOfShares(
  executor: Executor,
  receivedShareIds: readonly number[],
): Promise<Mount[]> {
  if (receivedShareIds.length === 0) return []
  const rows = await executor
    .selectFrom('mounts')
    .selectAll()
    .where('source_kind', '=', 'received')
    .where('source_id', 'in', [...receivedShareIds])
    .execute()
  return rows.map(mountOf)
}

/** The mounts of people whose shares came from other servers, each with that server. */
export async function listMountsByPeer(
  executor: Executor,
  users: readonly UserId[],
): Promise<Map<PeerHost, Mount[]>> {
  const mounts = new Map<PeerHost, Mount[]>()
  for (const ids of batchesOf(users)) {
    const rows = await executor
      .selectFrom('mounts as m')
      .innerJoin('received_shares as s', 's.id', 'm.source_id')
      .selectAll('m')
      .select('s.peer')
      .where('m.source_kind', '=', 'received')
      .where('m.user_id', 'in', ids)
      .execute()
    for (const row of rows) {
      const peer = row.peer as PeerHost
      const known = mounts.get(peer)
      if (known === undefined) mounts.set(peer, [mountOf(row)])
      else known.push(mountOf(row))
    }
  }
  return mounts
}

/** What the remote root looks like now. */
export async function noteRootFacts(executor: Executor, nodeId: number, facts: RootFacts): Promise<void> {
  await executor
    .updateTable('mounts')
    .set({ root_facts: JSON.stringify(facts) })
    .where('node_id', '=', nodeId)
    .execute()
}

/** `undefined`: the peer answers again. A mount that is stale already keeps the time since when. */
export async function noteStale(
  executor: Executor,
  nodeIds: readonly number[],
  since: number | undefined,
): Promise<void> {
  for (const ids of batchesOf(nodeIds)) {
    await executor
      .updateTable('mounts')
      .set({ stale_since: since ?? null })
      .where('node_id', 'in', ids)
      .where('stale_since', since === undefined ? 'is not' : 'is', null)
      .execute()
  }
}

/** Removes a mount, of whatever kind, with everything that was remembered of it. */
export async function deleteMount(executor: Executor, nodeId: number): Promise<void> {
  await executor.deleteFrom('remote_nodes').where('mount_node_id', '=', nodeId).execute()
  await executor.deleteFrom('mounts').where('node_id', '=', nodeId).execute()
}

function mountOf(row: Selectable<Schema['mounts']>): Mount {
  return {
    nodeId: row.node_id,
    tenant: row.tenant_id as TenantId,
    user: row.user_id as UserId,
    receivedShareId: row.source_id,
    ...(row.root_facts === null ? {} : { rootFacts: JSON.parse(row.root_facts) as RootFacts }),
    ...(row.stale_since === null ? {} : { staleSince: row.stale_since }),
  }
}
