import { type Kysely, sql } from 'kysely'
import type { TenantId } from '../../platform/actor.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { Agent } from '../agent.ts'

/** Puts a node from the trash and everything that went there with it into use. */
export async function takeIntoUse(tx: Tx, nodeId: number): Promise<void> {
  await tx.updateTable('nodes').set({ trash_id: null }).where('trash_id', '=', nodeId).execute()
}

/** What lies in the trash of a space by itself. */
export interface Trashed {
  readonly nodeId: number
  readonly spaceId: number
  readonly kind: 'file' | 'folder'
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Folder that it was in; it may be gone. */
  readonly parentId: number
  /** Where that folder was, names from the root of the space. */
  readonly folder: readonly string[]
  readonly deletedBy: Agent
  /** Epoch milliseconds. */
  readonly deletedAt: number
}

export async function insertTrashed(tx: Tx, trashed: Omit<Trashed, 'kind' | 'name' | 'size'>): Promise<void> {
  await tx
    .insertInto('trashed')
    .values({
      node_id: trashed.nodeId,
      space_id: trashed.spaceId,
      parent_id: trashed.parentId,
      folder_path: trashed.folder.join('/'),
      deleted_by_kind: trashed.deletedBy.kind,
      deleted_by: trashed.deletedBy.id,
      deleted_at: trashed.deletedAt,
    })
    .execute()
}

/** The last item of a page: the next one begins after it. */
export interface TrashCursor {
  readonly deletedAt: number
  readonly nodeId: number
}

/** What lies in the trash of a space, what was removed last first. */
export async function findTrashed(
  executor: Kysely<Schema>,
  spaceId: number,
  { limit, after }: { readonly limit: number; readonly after?: TrashCursor },
): Promise<Trashed[]> {
  const rows = await selectTrashed(executor)
    .where('t.space_id', '=', spaceId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('t.deleted_at', 't.node_id'),
          '<',
          eb.tuple(after?.deletedAt ?? 0, after?.nodeId ?? 0),
        ),
      ),
    )
    .orderBy('t.deleted_at', 'desc')
    .orderBy('t.node_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(trashedOf)
}

export async function findTrashedItem(
  executor: Kysely<Schema>,
  spaceId: number,
  nodeId: number,
): Promise<Trashed | undefined> {
  const row = await selectTrashed(executor)
    .where('t.node_id', '=', nodeId)
    .where('t.space_id', '=', spaceId)
    .executeTakeFirst()
  return row && trashedOf(row)
}

/** Some of what was removed before a moment, the oldest first. */
export async function findExpired(
  executor: Kysely<Schema>,
  before: number,
  limit: number,
): Promise<(Pick<Trashed, 'nodeId' | 'spaceId'> & { readonly tenant: TenantId })[]> {
  const rows = await executor
    .selectFrom('trashed as t')
    .innerJoin('nodes as n', 'n.id', 't.node_id')
    .where('t.deleted_at', '<', before)
    .select(['t.node_id', 't.space_id', 'n.tenant_id'])
    .orderBy('t.deleted_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    nodeId: row.node_id,
    spaceId: row.space_id,
    tenant: row.tenant_id as TenantId,
  }))
}

/** @returns false when it was not there any more */
export async function deleteTrashed(tx: Tx, nodeId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('trashed')
    .where('node_id', '=', nodeId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** What an item of the trash takes, in bytes: its files as they are, and their versions. */
export async function measureTrashed(
  executor: Kysely<Schema>,
  nodeId: number,
): Promise<{ files: number; versions: number }> {
  const { files } = await executor
    .selectFrom('nodes')
    .where('id', '=', nodeId)
    .select('size as files')
    .executeTakeFirstOrThrow()
  const { versions } = await executor
    .selectFrom('nodes as n')
    .innerJoin('versions as v', 'v.node_id', 'n.id')
    .where('n.trash_id', '=', nodeId)
    .select(sql<number>`cast(coalesce(sum(v.size), 0) as bigint)`.as('versions'))
    .executeTakeFirstOrThrow()
  return { files, versions }
}

function selectTrashed(executor: Kysely<Schema>) {
  return executor
    .selectFrom('trashed as t')
    .innerJoin('nodes as n', 'n.id', 't.node_id')
    .select([
      't.node_id',
      't.space_id',
      't.parent_id',
      't.folder_path',
      't.deleted_by_kind',
      't.deleted_by',
      't.deleted_at',
      'n.kind',
      'n.name',
      'n.size',
    ])
}

type TrashedRow = Awaited<ReturnType<ReturnType<typeof selectTrashed>['execute']>>[number]

function trashedOf(row: TrashedRow): Trashed {
  return {
    nodeId: row.node_id,
    spaceId: row.space_id,
    kind: row.kind === 'folder' ? 'folder' : 'file',
    name: row.name,
    size: row.size,
    parentId: row.parent_id,
    folder: row.folder_path === '' ? [] : row.folder_path.split('/'),
    deletedBy: { kind: row.deleted_by_kind as Agent['kind'], id: row.deleted_by },
    deletedAt: row.deleted_at,
  }
}

/** Forgets what lies in the trash of a space. @returns the nodes that lay there by themselves */
export async function deleteTrashedOf(tx: Tx, spaceId: number): Promise<number[]> {
  const rows = await tx.deleteFrom('trashed').where('space_id', '=', spaceId).returning('node_id').execute()
  return rows.map((row) => row.node_id)
}
