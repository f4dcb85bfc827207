import { type DavPath, type Resource, type TransferOptions } from '@isthmus/webdav'
import { because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { changedMeanwhile, demandPreconditions, demandRights } from './demand.ts'
import { demandDepth } from './depth.ts'
import { folderOf, passLocks } from './locks/pass-locks.ts'
import { around, closeChange, logGone, logMoved, openChange } from './make-change.ts'
import { resourceOf } from './node.ts'
import { relocateNode } from './node-repository.ts'
import { demandNode, isRoot, locate } from './place.ts'
import { recordChange } from './record-change.ts'
import { measureSubtree } from './subtree-repository.ts'
import { clearTarget, demandTarget, touchedAt } from './transfer-target.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

/**
 * Moves or renames within one space: one row, whatever is below it. Mounts move like everything else: only their
 * place here changes. The node keeps its id, its properties, its shares and, when it is a file, its entity tag; locks
 * stay behind (RFC 4918 7.6).
 *
 * What is at the target is replaced in the same transaction (RFC 4918 9.9.3).
 * @param point - what is known of a mount point that moves; conditions are about that
 * @throws ResourceError `not-found`, `parent-missing`, `forbidden`, `bad-path`, `locked`, `precondition-failed`,
 *   `conflict`
 */
export async function moveNode(
  context: FilesContext,
  view: View,
  from: DavPath,
  to: DavPath,
  options: TransferOptions,
  point?: Resource,
): Promise<{ created: boolean; fileId: string }> {
  return context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    const rights = await rightsIn(context, view, tx)
    const source = demandNode(await locate(tx, view, from))
    if (source.kind === 'behind-mount') throw changedMeanwhile()
    const { node } = source
    if (isRoot(source)) throw new TreeRefusal('forbidden', because('root-stays'))
    const target = await demandTarget(tx, view, to, options.overwrite)
    demandRights(rights, 'delete', 'create')
    await passLocks(tx, view, change, options.lockTokens, [
      { nodeId: node.id, whole: true },
      ...folderOf(node),
      ...touchedAt(target),
    ])
    const current = node.kind === 'mount' ? point : resourceOf(node, source.name, rights)
    demandPreconditions(options.preconditions, current)

    const before = await logGone(tx, change, node)
    const successor = node.kind === 'file' ? node : undefined
    const { parentId, freed } = await clearTarget(context, tx, view, change, target, rights, successor)
    const height =
      node.kind === 'folder' && to.length > from.length
        ? (await measureSubtree(tx, node.id, { mounts: 'included' })).height
        : 0
    await demandDepth(tx, view, to, parentId, height)
    await relocateNode(tx, node.id, parentId, target.name)
    await logMoved(tx, change, node)
    const folders = around(node, -node.size)
    folders.set(parentId, (folders.get(parentId) ?? 0) + node.size - freed)
    await closeChange(context, tx, change, folders)
    await recordChange(
      context,
      tx,
      view,
      'moved',
      { ...node, name: target.name },
      { from: `/${before.join('/')}`, renamed: parentId === node.parentId },
    )
    return { created: target.kind === 'free', fileId: String(node.id) }
  })
}
