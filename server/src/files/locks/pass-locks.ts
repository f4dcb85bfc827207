import type { Kysely } from 'kysely'
import type { Schema, Tx } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import { findLineages, type Lineage } from '../lineage-repository.ts'
import type { Node } from '../node.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { View } from '../view.ts'
import { covers, isWithin, pathInView, principalOf, type StoredLock } from './lock.ts'
import { deleteLocks, findLocks } from './lock-repository.ts'

/** What a change touches. */
export interface Touched {
  /**
   * A file that changes, a folder to which something is added or from which something is taken (RFC 4918 7.4), or
   * what is removed, moved away or replaced.
   */
  readonly nodeId: number
  /** With everything below it, as when it is removed. */
  readonly whole?: boolean
}

interface LocksInTheWay {
  readonly spaceId: number
  readonly now: number
  /** That the client says it holds. */
  readonly tokens: readonly string[] | undefined
}

/**
 * Refuses a change while somebody else holds a lock on what it touches. A lock counts as held when its token is given
 * by whoever took it.
 * @throws ResourceError `locked`
 */
export async function demandUnlocked(
  executor: Kysely<Schema>,
  view: View,
  { spaceId, now, tokens = [] }: LocksInTheWay,
  touched: readonly Touched[],
): Promise<{ ending: string[] }> {
  const locks = await findLocks(executor, spaceId, now)
  if (locks.length === 0) return { ending: [] }

  const nodeIds = [...locks, ...touched].map(({ nodeId }) => nodeId)
  const lineages = await findLineages(executor, [...new Set(nodeIds)])
  const lineageOf = (nodeId: number): Lineage => lineages.get(nodeId) ?? []
  const principal = principalOf(view.actor)
  const isHeld = (lock: StoredLock) => tokens.includes(lock.token) && lock.principal === principal

  const ending = locks.filter((lock) =>
    touched.some(({ nodeId, whole }) => whole === true && isWithin(lineageOf(lock.nodeId), nodeId)),
  )
  for (const nodeId of new Set([...touched, ...ending].map((place) => place.nodeId))) {
    const covering = locks.filter((lock) => covers(lock, lineageOf(nodeId)))
    // RFC 4918 6.1: of shared locks on one resource, one is enough.
    if (covering[0] === undefined || covering.some(isHeld)) continue
    throw new TreeRefusal('locked', because('locked-by-somebody'), {
      lockRoot: pathInView(view, lineageOf(covering[0].nodeId)),
    })
  }
  return { ending: ending.map(({ token }) => token) }
}

/**
 * The same for a change that is being made. Locks on what is removed, moved away or replaced end with it
 * (RFC 4918 7.6, 9.6): a lock is one on a place.
 * @throws ResourceError `locked`
 */
export async function passLocks(
  tx: Tx,
  view: View,
  change: { readonly spaceId: number; readonly at: number },
  tokens: readonly string[] | undefined,
  touched: readonly Touched[],
): Promise<void> {
  const { ending } = await demandUnlocked(
    tx,
    view,
    { spaceId: change.spaceId, now: change.at, tokens },
    touched,
  )
  await deleteLocks(tx, ending)
}

/** The folder that a node is added to or taken from; nothing for the root of a space. */
export function folderOf(node: Pick<Node, 'parentId'>): Touched[] {
  return node.parentId === undefined ? [] : [{ nodeId: node.parentId }]
}
