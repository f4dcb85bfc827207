import type { Kysely } from 'kysely'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'

/** Marks nodes that were taken out of use: they and what went with them are deleted bit by bit. */
export async function insertDoomed(tx: Tx, nodeIds: readonly number[], at: number): Promise<void> {
  for (const batch of batchesOf(nodeIds)) {
    const rows = batch.map((nodeId) => ({ node_id: nodeId, doomed_at: at }))
    await tx.insertInto('doomed_nodes').values(rows).execute()
  }
}

/** One of the nodes that were marked. */
export async function findDoomed(executor: Kysely<Schema>): Promise<number | undefined> {
  const row = await executor
    .selectFrom('doomed_nodes')
    .select('node_id')
    .orderBy('node_id')
    .limit(1)
    .executeTakeFirst()
  return row?.node_id
}

export async function deleteDoomed(tx: Tx, nodeId: number): Promise<void> {
  await tx.deleteFrom('doomed_nodes').where('node_id', '=', nodeId).execute()
}

/** Some of the nodes that went with a node, the node included, in which nothing is. */
export async function findLeaves(executor: Kysely<Schema>, nodeId: number, limit: number): Promise<number[]> {
  const rows = await executor
    .selectFrom('nodes as n')
    .where('n.trash_id', '=', nodeId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('nodes as child').whereRef('child.parent_id', '=', 'n.id').select('child.id'),
        ),
      ),
    )
    .select('n.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Deletes nodes in which nothing is, with all that is kept about them.
 * @param nodeIds - at most as many as one statement takes
 * @returns what they and their versions held: it may have become unused, see `buryContents`
 */
export async function deleteNodes(tx: Tx, nodeIds: readonly number[]): Promise<number[]> {
  const versions = await tx
    .deleteFrom('versions')
    .where('node_id', 'in', nodeIds)
    .returning('content_id')
    .execute()
  await tx.deleteFrom('node_properties').where('node_id', 'in', nodeIds).execute()
  await tx.deleteFrom('locks').where('node_id', 'in', nodeIds).execute()
  const nodes = await tx.deleteFrom('nodes').where('id', 'in', nodeIds).returning('content_id').execute()
  return [...versions, ...nodes].flatMap(({ content_id }) => content_id ?? [])
}
