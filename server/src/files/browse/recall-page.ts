import type { DavPath } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { resourceOf } from '../node.ts'
import { findNodes } from '../node-repository.ts'
import { locate } from '../place.ts'
import { listingTagOf } from '../tag-listing.ts'
import { rightsIn, type View } from '../view.ts'
import { entryOf } from './entry.ts'
import type { FolderPage } from './folder-page.ts'

/**
 * A part of a folder of which the order is remembered.
 * @param question - what the order depends on besides the folder
 * @returns `undefined` when it is not, or the folder has changed since
 */
export async function recallPage(
  context: FilesContext,
  view: View,
  path: DavPath,
  question: string,
  { offset, end }: { readonly offset: number; readonly end: number },
): Promise<FolderPage | undefined> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const found = await locate(read, view, path)
  if (found.kind !== 'node' || found.node.kind !== 'folder' || !rights.read) return undefined
  const { node: folder, name } = found
  const order = context.orders.recall(`${listingTagOf(folder, rights)} ${question}`)
  if (order === undefined) return undefined

  const ids = [...order.subarray(offset, end)]
  const nodes = new Map((await findNodes(read, ids)).map((node) => [node.id, node]))
  const entries = ids.flatMap((id) => {
    const node = nodes.get(id)
    // One that went away a moment ago.
    if (node === undefined || node.kind === 'mount' || node.parentId !== folder.id) return []
    return [entryOf(resourceOf(node, node.name, rights), [...path, node.name])]
  })
  return {
    folder: entryOf(resourceOf(folder, name, rights), path),
    entries,
    total: order.length,
    ...(end < order.length ? { next: end } : {}),
  }
}
