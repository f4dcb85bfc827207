import type { ChangedResource, Resource } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { describeMounts } from '../mount-points.ts'
import type { FileNode, FolderNode, MountNode } from '../node.ts'
import type { ChangedNode } from './gathering.ts'

/**
 * Shows nodes that have changed, with one question for all mounts among them.
 * @param show - shows a node of ours
 */
export async function describeChanged(
  context: FilesContext,
  changed: readonly ChangedNode[],
  show: (node: FileNode | FolderNode) => Resource,
): Promise<ChangedResource[]> {
  const mounts = changed.map(({ node }) => node).filter((node): node is MountNode => node.kind === 'mount')
  const points = await describeMounts(context, mounts)
  return changed.flatMap(({ node, path }): ChangedResource[] => {
    if (node.kind !== 'mount') return [{ path, resource: show(node) }]
    const point = points.get(node.id)
    // One that was removed a moment ago.
    return point === undefined ? [] : [{ path, resource: point, untraversed: point.kind === 'folder' }]
  })
}
