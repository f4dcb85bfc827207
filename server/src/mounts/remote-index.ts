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
  findRemoteNode,
  findRemoteNodeNamed,
  findRemotePlaces,
  forgetGone,
  listRemoteNodes,
  moveSubtree,
  noteGone,
  noteSubtreeGone,
  putRemoteNodes,
  type RemoteNode,
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
  const known = await findRemoteNode(context.database.read, seen.mountNodeId, seen.key)
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
  return seenChildren(mountNodeId, folder, entries, granted).map((node) => {
    const id = ids.get(`${node.kind}:${node.name}`)
    return id === undefined ? node : { ...node, id }
  })
}

/**
 * Notes a folder's children as they were just listed. A server may list a name twice, or two that are the same in
 * NFC: the first one counts.
 */
export async function indexListing(
  context: MountsContext,
  mountNodeId: number,
  folder: DavPath,
  entries: readonly RemoteEntry[],
  granted: Rights,
): Promise<IndexedNode[]> {
  const children = seenChildren(mountNodeId, folder, entries, granted)
  const parentPath = folder.join('/')
  const listed = await listRemoteNodes(context.database.read, mountNodeId, parentPath)
  const known = new Map(listed.map((node) => [node.key, node]))

  const ids = new Map(listed.map((node) => [node.key, node.id]))
  const changed = children.filter((node) => differs(known.get(node.key), node))
  for (const part of batchesOf(changed, rowsPerWrite)) {
    for (const node of await writeSeen(context, part)) ids.set(node.key, node.id)
  }
  const current = new Set(children.map((node) => node.key))
  await writeGone(
    context,
    mountNodeId,
    parentPath,
    listed.filter((node) => !current.has(node.key)),
  )
  return children.map((node) => ({ ...node, id: ids.get(node.key) ?? 0 }))
}

function seenChildren(
  mountNodeId: number,
  folder: DavPath,
  entries: readonly RemoteEntry[],
  granted: Rights,
): SeenNode[] {
  const byName = new Map<string, RemoteEntry>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  const unique = [...byName.values()]
  const timesSeen = new Map<string, number>()
  for (const { fileId = '' } of unique) timesSeen.set(fileId, (timesSeen.get(fileId) ?? 0) + 1)
  return unique.map((entry) => {
    // Ids that are not unique are none: two names of one id would be one file to sync clients.
    const byPath = (timesSeen.get(entry.fileId ?? '') ?? 0) > 1
    return seenNode(mountNodeId, [...folder, entry.name], entry, granted, byPath)
  })
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
  gone: readonly RemoteNode[],
): Promise<void> {
  const now = context.clock.now()
  for (const part of batchesOf(gone, rowsPerWrite)) {
    await context.database.write(async (tx) => {
      await forgetGone(tx, mountNodeId, now - keepGoneFor)
      await noteGone(
        tx,
        mountNodeId,
        parentPath,
        part.map((node) => node.key),
        now,
      )
      for (const node of part) {
        if (node.kind === 'folder') await noteSubtreeGone(tx, mountNodeId, node.path, now)
      }
    })
  }
}
