/**
 * The index of what is inside a mount: stable local ids, and the listing to show while its server is down. It is
 * written where it differs from what was seen, and only then.
 */
import type { DavPath, RemoteEntry } from '@isthmus/webdav'
import { batchesOf } from '../platform/database/batches.ts'
import { allocate } from '../platform/database/index.ts'
import type { Rights } from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import {
  findRemoteNodeNamed,
  findRemoteNodes,
  findRemotePlaces,
  forgetGone,
  listPlacesIn,
  listRemoteNodes,
  moveSubtree,
  noteGone,
  noteSubtreeGone,
  putRemoteNodes,
  type RemoteNode,
  type RemotePlaceRow,
} from './remote-node-repository.ts'
import { type SeenNode, seenNode } from './remote-resource.ts'

/** How many rows one transaction writes, while everybody else waits for it. */
const rowsPerWrite = 1000
/** What is missing keeps its id for a day, in case it was only moved. */
const keepGoneFor = 24 * 60 * 60 * 1000

/** Something inside a mount that has an id here. */
export type IndexedNode = SeenNode & { readonly id: number }

/** Notes one thing inside a mount as it was just seen. It is not the mount itself. */
export async function indexNode(context: MountsContext, seen: SeenNode): Promise<IndexedNode> {
  const found = await findRemoteNodes(context.database.read, seen.mountNodeId, [seen.key])
  const known = found.get(seen.key)
  if (known !== undefined && !differs(known, seen)) return known
  const [written] = await writeSeen(context, [seen])
  if (written === undefined) throw new Error('one row was written, and none came back')
  return written
}

/** What is known of a thing whose server did not tell which one it is; nothing is noted. */
export async function recallNode(
  context: MountsContext,
  seen: SeenNode,
): Promise<SeenNode & { readonly id?: number }> {
  const known = await findRemoteNodeNamed(context.database.read, seen.mountNodeId, seen)
  return known === undefined ? seen : { ...seen, id: known.id }
}

/** The same for a folder's children. */
export async function recallListing(
  context: MountsContext,
  mountNodeId: number,
  folder: DavPath,
  entries: readonly RemoteEntry[],
  granted: Rights,
): Promise<(SeenNode & { readonly id?: number })[]> {
  const listed = await listRemoteNodes(context.database.read, mountNodeId, folder.join('/'))
  const ids = new Map(listed.map(({ kind, name, id }) => [`${kind}:${name}`, id]))
  return childReader(
    mountNodeId,
    folder,
    granted,
  )(entries).map((node) => {
    const id = ids.get(`${node.kind}:${node.name}`)
    return id === undefined ? node : { ...node, id }
  })
}

/** Notes what is in a folder while it is being listed, part by part. */
export interface FolderIndex {
  /**
   * Notes the next of a folder's children. A server may list a name twice, or two that are the same in NFC: the first
   * one counts.
   */
  note(entries: readonly RemoteEntry[]): Promise<IndexedNode[]>
  /** The listing is complete: what it did not hold is gone from there. */
  end(): Promise<void>
}

export function indexFolder(
  context: MountsContext,
  mountNodeId: number,
  folder: DavPath,
  granted: Rights,
): FolderIndex {
  const read = childReader(mountNodeId, folder, granted)
  const seenIds = new Set<number>()
  return {
    async note(entries) {
      const nodes: IndexedNode[] = []
      for (const part of batchesOf(read(entries), rowsPerWrite)) {
        const known = await findRemoteNodes(
          context.database.read,
          mountNodeId,
          part.map(({ key }) => key),
        )
        const changed = part.filter((node) => differs(known.get(node.key), node))
        const ids = new Map([...known].map(([key, { id }]) => [key, id]))
        for (const node of await writeSeen(context, changed)) ids.set(node.key, node.id)
        for (const node of part) {
          const id = ids.get(node.key)
          if (id === undefined) throw new Error(`${node.key} was noted, and has no id`)
          seenIds.add(id)
          nodes.push({ ...node, id })
        }
      }
      return nodes
    },
    async end() {
      const parentPath = folder.join('/')
      const listed = await listPlacesIn(context.database.read, mountNodeId, parentPath)
      const gone = listed.filter(({ id }) => !seenIds.has(id))
      await writeGone(context, mountNodeId, parentPath, gone)
    },
  }
}

/** Reads the entries of a folder, part by part. */
function childReader(
  mountNodeId: number,
  folder: DavPath,
  granted: Rights,
): (entries: readonly RemoteEntry[]) => SeenNode[] {
  const names = new Set<string>()
  const fileIds = new Map<string, number>()
  return (entries) => {
    const unique = entries.filter(({ name }) => !names.has(name) && names.add(name))
    for (const { fileId = '' } of unique) fileIds.set(fileId, (fileIds.get(fileId) ?? 0) + 1)
    return unique.map((entry) => {
      // Ids that are not unique are none: two names of one id would be one file to sync clients.
      const byPath = (fileIds.get(entry.fileId ?? '') ?? 0) > 1
      return seenNode(mountNodeId, [...folder, entry.name], entry, granted, byPath)
    })
  }
}

function differs(known: RemoteNode | undefined, seen: SeenNode): boolean {
  return (
    known === undefined ||
    known.path !== seen.path ||
    known.etag !== seen.etag ||
    known.size !== seen.size ||
    known.contentType !== seen.contentType ||
    known.permissions !== seen.permissions ||
    known.modifiedAt !== seen.modifiedAt
  )
}

/** Writes nodes of one mount. What is known already, wherever it was, keeps its id and takes along what is below it. */
async function writeSeen(context: MountsContext, seen: readonly SeenNode[]): Promise<RemoteNode[]> {
  const [first] = seen
  if (first === undefined) return []
  const { mountNodeId } = first
  const keys = seen.map((node) => node.key)
  return context.database.write(async (tx) => {
    const places = await findRemotePlaces(tx, mountNodeId, keys)
    for (const node of seen) {
      const before = places.get(node.key)
      if (node.kind === 'folder' && before !== undefined && before.path !== node.path) {
        await moveSubtree(tx, mountNodeId, before.path, node.path)
      }
    }
    const fresh = keys.filter((key) => !places.has(key))
    const ids = new Map([...places].map(([key, { id }]) => [key, id]))
    const firstId = fresh.length === 0 ? 0 : await allocate(tx, 'node', fresh.length)
    for (const [index, key] of fresh.entries()) ids.set(key, firstId + index)
    const now = context.clock.now()
    const nodes = seen.map((node) => ({ ...node, id: ids.get(node.key) ?? 0, seenAt: now }))
    await putRemoteNodes(tx, nodes)
    return nodes
  })
}

async function writeGone(
  context: MountsContext,
  mountNodeId: number,
  parentPath: string,
  gone: readonly RemotePlaceRow[],
): Promise<void> {
  const now = context.clock.now()
  for (const part of batchesOf(gone, rowsPerWrite)) {
    await context.database.write(async (tx) => {
      await forgetGone(tx, mountNodeId, now - keepGoneFor)
      await noteGone(
        tx,
        parentPath,
        part.map(({ id }) => id),
        now,
      )
      for (const { kind, path } of part) {
        if (kind === 'folder') await noteSubtreeGone(tx, mountNodeId, path, now)
      }
    })
  }
}
