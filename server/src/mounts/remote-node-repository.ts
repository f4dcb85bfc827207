import { type ExpressionBuilder, type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Permissions } from '../platform/permissions.ts'

type Executor = Kysely<Schema>

/** Something inside a mount as it was last seen. */
export interface RemoteNode {
  /** Ours, stable, from the same numbers as the ids of local nodes. */
  readonly id: number
  readonly mountNodeId: number
  /** The kind with the peer's file id, else with the path. */
  readonly key: string
  /** `/`-separated path inside the mount, without a leading slash. */
  readonly path: string
  readonly parentPath: string
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly etag: string
  readonly size?: number
  readonly contentType?: string
  readonly permissions: Permissions
  /** Epoch milliseconds. */
  readonly modifiedAt: number
  readonly seenAt: number
}

/** What a folder of a mount held when it was last listed, by name. */
export async function listRemoteNodes(
  executor: Executor,
  mountNodeId: number,
  parentPath: string,
  limit?: number,
): Promise<RemoteNode[]> {
  const rows = await executor
    .selectFrom('remote_nodes')
    .selectAll()
    .where('mount_node_id', '=', mountNodeId)
    .where(isIn(parentPath))
    .where('gone_at', 'is', null)
    .orderBy('name')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map(nodeOf)
}

/** The names of what was seen in a mount, part by part, in no order that means anything. */
export async function* eachRemoteName(
  executor: Executor,
  mountNodeId: number,
): AsyncGenerator<readonly { readonly id: number; readonly name: string }[]> {
  const partLength = 2000
  let after = ''
  for (;;) {
    const rows = await executor
      .selectFrom('remote_nodes')
      .select(['id', 'name', 'key'])
      .where('mount_node_id', '=', mountNodeId)
      .where('key', '>', after)
      .where('gone_at', 'is', null)
      .orderBy('key')
      .limit(partLength)
      .execute()
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < partLength) return
    after = last.key
  }
}

/** What was seen under these ids of ours. */
export async function findRemoteNodesById(executor: Executor, ids: readonly number[]): Promise<RemoteNode[]> {
  const nodes: RemoteNode[] = []
  for (const part of batchesOf(ids)) {
    const rows = await executor.selectFrom('remote_nodes').selectAll().where('id', 'in', part).execute()
    nodes.push(...rows.map(nodeOf))
  }
  return nodes
}

/** What a peer calls by these keys, by key; what is gone is left out. */
export async function findRemoteNodes(
  executor: Executor,
  mountNodeId: number,
  keys: readonly string[],
): Promise<Map<string, RemoteNode>> {
  const nodes = new Map<string, RemoteNode>()
  for (const part of batchesOf(keys)) {
    const rows = await executor
      .selectFrom('remote_nodes')
      .selectAll()
      .where('mount_node_id', '=', mountNodeId)
      .where('key', 'in', part)
      .where('gone_at', 'is', null)
      .execute()
    for (const row of rows) nodes.set(row.key, nodeOf(row))
  }
  return nodes
}

/** Whether anything in a mount is known by an id of its server. */
export async function hasPeerIds(executor: Executor, mountNodeId: number): Promise<boolean> {
  const startsWith = (eb: ExpressionBuilder<Schema, 'remote_nodes'>, from: string) =>
    // `;` is what comes after `:`.
    eb.and([eb('key', '>', from), eb('key', '<', from.replace(/:$/, ';'))])
  const row = await executor
    .selectFrom('remote_nodes')
    .select('id')
    .where('mount_node_id', '=', mountNodeId)
    .where((eb) => eb.or(['file:id:', 'folder:id:'].map((from) => startsWith(eb, from))))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Where something is, without what is known of it. */
export type RemotePlaceRow = Pick<RemoteNode, 'id' | 'path' | 'kind'>

/** The places of all that a folder of a mount held when it was last listed. */
export async function listPlacesIn(
  executor: Executor,
  mountNodeId: number,
  parentPath: string,
): Promise<RemotePlaceRow[]> {
  const rows = await executor
    .selectFrom('remote_nodes')
    .select(['id', 'path', 'kind'])
    .where('mount_node_id', '=', mountNodeId)
    .where(isIn(parentPath))
    .where('gone_at', 'is', null)
    .execute()
  return rows.map(({ id, path, kind }) => ({ id, path, kind: kind === 'folder' ? 'folder' : 'file' }))
}

/** What was last seen under a name in a folder, of a kind. */
export async function findRemoteNodeNamed(
  executor: Executor,
  mountNodeId: number,
  { parentPath, name, kind }: Pick<RemoteNode, 'parentPath' | 'name' | 'kind'>,
): Promise<RemoteNode | undefined> {
  const row = await executor
    .selectFrom('remote_nodes')
    .selectAll()
    .where('mount_node_id', '=', mountNodeId)
    .where(isIn(parentPath))
    .where('name', '=', name)
    .where('kind', '=', kind)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
  return row && nodeOf(row)
}

/** The local ids and last places of what a peer calls by these keys, also where it is gone. */
export async function findRemotePlaces(
  executor: Executor,
  mountNodeId: number,
  keys: readonly string[],
): Promise<Map<string, { readonly id: number; readonly path: string }>> {
  const places = new Map<string, { id: number; path: string }>()
  for (const part of batchesOf(keys)) {
    const rows = await executor
      .selectFrom('remote_nodes')
      .select(['key', 'id', 'path'])
      .where('mount_node_id', '=', mountNodeId)
      .where('key', 'in', part)
      .execute()
    for (const { key, id, path } of rows) places.set(key, { id, path })
  }
  return places
}

/** Writes what was seen; a node that moved inside the mount keeps its id, because its key stays. */
export async function putRemoteNodes(executor: Executor, nodes: readonly RemoteNode[]): Promise<void> {
  for (const part of batchesOf(nodes)) {
    await executor
      .insertInto('remote_nodes')
      .values(part.map(rowOf))
      .onConflict((conflict) =>
        conflict.columns(['mount_node_id', 'key']).doUpdateSet((eb) => ({
          path: eb.ref('excluded.path'),
          parent_path: eb.ref('excluded.parent_path'),
          name: eb.ref('excluded.name'),
          kind: eb.ref('excluded.kind'),
          etag: eb.ref('excluded.etag'),
          size: eb.ref('excluded.size'),
          content_type: eb.ref('excluded.content_type'),
          rights: eb.ref('excluded.rights'),
          modified_at: eb.ref('excluded.modified_at'),
          seen_at: eb.ref('excluded.seen_at'),
          gone_at: null,
        })),
      )
      .execute()
  }
}

/**
 * Notes that nodes are missing in the folder where they were: they may turn up elsewhere in the mount, and have kept
 * their ids then. What has turned up already stays.
 */
export async function noteGone(
  executor: Executor,
  parentPath: string,
  ids: readonly number[],
  now: number,
): Promise<void> {
  for (const part of batchesOf(ids)) {
    await executor
      .updateTable('remote_nodes')
      .set({ gone_at: now })
      .where('id', 'in', part)
      .where('parent_path', '=', parentPath)
      .execute()
  }
}

/** The same for everything below a folder. */
export async function noteSubtreeGone(
  executor: Executor,
  mountNodeId: number,
  path: string,
  now: number,
): Promise<void> {
  await executor
    .updateTable('remote_nodes')
    .set({ gone_at: now })
    .where('mount_node_id', '=', mountNodeId)
    .where('gone_at', 'is', null)
    .where(isBelow(path))
    .execute()
}

/** A folder has another path now, and so has everything below it. */
export async function moveSubtree(
  executor: Executor,
  mountNodeId: number,
  from: string,
  to: string,
): Promise<void> {
  // SQL counts characters, not UTF-16 units.
  const rest = Array.from(from).length + 1
  await executor
    .updateTable('remote_nodes')
    .set({
      path: sql`${to} || substr(path, ${rest})`,
      parent_path: sql`${to} || substr(parent_path, ${rest})`,
    })
    .where('mount_node_id', '=', mountNodeId)
    .where(isBelow(from))
    .execute()
}

/** Directly in a folder. */
function isIn(parentPath: string) {
  return (eb: ExpressionBuilder<Schema, 'remote_nodes'>) =>
    eb.and([eb(beginning, '=', beginningOf(parentPath)), eb('parent_path', '=', parentPath)])
}

function isBelow(path: string) {
  // `0` is what comes after `/`. A text that lies between two others begins with what lies between their beginnings.
  const [first, end] = [`${path}/`, `${path}0`]
  return (eb: ExpressionBuilder<Schema, 'remote_nodes'>) =>
    eb.or([
      isIn(path)(eb),
      eb.and([
        eb(beginning, '>=', beginningOf(first)),
        eb(beginning, '<=', beginningOf(end)),
        eb('parent_path', '>', first),
        eb('parent_path', '<', end),
      ]),
    ])
}

/** As the index `remote_nodes_listing` has it, which cannot hold whole paths. */
const beginning = sql<string>`substr(parent_path, 1, 500)`

/** SQL counts characters, not UTF-16 units. */
function beginningOf(path: string): string {
  return path.length <= 500 ? path : Array.from(path).slice(0, 500).join('')
}

/** Forgets what has not turned up again. */
export async function forgetGone(executor: Executor, mountNodeId: number, before: number): Promise<void> {
  await executor
    .deleteFrom('remote_nodes')
    .where('mount_node_id', '=', mountNodeId)
    .where('gone_at', '<', before)
    .execute()
}

function rowOf(node: RemoteNode): Insertable<Schema['remote_nodes']> {
  return {
    id: node.id,
    mount_node_id: node.mountNodeId,
    key: node.key,
    path: node.path,
    parent_path: node.parentPath,
    name: node.name,
    kind: node.kind,
    etag: node.etag,
    size: node.size ?? null,
    content_type: node.contentType ?? null,
    rights: node.permissions,
    modified_at: node.modifiedAt,
    seen_at: node.seenAt,
    gone_at: null,
  }
}

function nodeOf(row: Selectable<Schema['remote_nodes']>): RemoteNode {
  return {
    id: row.id,
    mountNodeId: row.mount_node_id,
    key: row.key,
    path: row.path,
    parentPath: row.parent_path,
    name: row.name,
    kind: row.kind === 'folder' ? 'folder' : 'file',
    etag: row.etag,
    ...(row.size === null ? {} : { size: row.size }),
    ...(row.content_type === null ? {} : { contentType: row.content_type }),
    permissions: row.rights as Permissions,
    modifiedAt: row.modified_at,
    seenAt: row.seen_at,
  }
}
