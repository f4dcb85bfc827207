import type { Resource } from '@isthmus/webdav'
import { batchesOf } from '../platform/database/batches.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import { resourceOf } from './node.ts'
import { findNodes } from './node-repository.ts'

/**
 * Files and folders as their owner sees them, for rooms that show them elsewhere.
 * @returns by node id; those that are gone are missing
 */
export async function describeNodes(
  { database }: Pick<FilesContext, 'database'>,
  nodeIds: readonly number[],
): Promise<Map<number, Resource>> {
  const resources = new Map<number, Resource>()
  for (const ids of batchesOf(nodeIds)) {
    for (const node of await findNodes(database.read, ids)) {
      if (node.kind !== 'mount') resources.set(node.id, resourceOf(node, node.name, allRights))
    }
  }
  return resources
}
