import type { UserActor } from '../../platform/actor.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { listFolder } from '../list-folder.ts'
import { foldName, nfc } from '../node-name.ts'
import { entryOf } from './entry.ts'
import { type EntryOrder, sortEntries } from './entry-order.ts'
import type { FolderPage } from './folder-page.ts'
import { recallPage } from './recall-page.ts'

/** Which part of a folder, and in what order. */
export interface PageOrder extends EntryOrder {
  /** At most 1,000. */
  readonly limit: number
  /** How many entries come before the page. */
  readonly offset?: number
  /** Only those whose names contain this, without regard to case. */
  readonly filter?: string
}

const longestPage = 1000

/**
 * A part of what is in a folder, sorted for people. What lies behind a mount is looked up there.
 * @throws ResourceError `not-found`, `not-a-folder`, `forbidden`; behind a mount what its tree refuses with
 */
export async function browseFolder(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
  { limit, offset = 0, filter = '', ...order }: PageOrder,
): Promise<FolderPage> {
  const place = nfc(path)
  const view = viewOf(actor, spaceId)
  const end = offset + Math.max(1, Math.min(limit, longestPage))
  const wanted = foldName(filter)
  const question = JSON.stringify([order.sort, order.descending, wanted])
  const remembered = await recallPage(context, view, place, question, { offset, end })
  if (remembered !== undefined) return remembered

  const { folder, children, tag } = await listFolder(context, view, place)
  const found = (await Array.fromAsync(children))
    .filter(({ name }) => wanted === '' || foldName(name).includes(wanted))
    .map((child) => entryOf(child, [...place, child.name]))
  const sorted = sortEntries(found, order)
  if (tag !== undefined) {
    context.orders.remember(
      `${tag} ${question}`,
      sorted.map(({ id }) => Number(id)),
    )
  }
  return {
    folder: entryOf(folder, place),
    entries: sorted.slice(offset, end),
    total: found.length,
    ...(end < found.length ? { next: end } : {}),
  }
}
