import { crashPoint } from '../../platform/crash-points.ts'
import type { Tx } from '../../platform/database/index.ts'
import { buryContents } from '../content-repository.ts'
import type { FilesContext } from '../context.ts'
import { deleteDoomed, deleteNodes, findDoomed, findLeaves } from './purge-repository.ts'

/** Others write in between. */
const batchSize = 500

/**
 * Deletes the rows of everything that was deleted for good, batch by batch from the leaves up. It may be interrupted
 * anywhere and run at any time: nobody reaches these rows, and no space is charged for them.
 * @returns how many nodes are gone
 */
export async function purge(context: FilesContext): Promise<number> {
  let purged = 0
  for (;;) {
    const nodeId = await findDoomed(context.database.read)
    if (nodeId === undefined) return purged
    purged += await context.database.write((tx) => purgeSome(tx, nodeId, context.clock.now()))
    crashPoint('between-purges')
  }
}

async function purgeSome(tx: Tx, nodeId: number, at: number): Promise<number> {
  const leaves = await findLeaves(tx, nodeId, batchSize)
  if (leaves.length > 0) await buryContents(tx, await deleteNodes(tx, leaves), at)
  if (leaves.length < batchSize && (await findLeaves(tx, nodeId, 1)).length === 0)
    await deleteDoomed(tx, nodeId)
  return leaves.length
}
