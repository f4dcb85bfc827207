import { type ChangeOptions, type DavPath, type ResourceTree } from '@isthmus/webdav'
import { because } from '../platform/fault-reasons.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import type { TargetPlace } from './copy-across.ts'
import { listFolder } from './list-folder.ts'
import { makeFolder } from './make-folder.ts'
import { openMount } from './mount-points.ts'
import { type MoveSource, removeUnchanged } from './move-across.ts'
import type { MountNode, Node } from './node.ts'
import { type BehindMount, demandNode, demandRoom, locate, type NodePlace } from './place.ts'
import { readFile } from './read-file.ts'
import { removeNode } from './remove-node.ts'
import { statNode } from './stat-node.ts'
import { TreeRefusal } from './tree-refusal.ts'
import type { View } from './view.ts'
import { writeFile } from './write-file.ts'

/** A place in what somebody sees. */
export interface Spot {
  readonly view: View
  readonly path: DavPath
}

/** A place on the other side of a mount; `path` is empty at the mount itself. */
interface FarEnd {
  readonly own: false
  readonly mount: MountNode
  readonly path: DavPath
}

type SourceEnd = FarEnd | { readonly own: true; readonly node: Node }
type TargetEnd = FarEnd | { readonly own: true }

/**
 * Finds out where both ends of a copy or a move are.
 * @throws ResourceError `not-found`, `parent-missing`, `bad-path`, `forbidden`
 */
export async function findEnds(
  context: FilesContext,
  from: Spot,
  to: Spot,
): Promise<{ source: SourceEnd; target: TargetEnd }> {
  const { read } = context.database
  const source = demandNode(await locate(read, from.view, from.path))
  const target = demandRoom(await locate(read, to.view, to.path))
  return { source: endAt(source), target: target.kind === 'free' ? { own: true } : endAt(target) }
}

/**
 * A folder cannot go into itself, and replacing a folder that holds the source would remove the source first
 * (RFC 4918 9.8.5, 9.9.4).
 * @throws ResourceError `forbidden`
 */
export function refuseNested(from: DavPath, to: DavPath, depth: '0' | 'infinity'): void {
  // A folder copied without what is in it may go into itself.
  const intoItself = isWithin(to, from) && (depth === 'infinity' || to.length === from.length)
  if (intoItself || isWithin(from, to)) throw new TreeRefusal('forbidden', because('one-holds-other'))
}

/** Tokens of the locks that the client says it holds, as options have them. */
type Held = Pick<ChangeOptions, 'lockTokens'>

/** Where to read from. What is our own is read without the mounts in it. */
export async function sourceAt(
  context: FilesContext,
  { view, path: from }: Spot,
  end: SourceEnd,
  held: Held,
): Promise<MoveSource> {
  if (!end.own) {
    const { mount, path } = end
    const tree = await openMount(context, view, mount)
    return { tree, path, remove: removeUnchanged(await openToTheEnd(context, view, mount), path, held) }
  }
  const { tenant, actor } = view
  const only: View = { kind: 'subtree', tenant, actor, rootId: end.node.id, rights: allRights }
  return {
    tree: {
      // As a place in the whole, which may be removed, other than the root of a view.
      stat: (path, question) => statNode(context, view, [...from, ...path], question),
      list: (path) => listFolder(context, only, path),
      read: (path, options) => readFile(context, only, path, options),
    },
    path: [],
    // The entity tag of a folder changes with everything below it.
    async remove({ source }) {
      await removeNode(context, view, from, { preconditions: { ifMatch: [source.etag] }, ...held })
    },
  }
}

/** Where to write to. */
export async function targetAt(
  context: FilesContext,
  { view, path: to }: Spot,
  end: TargetEnd,
  held: Held,
): Promise<TargetPlace> {
  if (!end.own) {
    const { stat, write, makeFolder: make } = await openMount(context, view, end.mount)
    const { list, remove } = await openToTheEnd(context, view, end.mount)
    return { tree: holding({ stat, list, write, makeFolder: make, remove }, held), path: end.path }
  }
  const tree: TargetPlace['tree'] = {
    stat: (path) => statNode(context, view, path),
    list: (path) => listFolder(context, view, path),
    write: (path, body, options) => writeFile(context, view, path, body, options),
    makeFolder: (path, options) => makeFolder(context, view, path, options),
    // Only what a copy that failed has left is removed at a target.
    async remove(path, options) {
      await removeNode(context, view, path, options, 'nothing')
    },
  }
  return { tree: holding(tree, held), path: to }
}

/** The tree behind a mount for what has to be done although whoever asked for it has left. */
function openToTheEnd(context: FilesContext, view: View, mount: MountNode): Promise<ResourceTree> {
  if (view.kind !== 'personal') return openMount(context, view, mount)
  return openMount(context, { ...view, actor: { ...view.actor } }, mount)
}

/** The same tree for somebody who holds locks. */
function holding(tree: TargetPlace['tree'], held: Held): TargetPlace['tree'] {
  return {
    stat: (path) => tree.stat(path),
    list: (path) => tree.list(path),
    write: (path, body, options) => tree.write(path, body, { ...options, ...held }),
    makeFolder: (path, options) => tree.makeFolder(path, { ...options, ...held }),
    remove: (path, options) => tree.remove(path, { ...options, ...held }),
  }
}

function endAt(place: NodePlace | BehindMount): SourceEnd {
  if (place.kind === 'behind-mount') return { own: false, mount: place.mount, path: place.rest }
  const { node } = place
  return node.kind === 'mount' ? { own: false, mount: node, path: [] } : { own: true, node }
}

function isWithin(path: DavPath, folder: DavPath): boolean {
  return folder.length <= path.length && folder.every((name, position) => path[position] === name)
}
