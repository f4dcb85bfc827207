import { Readable } from 'node:stream'
import { type DavPath, type Lock, type LockOrder, ResourceError } from '@isthmus/webdav'
import type { StoredBlob } from '../../platform/blobs/index.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import type { Tx } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import { insertContent } from '../content-repository.ts'
import type { FilesContext } from '../context.ts'
import { changedMeanwhile, demandPreconditions, demandRights } from '../demand.ts'
import { demandDepth } from '../depth.ts'
import { findLineages } from '../lineage-repository.ts'
import { around, closeChange, openChange } from '../make-change.ts'
import { insertFile } from '../make-file.ts'
import { type FileNode, type FolderNode, resourceOf } from '../node.ts'
import { demandOwnNode, demandRoom, type FreePlace, locate } from '../place.ts'
import { recordChange } from '../record-change.ts'
import { demandHeldSpace } from '../spaces/find-space.ts'
import { discardBlob, storeBody } from '../store-body.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { anchorOf, rightsIn, type View } from '../view.ts'
import { covers, isWithin, lifetimeOf, lockInView, pathInView, principalOf, type StoredLock } from './lock.ts'
import { findLocks, insertLock } from './lock-repository.ts'
import { passLocks } from './pass-locks.ts'

/** What clients may take up in one space. */
const limits = { locksPerSpace: 1000, ownerBytes: 4096 }

/**
 * Takes a write lock (RFC 4918 6 and 7); where nothing is, an empty file is made and locked (RFC 4918 7.3).
 * @throws ResourceError `not-found`, `parent-missing`, `forbidden`, `bad-path`, `locked`, `precondition-failed`,
 *   `conflict`, `too-large` (an owner of more than 4 KiB), `insufficient-storage` (more than 1,000 locks in a space)
 */
export async function lockNode(
  context: FilesContext,
  view: View,
  path: DavPath,
  order: LockOrder,
): Promise<{ lock: Lock; created: boolean }> {
  if (Buffer.byteLength(order.owner) > limits.ownerBytes) {
    throw new ResourceError('too-large', 'The owner of the lock is described with too many words.')
  }
  const token = `opaquelocktoken:${context.ids.uuid()}`
  const place = await locate(context.database.read, view, path)
  // Found out before the transaction, in which nothing waits for a disk.
  const blob = place.kind === 'free' ? await emptyBlob(context) : undefined
  try {
    const taken = await context.database.write((tx) => take(context, tx, view, path, order, token, blob))
    crashPoint('after-locking')
    if (blob !== undefined && !taken.created) await discardBlob(context, blob)
    return taken
  } catch (error) {
    if (blob !== undefined && error instanceof ResourceError) await discardBlob(context, blob)
    throw error
  }
}

function emptyBlob(context: FilesContext): Promise<StoredBlob> {
  return storeBody(context, Readable.from([]), { length: 0 }, 0)
}

async function take(
  context: FilesContext,
  tx: Tx,
  view: View,
  path: DavPath,
  order: LockOrder,
  token: string,
  blob: StoredBlob | undefined,
): Promise<{ lock: Lock; created: boolean }> {
  const now = context.clock.now()
  // Locks and changes of a space wait for each other.
  const spaceId = await demandHeldSpace(tx, view)
  const place = demandRoom(await locate(tx, view, path))
  const created = place.kind === 'free'
  const node = created
    ? await makeEmptyFile(context, tx, view, path, place, order, blob)
    : await demandLockable(context, tx, view, path, order)

  const lock: StoredLock = {
    token,
    spaceId,
    nodeId: node.id,
    scope: order.scope,
    depth: order.depth,
    owner: order.owner,
    principal: principalOf(view.actor),
    expiresAt: now + lifetimeOf(order.timeout),
  }
  const lineage = await demandNoConflict(tx, view, lock, now)
  await insertLock(tx, lock)
  crashPoint('before-locking')
  await recordChange(context, tx, view, 'locked', node)
  return { lock: lockInView(view, lock, lineage), created }
}

async function demandLockable(
  context: FilesContext,
  tx: Tx,
  view: View,
  path: DavPath,
  order: LockOrder,
): Promise<FileNode | FolderNode> {
  const rights = await rightsIn(context, view, tx)
  const { node, name } = demandOwnNode(await locate(tx, view, path))
  demandRights(rights, 'update')
  demandPreconditions(order.preconditions, resourceOf(node, name, rights))
  return node
}

async function makeEmptyFile(
  context: FilesContext,
  tx: Tx,
  view: View,
  path: DavPath,
  { parent, name }: FreePlace,
  order: LockOrder,
  blob: StoredBlob | undefined,
): Promise<FileNode> {
  if (blob === undefined) throw changedMeanwhile()
  const change = await openChange(tx, anchorOf(view), context.clock.now())
  demandRights(await rightsIn(context, view, tx), 'create', 'update')
  await passLocks(tx, view, change, order.lockTokens, [{ nodeId: parent.id }])
  demandPreconditions(order.preconditions, undefined)
  await demandDepth(tx, view, path, parent.id, 0)
  const content = { ...blob, id: await insertContent(tx, view.tenant, blob, change.at) }
  const file = await insertFile(tx, change, parent, name, { content, modifiedAt: change.at })
  await closeChange(context, tx, change, around(file))
  await recordChange(context, tx, view, 'created', file)
  return file
}

/** @returns the way to the root of the lock */
async function demandNoConflict(tx: Tx, view: View, wanted: StoredLock, now: number) {
  const others = await findLocks(tx, wanted.spaceId, now)
  if (others.length >= limits.locksPerSpace) {
    throw new ResourceError('insufficient-storage', 'There are too many locks here already.')
  }
  const lineages = await findLineages(tx, [...new Set([wanted, ...others].map(({ nodeId }) => nodeId))])
  const lineage = lineages.get(wanted.nodeId) ?? []
  const conflict = others.find((other) => {
    const otherLineage = lineages.get(other.nodeId) ?? []
    const meet =
      covers(other, lineage) || (wanted.depth === 'infinity' && isWithin(otherLineage, wanted.nodeId))
    return meet && (wanted.scope === 'exclusive' || other.scope === 'exclusive')
  })
  if (conflict === undefined) return lineage
  throw new TreeRefusal('locked', because('locked-by-somebody'), {
    lockRoot: pathInView(view, lineages.get(conflict.nodeId) ?? []),
  })
}
