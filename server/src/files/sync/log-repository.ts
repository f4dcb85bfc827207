import type { Kysely } from 'kysely'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { LogLine } from '../change-repository.ts'
import type { Node } from '../node.ts'

/** Lines of the log of a space, in the order of their numbers. @param after - number of the last line known */
export async function findLogLines(
  executor: Kysely<Schema>,
  spaceId: number,
  after: number,
  limit: number,
): Promise<LogLine[]> {
  const rows = await executor
    .selectFrom('changes')
    .where('space_id', '=', spaceId)
    .where('seq', '>', after)
    .select(['seq', 'node_id', 'kind', 'what', 'parent_id', 'path'])
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    nodeId: row.node_id,
    kind: row.kind as Node['kind'],
    what: row.what as LogLine['what'],
    ...(row.parent_id === null || row.path === null
      ? {}
      : { from: { parentId: row.parent_id, path: row.path } }),
  }))
}

/** Whether the log of a space has a line with a number. */
export async function hasLogLine(executor: Kysely<Schema>, spaceId: number, seq: number): Promise<boolean> {
  const row = await executor
    .selectFrom('changes')
    .where('space_id', '=', spaceId)
    .where('seq', '=', seq)
    .select('seq')
    .executeTakeFirst()
  return row !== undefined
}

/** Whether one of the nodes has left a place since a line of the log. */
export async function haveLeft(
  executor: Kysely<Schema>,
  spaceId: number,
  nodeIds: readonly number[],
  after: number,
): Promise<boolean> {
  const row = await executor
    .selectFrom('changes')
    .where('space_id', '=', spaceId)
    .where('seq', '>', after)
    .where('what', '=', 'gone')
    .where('node_id', 'in', nodeIds)
    .select('seq')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What is in folders under given names: node ids and kinds. */
export async function findOccupants(
  executor: Kysely<Schema>,
  places: readonly { readonly parentId: number; readonly name: string }[],
): Promise<{ id: number; parentId: number; name: string; kind: Node['kind'] }[]> {
  if (places.length === 0) return []
  const rows = await executor
    .selectFrom('nodes')
    .where((eb) =>
      eb(
        eb.refTuple('parent_id', 'name'),
        'in',
        places.map(({ parentId, name }) => eb.tuple(parentId as number | null, name)),
      ),
    )
    .where('trash_id', 'is', null)
    .select(['id', 'parent_id', 'name', 'kind'])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id ?? 0,
    name: row.name,
    kind: row.kind as Node['kind'],
  }))
}

/**
 * Some of the spaces whose logs have lines below a number, by their ids.
 * @param after - the last one of the page before; 0 at first
 */
export async function findSpacesWithLinesBelow(
  executor: Kysely<Schema>,
  below: number,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await executor
    .selectFrom('spaces as s')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('changes as c')
          .whereRef('c.space_id', '=', 's.id')
          .where('c.seq', '<', below)
          .select('c.seq'),
      ),
    )
    .where('s.id', '>', after)
    .select('s.id')
    .orderBy('s.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Forgets some of the lines of a log below a number. @returns how many */
export async function forgetLogLines(tx: Tx, spaceId: number, below: number, limit: number): Promise<number> {
  const oldest = await tx
    .selectFrom('changes')
    .where('space_id', '=', spaceId)
    .where('seq', '<', below)
    .select('seq')
    .orderBy('seq')
    .limit(limit)
    .execute()
  const last = oldest.at(-1)?.seq
  if (last === undefined) return 0
  await tx.deleteFrom('changes').where('space_id', '=', spaceId).where('seq', '<=', last).execute()
  await tx.updateTable('spaces').set({ log_start: last }).where('id', '=', spaceId).execute()
  return oldest.length
}
