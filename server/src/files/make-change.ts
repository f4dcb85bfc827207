import { tellSpaceChange } from '../activity/index.ts'
import type { Tx } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { type Change, numberAt, takeNumbers } from './change.ts'
import { chargeSpace, insertLogLine, takeFirstNumber, touchUpwards } from './change-repository.ts'
import type { FilesContext } from './context.ts'
import { findPaths } from './lineage-repository.ts'
import type { Node } from './node.ts'
import { makeRoom } from './quota/make-room.ts'
import { TreeRefusal } from './tree-refusal.ts'
import type { Anchor } from './view.ts'

/**
 * Begins a change. It comes before everything that the change reads: it makes other changes of the space wait. Every
 * change notes at least one line in the log.
 * @throws ResourceError `not-found`, when there is no such place any more
 */
export async function openChange(tx: Tx, anchor: Anchor, at: number): Promise<Change> {
  const taken = await takeFirstNumber(tx, anchor, numberAt(at))
  if (taken === undefined) throw new TreeRefusal('not-found', because('gone-meanwhile'))
  const { spaceId, seq, usage } = taken
  const { tenant } = anchor
  return {
    tenant,
    spaceId,
    at,
    first: seq,
    next: seq,
    before: usage,
    used: 0,
    versionsUsed: 0,
    touched: [],
  }
}

/** Notes that a node is new or has changed. @returns the number of that */
export async function logPut(tx: Tx, change: Change, node: Pick<Node, 'id' | 'kind'>): Promise<number> {
  return logHere(tx, change, node, 'put')
}

/** Notes that a node has come to the place where it is, with everything in it. */
export async function logMoved(tx: Tx, change: Change, node: Pick<Node, 'id' | 'kind'>): Promise<void> {
  await logHere(tx, change, node, 'moved')
}

async function logHere(
  tx: Tx,
  change: Change,
  { id, kind }: Pick<Node, 'id' | 'kind'>,
  what: 'put' | 'moved',
): Promise<number> {
  const seq = takeNumbers(change, 1)
  change.touched.push(id)
  await insertLogLine(tx, change, { seq, nodeId: id, kind, what })
  return seq
}

/**
 * Notes that a node leaves its place, with everything in it. It comes before that happens.
 * @returns the names on the way from the root of the space to the node
 */
export async function logGone(tx: Tx, change: Change, node: Node): Promise<readonly string[]> {
  const path = (await findPaths(tx, [node.id])).get(node.id)
  if (path === undefined || node.parentId === undefined) throw new Error(`Node ${node.id} is in no folder`)
  const from = { parentId: node.parentId, path: path.join('/') }
  await insertLogLine(tx, change, {
    seq: takeNumbers(change, 1),
    nodeId: node.id,
    kind: node.kind,
    what: 'gone',
    from,
  })
  return path
}

/**
 * Ends a change: everything from the given nodes up to the root of the space gets a new entity tag and its new size,
 * and the space is charged. Raises `node.changed`.
 * @param folders - the folders in which something has changed, and by how many bytes what they hold has grown
 * @throws ResourceError `insufficient-storage`
 */
export async function closeChange(
  { events }: Pick<FilesContext, 'events'>,
  tx: Tx,
  change: Change,
  folders: ReadonlyMap<number, number>,
): Promise<void> {
  const last = change.next - 1
  for (const [folderId, grown] of folders) {
    const above = await touchUpwards(tx, folderId, grown, { etagSeq: last, modifiedAt: change.at })
    change.touched.push(...above)
  }
  await makeRoom(tx, change)
  if (last > change.first || change.used !== 0 || change.versionsUsed !== 0) {
    await chargeSpace(tx, change.spaceId, change, last)
  }
  tellSpaceChange(tx, change.spaceId, [...folders.keys()])
  await events.raise(tx, 'node.changed', { tenant: change.tenant, nodeIds: [...new Set(change.touched)] })
}

/**
 * The folder around a node, for `closeChange`; nothing for the root of a space.
 * @param grown - bytes that came to it
 */
export function around(node: Pick<Node, 'parentId'>, grown = 0): Map<number, number> {
  return new Map(node.parentId === undefined ? [] : [[node.parentId, grown]])
}
