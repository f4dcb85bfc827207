import type { Resource, ResourceRights } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { findPaths } from '../lineage-repository.ts'
import { describeMounts } from '../mount-points.ts'
import { resourceOf } from '../node.ts'
import { nfc } from '../node-name.ts'
import { findNodes } from '../node-repository.ts'
import { demandOwnNode, locate } from '../place.ts'
import { findByName } from '../subtree-repository.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { rightsIn } from '../view.ts'
import { type Entry, entryOf } from './entry.ts'
import { searchWords } from './search-words.ts'

const mostEntries = 500

/**
 * Finds files and folders by parts of their names, in a folder and everything below it; without regard to case. What
 * lies behind mounts is left to the room of mounts.
 * @param query - `text`: words that a name has to contain, every one of them; `limit`: at most 500
 * @returns those higher up first
 * @throws ResourceError `not-found`, `not-a-folder`, `forbidden`, `conflict`
 */
export async function searchFiles(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
  query: { readonly text: string; readonly limit: number },
): Promise<Entry[]> {
  const { read } = context.database
  const view = viewOf(actor, spaceId)
  const rights = await rightsIn(context, view, read)
  demandRights(rights, 'read')
  const { node: folder } = demandOwnNode(await locate(read, view, nfc(path)))
  if (folder.kind === 'file') throw new TreeRefusal('not-a-folder', because('is-a-file'))
  const words = searchWords(query.text)
  if (words.length === 0) return []

  const ids = await findByName(read, folder.id, words, Math.max(1, Math.min(query.limit, mostEntries)))
  const nodes = new Map((await findNodes(read, ids)).map((node) => [node.id, node]))
  const paths = await findPaths(read, ids)
  const mounts = [...nodes.values()].filter((node) => node.kind === 'mount')
  const points =
    view.kind === 'personal' ? await describeMounts(context, mounts) : new Map<number, Resource>()
  return ids.flatMap((id) => {
    const node = nodes.get(id)
    const place = paths.get(id)
    // One that went away a moment ago.
    if (node === undefined || place === undefined) return []
    const resource = node.kind === 'mount' ? points.get(id) : resourceOf(node, node.name, rights)
    return resource === undefined ? [] : [entryOf(resource, place)]
  })
}

/**
 * The same below any folder, for whoever may look into it with these rights. What is mounted in it is left out: that is
 * its owner's alone.
 * @returns paths from the folder down
 */
export async function searchBelow(
  { database: { read } }: FilesContext,
  folderId: number,
  rights: ResourceRights,
  { words, limit }: { readonly words: readonly string[]; readonly limit: number },
): Promise<Entry[]> {
  const ids = await findByName(read, folderId, words, Math.max(1, Math.min(limit, mostEntries)))
  const nodes = new Map((await findNodes(read, ids)).map((node) => [node.id, node]))
  const paths = await findPaths(read, [folderId, ...ids])
  const depth = paths.get(folderId)?.length ?? 0
  return ids.flatMap((id) => {
    const node = nodes.get(id)
    const path = paths.get(id)?.slice(depth)
    if (node === undefined || node.kind === 'mount' || path === undefined) return []
    return [entryOf(resourceOf(node, node.name, rights), path)]
  })
}
