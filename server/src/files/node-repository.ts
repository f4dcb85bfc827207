import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import { prepared, type Schema, type Tx } from '../platform/database/index.ts'
import type { Content, MountNode, Node } from './node.ts'
import { foldName } from './node-name.ts'
import { nodeColumns, nodeOf } from './node-row.ts'

/** A node that is in use: not one in the trash. */
export async function findNode(
  executor: Kysely<Schema>,
  tenant: TenantId,
  id: number,
): Promise<Node | undefined> {
  const row = await executor
    .selectFrom('nodes as n')
    .leftJoin('contents as c', 'c.id', 'n.content_id')
    .where('n.id', '=', id)
    .where('n.tenant_id', '=', tenant)
    .where('n.trash_id', 'is', null)
    .select(nodeColumns)
    .executeTakeFirst()
  return row === undefined ? undefined : nodeOf(row)
}

/** The space that a node belongs to, one in the trash included. */
export async function findSpaceOfNode(executor: Kysely<Schema>, id: number): Promise<number | undefined> {
  const row = await executor.selectFrom('nodes').where('id', '=', id).select('space_id').executeTakeFirst()
  return row?.space_id
}

/** Those of the nodes that are in use, in no order. */
export async function findNodes(executor: Kysely<Schema>, ids: readonly number[]): Promise<Node[]> {
  if (ids.length === 0) return []
  const rows = await executor
    .selectFrom('nodes as n')
    .leftJoin('contents as c', 'c.id', 'n.content_id')
    .where('n.id', 'in', ids)
    .where('n.trash_id', 'is', null)
    .select(nodeColumns)
    .execute()
  return rows.map(nodeOf)
}

/** The nodes of mounts, for the room that keeps their ids in rows of its own. */
export async function findMountNodes(tx: Tx, ids: readonly number[]): Promise<MountNode[]> {
  const mounts: MountNode[] = []
  for (const batch of batchesOf(ids)) {
    const nodes = await findNodes(tx, batch)
    mounts.push(...nodes.filter((node): node is MountNode => node.kind === 'mount'))
  }
  return mounts
}

/** Removes the nodes of mounts that have ended. */
export async function deleteMountNodes(tx: Tx, ids: readonly number[]): Promise<void> {
  for (const batch of batchesOf(ids)) {
    await tx.deleteFrom('nodes').where('id', 'in', batch).where('kind', '=', 'mount').execute()
  }
}

/** Those of `candidates` that something in the folder is called. */
export async function findTakenNames(
  executor: Kysely<Schema>,
  folderId: number,
  candidates: readonly string[],
): Promise<Set<string>> {
  const rows = await executor
    .selectFrom('nodes')
    .where('parent_id', '=', folderId)
    .where('name', 'in', candidates)
    .select('name')
    .execute()
  return new Set(rows.map((row) => row.name))
}

export interface NewNode {
  readonly id: number
  readonly tenant: TenantId
  readonly spaceId: number
  readonly parentId?: number
  readonly name: string
  readonly kind: Node['kind']
  readonly contentId?: number
  /** Bytes. */
  readonly size: number
  readonly etagSeq: number
  readonly createdAt: number
  readonly modifiedAt: number
}

export async function insertNode(tx: Tx, node: NewNode): Promise<void> {
  const { parentId = null, contentId = null } = node
  await insertRow(tx, { ...node, parentId, contentId, foldedName: foldName(node.name) })
}

type NodeValues = Omit<NewNode, 'parentId' | 'contentId'> & {
  readonly parentId: number | null
  readonly contentId: number | null
  readonly foldedName: string
}

const insertRow = prepared((db, row: NodeValues) =>
  db.insertInto('nodes').values({
    id: row.id,
    tenant_id: row.tenant,
    space_id: row.spaceId,
    parent_id: row.parentId,
    name: row.name,
    folded_name: row.foldedName,
    kind: row.kind,
    content_id: row.contentId,
    size: row.size,
    trash_id: null,
    etag_seq: row.etagSeq,
    created_at: row.createdAt,
    modified_at: row.modifiedAt,
  }),
)

/** Gives a file other contents. What it held before may have become unused: see `buryContents`. */
export async function setContent(
  tx: Tx,
  nodeId: number,
  change: {
    readonly content: Pick<Content, 'id' | 'size'>
    readonly etagSeq: number
    readonly modifiedAt: number
  },
): Promise<void> {
  const { content, etagSeq, modifiedAt } = change
  await updateContent(tx, { nodeId, contentId: content.id, size: content.size, etagSeq, modifiedAt })
}

const updateContent = prepared(
  (db, row: { nodeId: number; contentId: number; size: number; etagSeq: number; modifiedAt: number }) =>
    db
      .updateTable('nodes')
      .set({
        content_id: row.contentId,
        size: row.size,
        etag_seq: row.etagSeq,
        modified_at: row.modifiedAt,
      })
      .where('id', '=', row.nodeId),
)

export async function setModifiedAt(tx: Tx, nodeId: number, modifiedAt: number): Promise<void> {
  await tx.updateTable('nodes').set({ modified_at: modifiedAt }).where('id', '=', nodeId).execute()
}

/** Moves a node, and with it what is below, to another place of its space. */
export async function relocateNode(tx: Tx, nodeId: number, parentId: number, name: string): Promise<void> {
  await tx
    .updateTable('nodes')
    .set({ parent_id: parentId, name, folded_name: foldName(name) })
    .where('id', '=', nodeId)
    .execute()
}
