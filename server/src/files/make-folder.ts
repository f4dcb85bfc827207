import { type ChangeOptions, type DavPath } from '@isthmus/webdav'
import { allocate, type Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { Change } from './change.ts'
import type { FilesContext } from './context.ts'
import { demandPreconditions, demandRights } from './demand.ts'
import { demandDepth } from './depth.ts'
import { passLocks } from './locks/pass-locks.ts'
import { around, closeChange, logPut, openChange } from './make-change.ts'
import { openMount } from './mount-points.ts'
import type { FolderNode } from './node.ts'
import { insertNode } from './node-repository.ts'
import { demandRoom, locate } from './place.ts'
import { recordChange } from './record-change.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

/**
 * Makes a folder.
 * @throws ResourceError `not-found`, `parent-missing`, `already-exists`, `forbidden`, `bad-path`, `locked`,
 *   `precondition-failed`; behind a mount what its tree refuses with
 */
export async function makeFolder(
  context: FilesContext,
  view: View,
  path: DavPath,
  options: ChangeOptions,
): Promise<{ fileId?: string } | void> {
  const place = await locate(context.database.read, view, path)
  if (place.kind === 'behind-mount') {
    return (await openMount(context, view, place.mount)).makeFolder(place.rest, options)
  }
  return context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    const rights = await rightsIn(context, view, tx)
    const room = demandRoom(await locate(tx, view, path))
    if (room.kind !== 'free') throw new TreeRefusal('already-exists', because('something-here'))
    demandRights(rights, 'create')
    await passLocks(tx, view, change, options.lockTokens, [{ nodeId: room.parent.id }])
    demandPreconditions(options.preconditions, undefined)
    await demandDepth(tx, view, path, room.parent.id, 0)
    const folder = await insertFolder(tx, change, room.parent, room.name)
    await closeChange(context, tx, change, around(folder))
    await recordChange(context, tx, view, 'created', folder)
    return { fileId: String(folder.id) }
  })
}

/** Writes the rows of a new, empty folder. The caller has seen that the name is free. */
export async function insertFolder(
  tx: Tx,
  change: Change,
  parent: FolderNode,
  name: string,
): Promise<FolderNode> {
  const id = await allocate(tx, 'node')
  const folder = {
    id,
    tenant: parent.tenant,
    spaceId: parent.spaceId,
    parentId: parent.id,
    name,
    kind: 'folder',
    size: 0,
    etagSeq: await logPut(tx, change, { id, kind: 'folder' }),
    createdAt: change.at,
    modifiedAt: change.at,
  } as const
  await insertNode(tx, folder)
  return folder
}
