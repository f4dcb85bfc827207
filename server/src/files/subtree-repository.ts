import { type Kysely, sql } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import { type Change, takeNumbers } from './change.ts'
import { foldName } from './node-name.ts'

/** Which part of a folder a statement is about. The node itself always belongs to it. */
export interface SubtreeScope {
  /** How many levels below the node; all of them when absent. */
  readonly maxDepth?: number
  readonly mounts: 'included' | 'left-out'
}

/** How many nodes there are, and how many levels below the first. */
export async function measureSubtree(
  executor: Kysely<Schema>,
  nodeId: number,
  scope: SubtreeScope,
): Promise<{ count: number; height: number }> {
  const { count, height } = await below(executor, nodeId, scope)
    .selectFrom('below')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max<number | null>('depth').as('height')])
    .executeTakeFirstOrThrow()
  return { count, height: height ?? 0 }
}

/** The mounts in a folder and in everything below it; of a mount, itself. */
export async function findMountsIn(executor: Kysely<Schema>, nodeId: number): Promise<number[]> {
  const rows = await below(executor, nodeId, { mounts: 'included' })
    .selectFrom('below')
    .where('kind', '=', 'mount')
    .select('id')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Where a copy goes. */
export interface CopyTarget {
  readonly tenant: TenantId
  readonly parentId: number
  /** Of the first node; the others keep theirs. */
  readonly name: string
  /** The first of as many ids as the subtree has nodes. */
  readonly firstId: number
  readonly count: number
}

/** Copies a node and what is below it, with their properties: rows only, the contents are shared. */
export async function copySubtree(
  tx: Tx,
  change: Change,
  nodeId: number,
  scope: SubtreeScope,
  target: CopyTarget,
): Promise<void> {
  const firstSeq = takeNumbers(change, target.count)
  await numbered(tx, nodeId, scope)
    .insertInto('nodes')
    .columns([
      'id',
      'tenant_id',
      'space_id',
      'parent_id',
      'name',
      'folded_name',
      'kind',
      'content_id',
      'size',
      'etag_seq',
      'created_at',
      'modified_at',
    ])
    .expression((db) =>
      db
        .selectFrom('numbered as original')
        .leftJoin('numbered as parent', 'parent.id', 'original.parent_id')
        .select([
          sql<number>`${target.firstId} + original.position`.as('id'),
          sql<number>`${target.tenant}`.as('tenant_id'),
          sql<number>`${change.spaceId}`.as('space_id'),
          sql<number>`coalesce(${target.firstId} + parent.position, ${target.parentId})`.as('parent_id'),
          sql<string>`case when original.position = 0 then ${target.name} else original.name end`.as('name'),
          sql<string>`case when original.position = 0 then ${foldName(target.name)} else original.folded_name end`.as(
            'folded_name',
          ),
          'original.kind',
          'original.content_id',
          // A folder that is copied without what is in it is empty.
          scope.maxDepth === 0
            ? sql<number>`case when original.kind = 'folder' then 0 else original.size end`.as('size')
            : 'original.size',
          sql<number>`${firstSeq} + original.position`.as('etag_seq'),
          sql<number>`${change.at}`.as('created_at'),
          'original.modified_at',
        ]),
    )
    .execute()
  await tx
    .insertInto('changes')
    .columns(['space_id', 'seq', 'node_id', 'kind', 'what', 'at'])
    .expression((db) =>
      db
        .selectFrom('nodes as n')
        .where('n.id', '>=', target.firstId)
        .where('n.id', '<', target.firstId + target.count)
        .select([
          'n.space_id',
          'n.etag_seq',
          'n.id',
          'n.kind',
          sql<string>`'put'`.as('what'),
          sql<number>`${change.at}`.as('at'),
        ]),
    )
    .execute()
  await numbered(tx, nodeId, scope)
    .insertInto('node_properties')
    .columns(['node_id', 'namespace', 'name', 'xml'])
    .expression((db) =>
      db
        .selectFrom('numbered as original')
        // Keeps SQLite from beginning with all properties that there are.
        .crossJoin('node_properties as p')
        .whereRef('p.node_id', '=', 'original.id')
        .select([
          sql<number>`${target.firstId} + original.position`.as('node_id'),
          'p.namespace',
          'p.name',
          'p.xml',
        ]),
    )
    .execute()
}

/** `numbered`: what is below, with its position, counted from 0; a folder comes before what is in it. */
function numbered(executor: Kysely<Schema>, nodeId: number, scope: SubtreeScope) {
  return below(executor, nodeId, scope).with('numbered', (db) =>
    db
      .selectFrom('below')
      .selectAll()
      .select(sql<number>`row_number() over (order by depth, id) - 1`.as('position')),
  )
}

/** Ids of what is below a folder, at any depth, in their order. @param after - the last one known */
export async function findIdsBelow(
  executor: Kysely<Schema>,
  folderId: number,
  scope: SubtreeScope,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await below(executor, folderId, scope)
    .selectFrom('below')
    .where('id', '<>', folderId)
    .where('id', '>', after)
    .select('id')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Ids of files, folders and mounts below a folder whose names contain every one of some words, those higher up first.
 * @param words - as `foldName` gives them
 */
export async function findByName(
  executor: Kysely<Schema>,
  folderId: number,
  words: readonly string[],
  limit: number,
): Promise<number[]> {
  const rows = await below(executor, folderId, { mounts: 'included' })
    .selectFrom('below')
    .where('id', '<>', folderId)
    .where((eb) => eb.and(words.map((word) => sql<boolean>`folded_name like ${patternOf(word)} escape '\\'`)))
    .select('id')
    .orderBy('depth')
    .orderBy('folded_name')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
}

/**
 * Takes a node and everything below it out of use. Mounts must be gone.
 * @returns their ids
 */
export async function takeOutOfUse(tx: Tx, nodeId: number): Promise<number[]> {
  const rows = await below(tx, nodeId, { mounts: 'included' })
    .updateTable('nodes')
    .set({ trash_id: nodeId })
    .where('id', 'in', (eb) => eb.selectFrom('below').select('below.id'))
    .returning('id')
    .execute()
  await tx.updateTable('nodes').set({ parent_id: null }).where('id', '=', nodeId).execute()
  return rows.map((row) => row.id)
}

/** Lets a folder and everything below it belong to another space. @returns their ids */
export async function moveToSpace(tx: Tx, folderId: number, spaceId: number): Promise<number[]> {
  const rows = await below(tx, folderId, { mounts: 'included' })
    .updateTable('nodes')
    .set({ space_id: spaceId })
    .where('id', 'in', (eb) => eb.selectFrom('below').select('below.id'))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * `below`: the node at depth 0 and everything under it, with all that the statements here need of them. A join with
 * `nodes` would leave SQLite, which cannot know how few they are, to read through the whole table.
 */
function below(executor: Kysely<Schema>, nodeId: number, scope: SubtreeScope) {
  return executor.withRecursive(
    'below(id, parent_id, name, folded_name, kind, content_id, size, modified_at, depth)',
    (db) =>
      db
        .selectFrom('nodes as n')
        .where('n.id', '=', nodeId)
        .select([...belowColumns, sql<number>`0`.as('depth')])
        .unionAll(
          db
            .selectFrom('below as b')
            .innerJoin('nodes as n', 'n.parent_id', 'b.id')
            .$if(scope.maxDepth !== undefined, (query) => query.where('b.depth', '<', scope.maxDepth ?? 0))
            .$if(scope.mounts === 'left-out', (query) => query.where('n.kind', '<>', 'mount'))
            .select([...belowColumns, sql<number>`b.depth + 1`.as('depth')]),
        ),
  )
}

const belowColumns = [
  'n.id',
  'n.parent_id',
  'n.name',
  'n.folded_name',
  'n.kind',
  'n.content_id',
  'n.size',
  'n.modified_at',
] as const
