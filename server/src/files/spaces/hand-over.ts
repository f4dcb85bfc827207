import { maxPathDepth } from '@isthmus/webdav'
import type { UserId } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Change } from '../change.ts'
import { findSpaceState, holdSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { freeName } from '../free-name.ts'
import { closeChange, logMoved, openChange } from '../make-change.ts'
import { usableName } from '../node-name.ts'
import { relocateNode } from '../node-repository.ts'
import { measureSubtree, moveToSpace } from '../subtree-repository.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { walk } from '../walk-repository.ts'
import { emptySpaceTrash } from './doom-space.ts'
import type { Space } from './space.ts'
import { forgetSpace, moveVersions } from './space-end-repository.ts'

/**
 * Turns the space of somebody who leaves into a folder of somebody else's: its root becomes that folder, so that
 * every node keeps its id, its versions and its properties. No quota stands in the way. The trash is not handed over.
 * @param order - `name`: of the folder; one that is taken gets a number
 * @returns the name of the folder
 * @throws ResourceError `forbidden`, when the files would lie too deep
 */
export async function handOver(
  context: FilesContext,
  tx: Tx,
  space: Space,
  order: { readonly name: string; readonly heir: UserId },
): Promise<string> {
  const { id: spaceId, tenant, rootId } = space
  const at = context.clock.now()
  await holdSpace(tx, { tenant, spaceId })
  await emptySpaceTrash(tx, spaceId, at)
  const { height } = await measureSubtree(tx, rootId, { mounts: 'included' })
  if (1 + height > maxPathDepth) {
    throw new TreeRefusal('forbidden', because('nested-too-deeply'))
  }

  const heirs = { tenant, personalSpaceOf: order.heir }
  const change = await openUnlimited(tx, heirs, at)
  // Entity tags of what comes have numbers of its old space; those of the new one go on above them.
  const last = (await findSpaceState(tx, { tenant, spaceId }))?.seq ?? 0
  change.next = Math.max(change.next, last + 1)
  const target = (await walk(tx, heirs, []))?.node
  const root = (await walk(tx, { tenant, spaceId }, []))?.node
  if (target === undefined || root === undefined)
    throw new Error(`Space ${spaceId} or its heir's has no root`)
  const name = await freeName(tx, target.id, usableName(order.name, 'Files'))
  const nodeIds = await moveToSpace(tx, rootId, change.spaceId)
  await relocateNode(tx, rootId, target.id, name)
  const versions = await moveVersions(tx, spaceId, change.spaceId)
  await forgetSpace(tx, spaceId)
  await logMoved(tx, change, root)
  change.used += root.size + versions
  change.versionsUsed += versions
  await closeChange(context, tx, change, new Map([[target.id, root.size]]))
  await context.events.raise(tx, 'node.deleted', { tenant, nodeIds })
  return name
}

async function openUnlimited(
  tx: Tx,
  space: { readonly tenant: Space['tenant']; readonly personalSpaceOf: UserId },
  at: number,
): Promise<Change> {
  const change = await openChange(tx, space, at)
  const { used, versionsUsed } = change.before
  return { ...change, before: { used, versionsUsed } }
}
