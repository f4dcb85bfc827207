import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { agentOf } from './agent.ts'
import type { Change } from './change.ts'
import type { FilesContext } from './context.ts'
import { logGone } from './make-change.ts'
import type { Node } from './node.ts'
import { deleteMountNodes } from './node-repository.ts'
import { findMountsIn, takeOutOfUse } from './subtree-repository.ts'
import { insertTrashed } from './trash/trash-repository.ts'
import { TreeRefusal } from './tree-refusal.ts'
import type { View } from './view.ts'

/**
 * Takes a node away with everything below it, as a part of a change: to the trash of the space. Mounts are left for
 * good, since what was shared cannot be kept.
 * @throws ResourceError `forbidden`, when it holds mounts that the view does not show: whoever sees only a part
 *   cannot decide over them
 */
export async function discardNode(
  context: FilesContext,
  tx: Tx,
  view: View,
  change: Change,
  node: Node,
): Promise<void> {
  const mounts = node.kind === 'file' ? [] : await findMountsIn(tx, node.id)
  if (mounts.length > 0 && view.kind !== 'personal') {
    throw new TreeRefusal('forbidden', because('holds-others'))
  }
  for (const mount of mounts) await context.mounts().removed(tx, mount, view.actor)
  const path = await logGone(tx, change, node)
  await deleteMountNodes(tx, mounts)
  const kept = node.kind === 'mount' ? [] : await trashNode(tx, view, change, node, path.slice(0, -1))
  crashPoint('before-trashing')
  await context.events.raise(tx, 'node.deleted', { tenant: node.tenant, nodeIds: [...mounts, ...kept] })
}

/** @param folder - names on the way from the root of the space to the folder that it is in */
async function trashNode(
  tx: Tx,
  view: View,
  change: Change,
  node: Node,
  folder: readonly string[],
): Promise<number[]> {
  if (node.parentId === undefined) throw new Error(`Node ${node.id} is the root of a space`)
  const nodeIds = await takeOutOfUse(tx, node.id)
  await insertTrashed(tx, {
    nodeId: node.id,
    spaceId: change.spaceId,
    parentId: node.parentId,
    folder,
    deletedBy: agentOf(view.actor),
    deletedAt: change.at,
  })
  return nodeIds
}
