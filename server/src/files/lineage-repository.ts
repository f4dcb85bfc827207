import { type Kysely, sql } from 'kysely'
import type { Schema } from '../platform/database/index.ts'

/**
 * Where nodes are.
 * @returns by node id, the names on the way from the root of the space, the node's own last; nodes that are gone, or
 *   in the trash, are missing
 */
export async function findPaths(
  executor: Kysely<Schema>,
  nodeIds: readonly number[],
): Promise<Map<number, string[]>> {
  const lineages = await findLineages(executor, nodeIds)
  return new Map([...lineages].map(([id, lineage]) => [id, lineage.slice(1).map(({ name }) => name)]))
}

/**
 * The folders that nodes are in.
 * @returns by node id, from the root of the space down, the node itself last; nodes that are gone are missing
 */
export async function findAncestors(
  executor: Kysely<Schema>,
  nodeIds: readonly number[],
): Promise<Map<number, readonly number[]>> {
  const lineages = await findLineages(executor, nodeIds)
  return new Map([...lineages].map(([nodeId, lineage]) => [nodeId, lineage.map(({ id }) => id)]))
}

/** The way from the root of a space down to a node: the root first, the node last. */
export type Lineage = readonly { readonly id: number; readonly name: string }[]

/** @returns by node id; nodes that are gone, or in the trash, are missing */
export async function findLineages(
  executor: Kysely<Schema>,
  nodeIds: readonly number[],
): Promise<Map<number, Lineage>> {
  if (nodeIds.length === 0) return new Map()
  const rows = await executor
    .withRecursive('up(node_id, id, parent_id, name, distance)', (db) =>
      db
        .selectFrom('nodes as n')
        .where('n.id', 'in', nodeIds)
        .where('n.trash_id', 'is', null)
        .select(['n.id as node_id', 'n.id', 'n.parent_id', 'n.name', sql<number>`0`.as('distance')])
        .unionAll(
          db
            .selectFrom('up')
            .innerJoin('nodes as n', 'n.id', 'up.parent_id')
            .select([
              'up.node_id',
              'n.id',
              'n.parent_id',
              'n.name',
              sql<number>`up.distance + 1`.as('distance'),
            ]),
        ),
    )
    .selectFrom('up')
    .select(['node_id', 'id', 'name'])
    .orderBy('distance', 'desc')
    .execute()
  const lineages = new Map<number, { id: number; name: string }[]>()
  for (const { node_id: nodeId, id, name } of rows) {
    const lineage = lineages.get(nodeId)
    if (lineage === undefined) lineages.set(nodeId, [{ id, name }])
    else lineage.push({ id, name })
  }
  return lineages
}
