import {
  type ChangeOptions,
  type CopyOptions,
  type DavPath,
  ResourceError,
  type TransferOptions,
} from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { copyAcross } from './copy-across.ts'
import { copyNode } from './copy-node.ts'
import { describeMount, openMount } from './mount-points.ts'
import { moveAcross } from './move-across.ts'
import { moveNode } from './move-node.ts'
import type { Node } from './node.ts'
import { findMountsIn } from './subtree-repository.ts'
import { findEnds, refuseNested, sourceAt, targetAt } from './transfer-ends.ts'
import type { View } from './view.ts'

/**
 * Copies within a view: rows where both ends are ours, a question to the other side where both are behind the same
 * mount, and byte by byte otherwise. A mount point as source stands for what it shows.
 * @throws ResourceError as `copyNode` and `copyAcross`
 */
export async function copy(
  context: FilesContext,
  view: View,
  from: DavPath,
  to: DavPath,
  options: CopyOptions,
): Promise<{ created: boolean }> {
  refuseNested(from, to, options.depth)
  const { source, target } = await findEnds(context, view, from, to)
  if (source.own && target.own) return copyNode(context, view, from, to, options)
  if (!source.own && !target.own && source.mount.id === target.mount.id) {
    return (await openMount(context, view, source.mount)).copy(source.path, target.path, options)
  }
  const { created } = await copyAcross(
    await sourceAt(context, view, source, from, heldBy(options)),
    await targetAt(context, view, target, to, heldBy(options)),
    options,
  )
  return { created }
}

/**
 * Moves within a view, in the same three ways. A mount point itself moves within the user's own space only: there it
 * is a name, anywhere else it would be somebody else's files.
 * @throws ResourceError as `moveNode` and `moveAcross`
 */
export async function move(
  context: FilesContext,
  view: View,
  from: DavPath,
  to: DavPath,
  options: TransferOptions,
): Promise<{ created: boolean; fileId?: string }> {
  refuseNested(from, to, 'infinity')
  const { source, target } = await findEnds(context, view, from, to)
  if (source.own && target.own) return moveNode(context, view, from, to, options)
  if (!source.own && source.path.length === 0) {
    if (target.own)
      return moveNode(context, view, from, to, options, await describeMount(context, source.mount))
    throw new ResourceError(
      'forbidden',
      'What was shared with you cannot be moved into another share; copy it.',
    )
  }
  if (!source.own && !target.own && source.mount.id === target.mount.id) {
    return (await openMount(context, view, source.mount)).move(source.path, target.path, options)
  }
  if (source.own) await refuseMountsIn(context, source.node)
  return moveAcross(
    await sourceAt(context, view, source, from, heldBy(options)),
    await targetAt(context, view, target, to, heldBy(options)),
    options,
  )
}

function heldBy({ lockTokens }: ChangeOptions): Pick<ChangeOptions, 'lockTokens'> {
  return lockTokens === undefined ? {} : { lockTokens }
}

/** Mounts are not copied, so moving the folder away would leave what was shared. */
async function refuseMountsIn(context: FilesContext, node: Node): Promise<void> {
  const mounts = node.kind === 'folder' ? await findMountsIn(context.database.read, node.id) : []
  if (mounts.length > 0) {
    throw new ResourceError(
      'conflict',
      'The folder holds something that was shared with you. Move that out first.',
    )
  }
}
