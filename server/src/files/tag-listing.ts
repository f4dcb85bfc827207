import type { DavPath, ResourceRights } from '@isthmus/webdav'
import type { FilesContext } from './context.ts'
import { etagOf, type FolderNode } from './node.ts'
import { locate } from './place.ts'
import { rightsIn, type View } from './view.ts'

/** The tag of the folder at a path; `undefined` where there is none that could be listed, or it lies behind a mount. */
export async function tagListing(
  context: FilesContext,
  view: View,
  path: DavPath,
): Promise<string | undefined> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const place = await locate(read, view, path)
  const isFolder = place.kind === 'node' && place.node.kind === 'folder' && rights.read
  return isFolder ? listingTagOf(place.node, rights) : undefined
}

/**
 * What stands for all that a listing shows of a folder in which there is no mount. Whatever happens in the folder, at
 * any depth, gives it a new entity tag; only the time of its last change can be set without that, by PROPPATCH.
 */
export function listingTagOf(folder: FolderNode, rights: ResourceRights): string {
  const { read, update, create, delete: remove, share } = rights
  return `${etagOf(folder)} ${folder.modifiedAt} ${[read, update, create, remove, share].map(Number).join('')}`
}
