import { type DavPath, ResourceError } from '@isthmus/webdav'
import type { Tx } from '../../platform/database/index.ts'
import { findLineages, type Lineage } from '../lineage-repository.ts'
import { type FileNode, type FolderNode } from '../node.ts'
import { demandOwnNode, locate } from '../place.ts'
import type { View } from '../view.ts'
import { covers, principalOf, type StoredLock } from './lock.ts'
import { findLocks } from './lock-repository.ts'

export interface HeldLock {
  readonly lock: StoredLock
  /** What the request is about: where the lock was taken, or something that it covers. */
  readonly node: FileNode | FolderNode
  /** The way to the root of the lock. */
  readonly lineage: Lineage
}

/**
 * The lock of a token, provided it covers a place.
 * @returns `undefined` when there is none
 * @throws ResourceError `not-found`; `forbidden`, when somebody else took it
 */
export async function findHeldLock(
  tx: Tx,
  view: View,
  path: DavPath,
  token: string,
  now: number,
): Promise<HeldLock | undefined> {
  const { node } = demandOwnNode(await locate(tx, view, path))
  const lock = (await findLocks(tx, node.spaceId, now)).find((one) => one.token === token)
  if (lock === undefined) return undefined
  const lineages = await findLineages(tx, [...new Set([node.id, lock.nodeId])])
  if (!covers(lock, lineages.get(node.id) ?? [])) return undefined
  // RFC 4918 6.4: knowing a token does not make somebody the one who took the lock.
  if (lock.principal !== principalOf(view.actor)) {
    throw new ResourceError('forbidden', 'Somebody else took this lock.')
  }
  return { lock, node, lineage: lineages.get(lock.nodeId) ?? [] }
}
