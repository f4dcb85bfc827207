import { type DavPath, maxPathDepth } from '@isthmus/webdav'
import type { Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { findPaths } from './lineage-repository.ts'
import { TreeRefusal } from './tree-refusal.ts'
import type { View } from './view.ts'

/**
 * Keeps everything within reach: deeper places have no address.
 * @param path - of the new node in the view
 * @param parentId - its folder
 * @param height - levels that it brings along below itself
 * @throws ResourceError `forbidden`
 */
export async function demandDepth(
  tx: Tx,
  view: View,
  path: DavPath,
  parentId: number,
  height: number,
): Promise<void> {
  // A path in a subtree does not tell how deep the subtree itself lies.
  const depth =
    view.kind !== 'subtree' ? path.length : ((await findPaths(tx, [parentId])).get(parentId)?.length ?? 0) + 1
  if (depth + height > maxPathDepth) {
    throw new TreeRefusal('forbidden', because('too-deep', { most: maxPathDepth }))
  }
}
