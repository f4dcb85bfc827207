import { type DavPath, type ResourceRights } from '@isthmus/webdav'
import type { Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { Change } from './change.ts'
import type { FilesContext } from './context.ts'
import { changedMeanwhile, demandRights } from './demand.ts'
import { discardNode } from './discard-node.ts'
import { folderOf, type Touched } from './locks/pass-locks.ts'
import type { FileNode, FolderNode } from './node.ts'
import { demandRoom, type FreePlace, locate, type NodePlace } from './place.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { replaceFile } from './versions/replace-file.ts'
import type { View } from './view.ts'

/** Where a copy or a move goes. */
export type TransferTarget = (NodePlace & { readonly node: FileNode | FolderNode }) | FreePlace

/**
 * Looks up where a copy or a move goes.
 * @throws ResourceError `target-exists`, when there is something that may not be replaced
 */
export async function demandTarget(
  tx: Tx,
  view: View,
  to: DavPath,
  overwrite: boolean,
): Promise<TransferTarget> {
  const room = demandRoom(await locate(tx, view, to))
  if (room.kind === 'free') return room
  // RFC 4918 10.6: with `Overwrite: F` a target that exists fails the request.
  if (!overwrite) throw new TreeRefusal('target-exists', because('target-taken'))
  if (room.kind === 'behind-mount') throw changedMeanwhile()
  const { node } = room
  // Replacing it would leave what somebody shared.
  if (node.kind === 'mount') throw new TreeRefusal('forbidden', because('received-not-replaced'))
  return { ...room, node }
}

/** What is touched at the target: a new member of a folder, or what is replaced there. */
export function touchedAt(target: TransferTarget): Touched[] {
  if (target.kind === 'free') return [{ nodeId: target.parent.id }]
  return [{ nodeId: target.node.id, whole: true }, ...folderOf(target.node)]
}

/** The folder around the target, as one of those that `closeChange` is told of. */
export interface ClearedTarget {
  readonly parentId: number
  /** Bytes that the folder holds less. */
  readonly freed: number
}

/**
 * Takes away what is at the target, if anything. A file that another one moves onto becomes a version of that one:
 * editors write to a temporary name and rename. Everything else goes to the trash.
 * @param successor - the file that moves there, if it is one
 */
export async function clearTarget(
  context: FilesContext,
  tx: Tx,
  view: View,
  change: Change,
  target: TransferTarget,
  rights: ResourceRights,
  successor?: FileNode,
): Promise<ClearedTarget> {
  if (target.kind === 'free') return { parentId: target.parent.id, freed: 0 }
  const { node } = target
  const { parentId } = node
  if (parentId === undefined) throw new TreeRefusal('forbidden', because('root-stays'))
  demandRights(rights, 'delete')
  if (node.kind === 'file' && successor !== undefined) await replaceFile(context, tx, change, node, successor)
  else await discardNode(context, tx, view, change, node)
  return { parentId, freed: node.size }
}
