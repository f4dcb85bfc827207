import { type ChangeOptions, type DavPath, type ResourceRights } from '@isthmus/webdav'
import { crashPoint } from '../platform/crash-points.ts'
import { because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { changedMeanwhile, demandPreconditions, demandRights } from './demand.ts'
import { discardNode } from './discard-node.ts'
import { folderOf, passLocks } from './locks/pass-locks.ts'
import { around, closeChange, openChange } from './make-change.ts'
import { describeMount, openMount } from './mount-points.ts'
import { resourceOf } from './node.ts'
import { demandNode, isRoot, locate, type NodePlace, type Place } from './place.ts'
import { recordChange } from './record-change.ts'
import { deleteItem } from './trash/delete-trashed.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

/**
 * Removes a file, or a folder with everything in it, at once and as a whole: to the trash of its space. Removing a
 * mount point leaves what was mounted, and asks nobody.
 * @param fate - `nothing` for what is not worth keeping, such as half of a copy
 * @returns the item of the trash that it is now, if it is one
 * @throws ResourceError `not-found`, `forbidden`, `locked`, `precondition-failed`; behind a mount what its tree
 *   refuses with
 */
export async function removeNode(
  context: FilesContext,
  view: View,
  path: DavPath,
  options: ChangeOptions,
  fate: 'trash' | 'nothing' = 'trash',
): Promise<{ readonly trashed?: number }> {
  const place = await locate(context.database.read, view, path)
  if (place.kind === 'behind-mount') {
    await (await openMount(context, view, place.mount)).remove(place.rest, options)
    return {}
  }
  const point =
    place.kind === 'node' && place.node.kind === 'mount'
      ? await describeMount(context, place.node)
      : undefined

  const removed = await context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    const rights = await rightsIn(context, view, tx)
    const { node, name } = demandRemovable(await locate(tx, view, path), rights)
    await passLocks(tx, view, change, options.lockTokens, [
      { nodeId: node.id, whole: true },
      ...folderOf(node),
    ])
    demandPreconditions(options.preconditions, node.kind === 'mount' ? point : resourceOf(node, name, rights))
    await discardNode(context, tx, view, change, node)
    if (fate === 'nothing' && node.kind !== 'mount') {
      await deleteItem(context, tx, view.actor, { ...node, nodeId: node.id, kind: node.kind })
    }
    await closeChange(context, tx, change, around(node, -node.size))
    await recordChange(context, tx, view, 'removed', node)
    return fate === 'nothing' || node.kind === 'mount' ? {} : { trashed: node.id }
  })
  crashPoint('after-trashing')
  return removed
}

function demandRemovable(found: Place, rights: ResourceRights): NodePlace {
  const place = demandNode(found)
  if (place.kind === 'behind-mount') throw changedMeanwhile()
  if (isRoot(place)) throw new TreeRefusal('forbidden', because('root-stays'))
  demandRights(rights, 'delete')
  return place
}
