import { type ChangeOptions, type CopyOptions, ResourceError, type TransferOptions } from '@isthmus/webdav'
import { because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { copyAcross } from './copy-across.ts'
import { copyNode } from './copy-node.ts'
import { describeMount, openMount } from './mount-points.ts'
import { moveAcross } from './move-across.ts'
import { moveNode } from './move-node.ts'
import type { Node } from './node.ts'
import { findMountsIn } from './subtree-repository.ts'
import { findEnds, refuseNested, type Spot, sourceAt, targetAt } from './transfer-ends.ts'
import { TreeRefusal } from './tree-refusal.ts'

/**
 * Copies within a view or from one to another: rows where both ends are ours in one view, a question to the other side
 * where both are behind the same mount, and byte by byte otherwise. A mount point as source stands for what it shows.
 * @throws ResourceError as `copyNode` and `copyAcross`
 */
export async function copy(
  context: FilesContext,
  from: Spot,
  to: Spot,
  options: CopyOptions,
): Promise<{ created: boolean }> {
  const within = from.view === to.view
  if (within) refuseNested(from.path, to.path, options.depth)
  const { source, target } = await findEnds(context, from, to)
  if (within && source.own && target.own) return copyNode(context, from.view, from.path, to.path, options)
  if (!source.own && !target.own && source.mount.id === target.mount.id) {
    const tree = await openMount(context, from.view, source.mount)
    return withTargetNamed(options, () => tree.copy(source.path, target.path, options))
  }
  const { created } = await copyAcross(
    await sourceAt(context, from, source, heldBy(options)),
    await targetAt(context, to, target, heldBy(options)),
    options,
  )
  return { created }
}

/**
 * Moves within a view or from one to another, in the same three ways. A mount point itself moves within the user's own
 * space only: there it is a name, anywhere else it would be somebody else's files.
 * @throws ResourceError as `moveNode` and `moveAcross`
 */
export async function move(
  context: FilesContext,
  from: Spot,
  to: Spot,
  options: TransferOptions,
): Promise<{ created: boolean; fileId?: string }> {
  const within = from.view === to.view
  if (within) refuseNested(from.path, to.path, 'infinity')
  const { source, target } = await findEnds(context, from, to)
  if (within && source.own && target.own) return moveNode(context, from.view, from.path, to.path, options)
  if (!source.own && source.path.length === 0) {
    if (within && target.own) {
      const point = await describeMount(context, source.mount)
      return moveNode(context, from.view, from.path, to.path, options, point)
    }
    throw new TreeRefusal('forbidden', because('received-not-moved'))
  }
  if (!source.own && !target.own && source.mount.id === target.mount.id) {
    const tree = await openMount(context, from.view, source.mount)
    return withTargetNamed(options, () => tree.move(source.path, target.path, options))
  }
  if (source.own) await refuseMountsIn(context, source.node)
  return moveAcross(
    await sourceAt(context, from, source, heldBy(options)),
    await targetAt(context, to, target, heldBy(options)),
    options,
  )
}

/** Where nothing else was asked, what another server's 412 means is known: there is something at the target. */
async function withTargetNamed<T>(
  { overwrite, preconditions }: TransferOptions,
  transfer: () => Promise<T>,
): Promise<T> {
  try {
    return await transfer()
  } catch (error) {
    const isTarget = !overwrite && Object.keys(preconditions).length === 0
    if (!(isTarget && error instanceof ResourceError && error.reason === 'precondition-failed')) throw error
    throw new TreeRefusal('target-exists', because('target-taken'), { cause: error })
  }
}

function heldBy({ lockTokens }: ChangeOptions): Pick<ChangeOptions, 'lockTokens'> {
  return lockTokens === undefined ? {} : { lockTokens }
}

/** Mounts are not copied, so moving the folder away would leave what was shared. */
async function refuseMountsIn(context: FilesContext, node: Node): Promise<void> {
  const mounts = node.kind === 'folder' ? await findMountsIn(context.database.read, node.id) : []
  if (mounts.length > 0) {
    throw new TreeRefusal('conflict', because('holds-received'))
  }
}
