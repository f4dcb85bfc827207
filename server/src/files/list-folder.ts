import type { DavPath, FolderListing, Resource, ResourceQuestion, ResourceRights } from '@isthmus/webdav'
import { because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { demandRights } from './demand.ts'
import { findExtraFacts, findStateFor } from './extra-facts.ts'
import { describeMounts, openMount, seenFromOutside } from './mount-points.ts'
import {
  atMountPoint,
  type ExtraFacts,
  type FileNode,
  type FolderNode,
  type MountNode,
  type Node,
  resourceOf,
} from './node.ts'
import { demandNode, locateAndList } from './place.ts'
import { listingTagOf } from './tag-listing.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { rightsIn, type View } from './view.ts'

/**
 * A folder and what is directly in it, as it was at one moment: one statement however large it is, a few more for what
 * is asked besides, and one question about all mounts in it.
 * @throws ResourceError `not-found`, `not-a-folder`, `forbidden`; behind a mount what its tree refuses with
 */
export async function listFolder(
  context: FilesContext,
  view: View,
  path: DavPath,
  question?: ResourceQuestion,
): Promise<FolderListing> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const state = await findStateFor(read, view, question)
  const { place: found, children } = await locateAndList(read, view, path)
  const place = demandNode(found)
  if (place.kind === 'behind-mount') {
    const listing = await (await openMount(context, view, place.mount)).list(place.rest, question)
    return listingFromOutside(listing, path.slice(0, path.length - place.rest.length), question)
  }
  const { node } = place
  if (node.kind === 'mount') {
    const listing = await (await openMount(context, view, node)).list([], question)
    const outside = listingFromOutside(listing, path, question)
    return { ...outside, folder: atMountPoint(node, outside.folder) }
  }
  demandRights(rights, 'read')
  if (node.kind === 'file') throw new TreeRefusal('not-a-folder', because('is-a-file'))

  const extraOf = await findExtraFacts(context, read, view, { folder: node }, question, state)
  const mounts = children.filter((child): child is MountNode => child.kind === 'mount')
  const points =
    view.kind === 'personal' ? await describeMounts(context, mounts) : new Map<number, Resource>()
  return {
    folder: resourceOf(node, place.name, rights, extraOf(node)),
    children: resourcesOf(children, rights, extraOf, points),
    tag: mounts.length === 0 ? listingTagOf(node, rights) : undefined,
  }
}

function listingFromOutside(
  listing: FolderListing,
  mountPath: DavPath,
  question: ResourceQuestion | undefined,
): FolderListing {
  if (question?.locks !== true) return listing
  const children = async function* () {
    for await (const child of listing.children) yield seenFromOutside(child, mountPath)
  }
  return { folder: seenFromOutside(listing.folder, mountPath), children: children() }
}

function* resourcesOf(
  children: readonly Node[],
  rights: ResourceRights,
  extraOf: (node: FileNode | FolderNode) => ExtraFacts,
  points: ReadonlyMap<number, Resource>,
): Generator<Resource> {
  for (const child of children) {
    const resource =
      child.kind === 'mount' ? points.get(child.id) : resourceOf(child, child.name, rights, extraOf(child))
    if (resource !== undefined) yield resource
  }
}
