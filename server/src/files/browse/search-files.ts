import { type Resource } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { findPaths } from '../lineage-repository.ts'
import { describeMounts } from '../mount-points.ts'
import { resourceOf } from '../node.ts'
import { foldName, nfc } from '../node-name.ts'
import { findNodes } from '../node-repository.ts'
import { demandOwnNode, locate } from '../place.ts'
import { findByName } from '../subtree-repository.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { rightsIn } from '../view.ts'
import { type Entry, entryOf } from './entry.ts'

const limits = { entries: 500, words: 10, characters: 200 }

/**
 * Finds files and folders by parts of their names, in a folder and everything below it; without regard to case. What
 * lies behind mounts is not searched.
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
  const words = wordsOf(query.text)
  if (words.length === 0) return []

  const ids = await findByName(read, folder.id, words, Math.max(1, Math.min(query.limit, limits.entries)))
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

function wordsOf(text: string): string[] {
  return foldName(
    text
      .toWellFormed()
      .slice(0, limits.characters)
      .replaceAll(/\p{Cc}/gu, ' '),
  )
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, limits.words)
}
