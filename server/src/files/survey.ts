import { type DavPath, maxPathDepth, type Resource, type ResourceTree } from '@isthmus/webdav'
import { because } from '../platform/fault-reasons.ts'
import { TreeRefusal } from './tree-refusal.ts'

/** Bounds what one request can set going. */
const maxEntries = 10_000

/** Everything below a folder, by the way from the folder to it (`sub/file.txt`); folders come before what is in them. */
export type Survey = ReadonlyMap<string, Resource>

/**
 * Looks at everything below a folder of any tree.
 * @param signal - ends it between two folders
 * @throws ResourceError `too-large`, when that is more than 10,000 entries or 64 levels; the reason of the signal
 */
export async function survey(
  tree: Pick<ResourceTree, 'list'>,
  folder: DavPath,
  signal?: AbortSignal,
): Promise<Survey> {
  const found = new Map<string, Resource>()
  await lookInto([])
  return found

  async function lookInto(below: DavPath): Promise<void> {
    if (below.length > maxPathDepth) throw new TreeRefusal('too-large', because('nested-too-deeply'))
    signal?.throwIfAborted()
    const folders: DavPath[] = []
    for await (const child of (await tree.list([...folder, ...below])).children) {
      if (found.size === maxEntries) {
        throw new TreeRefusal('too-large', because('too-much-at-once', { most: maxEntries }))
      }
      const place = [...below, child.name]
      found.set(place.join('/'), child)
      if (child.kind === 'folder') folders.push(place)
    }
    for (const place of folders) await lookInto(place)
  }
}

/**
 * Whether nothing came, went or changed in between. Folders count by what is in them: their entity tags do not tell
 * of changes further down on every server.
 */
export function isSame(before: ReadonlyMap<string, Pick<Resource, 'kind' | 'etag'>>, after: Survey): boolean {
  if (before.size !== after.size) return false
  return [...before].every(([place, was]) => {
    const now = after.get(place)
    if (now?.kind !== was.kind) return false
    return was.kind === 'folder' || now.etag === was.etag
  })
}
