import { type DavPath, isPathName, maxPathDepth } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { changedMeanwhile } from './demand.ts'
import type { FileNode, FolderNode, MountNode, Node } from './node.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { anchorOf, type View } from './view.ts'
import { type Reached, walk, walkAndList } from './walk-repository.ts'

/** What a path means in a view at one moment. */
export type Place =
  | NodePlace
  | FreePlace
  | BehindMount
  /** A name that a mount has which this view does not show. */
  | { readonly kind: 'covered' }
  /** There is no folder that this could be in. */
  | { readonly kind: 'no-parent' }
  /** The view begins at something that is gone. */
  | { readonly kind: 'no-root' }

export interface NodePlace {
  readonly kind: 'node'
  readonly node: Node
  /** As the view calls it: the empty string for its root. */
  readonly name: string
}

/** Nothing is there; something could be. */
export interface FreePlace {
  readonly kind: 'free'
  readonly parent: FolderNode
  readonly name: string
}

/** The path leads into a mount: what is there is known to the tree behind it. */
export interface BehindMount {
  readonly kind: 'behind-mount'
  readonly mount: MountNode
  /** The way on from the mount; never empty. */
  readonly rest: DavPath
}

/**
 * Looks up what a path means, with one statement.
 * @param path - in NFC
 */
export async function locate(executor: Kysely<Schema>, view: View, path: DavPath): Promise<Place> {
  // A path that is too long leads nowhere, and asking the database about it would be as long.
  if (path.length > maxPathDepth) return { kind: 'no-parent' }
  return placeOf(await walk(executor, anchorOf(view), askable(path)), view, path)
}

/** Looks up what a path means and what is directly in it, with one statement. */
export async function locateAndList(
  executor: Kysely<Schema>,
  view: View,
  path: DavPath,
): Promise<{ place: Place; children: Node[] }> {
  if (path.length > maxPathDepth) return { place: { kind: 'no-parent' }, children: [] }
  const { reached, children } = await walkAndList(executor, anchorOf(view), askable(path))
  return { place: placeOf(reached, view, path), children }
}

/** The path as far as the database can be asked about it: no name has a NUL. */
function askable(path: DavPath): DavPath {
  const end = path.findIndex((name) => name.includes('\0'))
  return end === -1 ? path : path.slice(0, end)
}

function placeOf(reached: Reached | undefined, view: View, path: DavPath): Place {
  // A mount by itself is no tree of ours.
  if (reached === undefined || (reached.depth === 0 && reached.node.kind === 'mount'))
    return { kind: 'no-root' }
  const { depth, node } = reached
  // Nothing of ours is below a mount: the way ends there.
  if (node.kind === 'mount') return placeAtMount(node, path.slice(depth), view)
  const name = path.at(-1) ?? ''
  if (depth === path.length) return { kind: 'node', node, name }
  if (depth === path.length - 1 && node.kind === 'folder') return { kind: 'free', parent: node, name }
  return { kind: 'no-parent' }
}

function placeAtMount(mount: MountNode, rest: DavPath, view: View): Place {
  if (view.kind !== 'personal') return { kind: rest.length === 0 ? 'covered' : 'no-parent' }
  if (rest.length === 0) return { kind: 'node', node: mount, name: mount.name }
  return { kind: 'behind-mount', mount, rest }
}

/** What is at a place. @throws ResourceError `not-found` */
export function demandNode(place: Place): NodePlace | BehindMount {
  if (place.kind === 'node' || place.kind === 'behind-mount') return place
  throw new TreeRefusal('not-found', because('nothing-here'))
}

/** The mount that a path leads to or into, and the way on from it. */
export function mountAt(place: Place): { readonly mount: MountNode; readonly rest: DavPath } | undefined {
  if (place.kind === 'behind-mount') return place
  return place.kind === 'node' && place.node.kind === 'mount' ? { mount: place.node, rest: [] } : undefined
}

/**
 * A file or folder of ours, where a moment ago there was one.
 * @throws ResourceError `not-found`, `conflict`
 */
export function demandOwnNode(place: Place): NodePlace & { readonly node: FileNode | FolderNode } {
  const found = demandNode(place)
  if (found.kind === 'behind-mount' || found.node.kind === 'mount') throw changedMeanwhile()
  return { ...found, node: found.node }
}

/**
 * The place of a change: something that is there, or room for something new.
 * @throws ResourceError `not-found` (the view has ended), `parent-missing`, `forbidden` (a name that may not be used),
 *   `bad-path` (not a name)
 */
export function demandRoom(place: Place): NodePlace | FreePlace | BehindMount {
  switch (place.kind) {
    case 'node':
    case 'behind-mount':
      return place
    case 'free':
      if (!isPathName(place.name)) {
        throw new TreeRefusal('bad-path', because('name-unusable'))
      }
      return place
    case 'covered':
      throw new TreeRefusal('forbidden', because('name-in-use'))
    case 'no-parent':
      throw new TreeRefusal('parent-missing', because('folder-missing'))
    case 'no-root':
      throw new TreeRefusal('not-found', because('gone-meanwhile'))
  }
}

/** Whether a place is where the view begins. */
export function isRoot(place: NodePlace): boolean {
  return place.name === ''
}
