import type { CopyOptions, DavPath, ResourceRights } from '@isthmus/webdav'
import { allocate, type Tx } from '../platform/database/index.ts'
import type { Change } from './change.ts'
import type { FilesContext } from './context.ts'
import { demandPreconditions, demandRights } from './demand.ts'
import { demandDepth } from './depth.ts'
import { passLocks } from './locks/pass-locks.ts'
import { around, closeChange, openChange } from './make-change.ts'
import { type FileNode, type FolderNode, resourceOf } from './node.ts'
import { demandOwnNode, locate } from './place.ts'
import { copyProperties } from './properties/property-repository.ts'
import { recordChange } from './record-change.ts'
import { copySubtree, measureSubtree, type SubtreeScope } from './subtree-repository.ts'
import { clearTarget, demandTarget, type TransferTarget, touchedAt } from './transfer-target.ts'
import { exchangeContent } from './versions/exchange-content.ts'
import { anchorOf, rightsIn, type View } from './view.ts'

/**
 * Copies within one space: a row for each node and no bytes, in a handful of statements however large the folder is.
 * Dead properties are copied along, versions and locks are not. Mounts inside of a folder are not copied along, since
 * a copy of theirs would be a copy of somebody else's files.
 *
 * A file that is copied over a file replaces its contents (RFC 4918 9.8.4 leaves the choice), so that the target
 * keeps its id and is still shared; every other target goes to the trash first.
 * @throws ResourceError `not-found`, `parent-missing`, `forbidden`, `bad-path`, `locked`, `precondition-failed`,
 *   `conflict`, `insufficient-storage`
 */
export async function copyNode(
  context: FilesContext,
  view: View,
  from: DavPath,
  to: DavPath,
  options: CopyOptions,
): Promise<{ created: boolean }> {
  return context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    const rights = await rightsIn(context, view, tx)
    demandRights(rights, 'read')
    const source = demandOwnNode(await locate(tx, view, from))
    const target = await demandTarget(tx, view, to, options.overwrite)
    const { node } = source
    const replaced = node.kind === 'file' && target.kind === 'node' && target.node.kind === 'file'
    demandRights(rights, replaced ? 'update' : 'create')
    const touched = replaced ? [{ nodeId: target.node.id }] : touchedAt(target)
    await passLocks(tx, view, change, options.lockTokens, touched)
    demandPreconditions(options.preconditions, resourceOf(node, source.name, rights))

    if (node.kind === 'file' && target.kind === 'node' && target.node.kind === 'file') {
      await overwriteFile(context, tx, view, change, node, target.node)
    } else {
      await copyTo(context, tx, view, change, { node, to, target, depth: options.depth, rights })
    }
    return { created: target.kind === 'free' }
  })
}

async function overwriteFile(
  context: FilesContext,
  tx: Tx,
  view: View,
  change: Change,
  source: FileNode,
  target: FileNode,
): Promise<void> {
  await exchangeContent(tx, change, target, source)
  await copyProperties(tx, source.id, target.id)
  await closeChange(context, tx, change, around(target, source.size - target.size))
  await recordChange(context, tx, view, 'updated', target)
}

interface CopyPlan {
  readonly node: FileNode | FolderNode
  readonly to: DavPath
  readonly target: TransferTarget
  readonly depth: '0' | 'infinity'
  readonly rights: ResourceRights
}

async function copyTo(
  context: FilesContext,
  tx: Tx,
  view: View,
  change: Change,
  { node, to, target, depth, rights }: CopyPlan,
): Promise<void> {
  const { parentId, freed } = await clearTarget(context, tx, view, change, target, rights)
  const scope: SubtreeScope = { mounts: 'left-out', ...(depth === '0' ? { maxDepth: 0 } : {}) }
  const { count, height } = await measureSubtree(tx, node.id, scope)
  await demandDepth(tx, view, to, parentId, height)
  const firstId = await allocate(tx, 'node', count)
  const { name } = target
  await copySubtree(tx, change, node.id, scope, { tenant: view.tenant, parentId, name, firstId, count })
  const copied = depth === '0' && node.kind === 'folder' ? 0 : node.size
  change.used += copied
  await closeChange(context, tx, change, new Map([[parentId, copied - freed]]))
  await recordChange(context, tx, view, 'copied', { id: firstId, kind: node.kind, name })
}
