import { type DavPath } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { demandDepth } from '../depth.ts'
import { viewOf } from '../file-place.ts'
import { freeName } from '../free-name.ts'
import { findPaths } from '../lineage-repository.ts'
import { passLocks } from '../locks/pass-locks.ts'
import { closeChange, logMoved, openChange } from '../make-change.ts'
import type { FolderNode } from '../node.ts'
import { findNode, relocateNode } from '../node-repository.ts'
import { recordChange } from '../record-change.ts'
import { measureSubtree } from '../subtree-repository.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { anchorOf, rightsIn, type View } from '../view.ts'
import { walk } from '../walk-repository.ts'
import { deleteTrashed, findTrashedItem, type Trashed, takeIntoUse } from './trash-repository.ts'

/**
 * Takes something out of the trash: back into the folder that it was in, wherever that is now, or else as far along
 * its former path as there still are folders. A name that is taken meanwhile gets a number. Ids and versions are what
 * they were; shares do not come back, since who had them was told that they are over.
 * @param spaceId - of a team; the user's own space when absent
 * @param itemId - of something that was removed by itself
 * @returns where it is
 * @throws ResourceError `not-found`, `forbidden`, `locked`
 * @throws IsthmusError `trash-item-not-found`
 */
export async function restoreNode(
  context: FilesContext,
  actor: UserActor,
  spaceId: number | undefined,
  itemId: number,
): Promise<DavPath> {
  const view = viewOf(actor, spaceId)
  const path = await context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    demandRights(await rightsIn(context, view, tx), 'create')
    const item = await findTrashedItem(tx, change.spaceId, itemId)
    if (item === undefined) throw fault('trash-item-not-found')
    const folder = await folderFor(tx, view, item)
    await passLocks(tx, view, change, undefined, [{ nodeId: folder.id }])

    const { height } = await measureSubtree(tx, item.nodeId, { mounts: 'included' })
    const folderPath = (await findPaths(tx, [folder.id])).get(folder.id) ?? []
    const name = await freeName(tx, folder.id, item.name)
    await demandDepth(tx, view, [...folderPath, name], folder.id, height)
    await takeIntoUse(tx, item.nodeId)
    await relocateNode(tx, item.nodeId, folder.id, name)
    await deleteTrashed(tx, item.nodeId)
    await logMoved(tx, change, { id: item.nodeId, kind: item.kind })
    await closeChange(context, tx, change, new Map([[folder.id, item.size]]))
    crashPoint('before-restoring')
    await recordChange(context, tx, view, 'restored', { id: item.nodeId, kind: item.kind, name })
    return [...folderPath, name]
  })
  crashPoint('after-restoring')
  return path
}

async function folderFor(tx: Tx, view: View, item: Trashed): Promise<FolderNode> {
  const former = await findNode(tx, view.tenant, item.parentId)
  if (former?.kind === 'folder') return former
  const end = (await walk(tx, anchorOf(view), item.folder))?.node
  if (end?.kind === 'folder') return end
  // Something else has the name of a folder by now.
  const nearest = end?.parentId === undefined ? undefined : await findNode(tx, view.tenant, end.parentId)
  if (nearest?.kind !== 'folder') throw new TreeRefusal('not-found', because('no-such-space'))
  return nearest
}
