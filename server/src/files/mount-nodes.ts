/**
 * What the room of the mounts does to the tree, in its own transactions: the place of a mount appears, shows a
 * change, and goes away. Locks and quotas do not stand in its way.
 */
import type { DavPath } from '@isthmus/webdav'
import { tellSpaceChange } from '../activity/index.ts'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import { allocate, type Tx } from '../platform/database/index.ts'
import { type Change, numberAt } from './change.ts'
import { touchMountNodes } from './change-repository.ts'
import type { FilesContext } from './context.ts'
import { freeName } from './free-name.ts'
import { around, closeChange, logGone, logPut, openChange } from './make-change.ts'
import { insertFolder } from './make-folder.ts'
import type { FolderNode } from './node.ts'
import { nfc, numberedName, usableName } from './node-name.ts'
import { deleteMountNodes, findMountNodes, insertNode } from './node-repository.ts'
import { walk } from './walk-repository.ts'

/** Where a mount shall appear. */
export interface NewMount {
  readonly tenant: TenantId
  readonly userId: UserId
  /** Made when it is missing, with everything above it. */
  readonly folder: DavPath
  /** As the other side calls it: what cannot be in a name is replaced, and what is taken gets a number. */
  readonly name: string
}

/** Makes the place of a mount. @returns the id of its node */
export async function addMount(context: FilesContext, tx: Tx, mount: NewMount): Promise<number> {
  const { tenant, userId } = mount
  const space = { tenant, personalSpaceOf: userId }
  const change = await openChange(tx, space, context.clock.now())
  const root = (await walk(tx, space, []))?.node
  if (root?.kind !== 'folder') throw new Error(`Space ${change.spaceId} has no root`)
  let folder = root
  for (const name of nfc(mount.folder)) folder = await demandFolder(tx, change, folder, name)
  const name = await freeName(tx, folder.id, usableName(mount.name, 'Share'))
  const id = await allocate(tx, 'node')
  const etagSeq = await logPut(tx, change, { id, kind: 'mount' })
  await insertNode(tx, {
    id,
    tenant,
    spaceId: change.spaceId,
    parentId: folder.id,
    name,
    kind: 'mount',
    size: 0,
    etagSeq,
    createdAt: change.at,
    modifiedAt: change.at,
  })
  await closeChange(context, tx, change, new Map([[folder.id, 0]]))
  return id
}

/** Removes the place of a mount that has ended; nothing happens when it is not there any more. */
export async function removeMount(context: FilesContext, tx: Tx, nodeId: number): Promise<void> {
  const [node] = await findMountNodes(tx, [nodeId])
  if (node === undefined) return
  const { tenant } = node
  const change = await openChange(tx, { tenant, nodeId }, context.clock.now())
  await logGone(tx, change, node)
  await deleteMountNodes(tx, [nodeId])
  await closeChange(context, tx, change, around(node))
  await context.events.raise(tx, 'node.deleted', { tenant, nodeIds: [nodeId] })
}

/**
 * Something has changed behind mounts: they and every folder around them get new entity tags, so that clients look.
 * Nothing happens to those that are not there any more. It takes as many statements for a thousand as for one, but for
 * several in one space. Of the changes of these folders nobody is told: what a mount shows is nobody else's.
 */
export async function touchMounts(
  { clock }: Pick<FilesContext, 'clock'>,
  tx: Tx,
  nodeIds: readonly number[],
): Promise<void> {
  const at = clock.now()
  let waiting = await findMountNodes(tx, nodeIds)
  while (waiting.length > 0) {
    const round = new Map(waiting.map((mount) => [mount.spaceId, mount]))
    for (const mounts of batchesOf([...round.values()])) {
      await touchMountNodes(tx, mounts, { at, least: numberAt(at) })
    }
    for (const { id, spaceId } of round.values()) tellSpaceChange(tx, spaceId, [id])
    waiting = waiting.filter((mount) => round.get(mount.spaceId) !== mount)
  }
}

/** The folder of this name, made when it is missing; where the name belongs to something else, it gets a number. */
async function demandFolder(tx: Tx, change: Change, parent: FolderNode, name: string): Promise<FolderNode> {
  const wanted = usableName(name, 'Folder')
  for (let number = 1; ; number += 1) {
    const candidate = numberedName(wanted, number)
    const reached = await walk(tx, { tenant: parent.tenant, nodeId: parent.id }, [candidate])
    if (reached?.depth !== 1) return insertFolder(tx, change, parent, candidate)
    if (reached.node.kind === 'folder') return reached.node
  }
}
