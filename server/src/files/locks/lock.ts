import type { DavPath, Lock } from '@isthmus/webdav'
import type { Actor } from '../../platform/actor.ts'
import { agentOf } from '../agent.ts'
import type { Lineage } from '../lineage-repository.ts'
import type { View } from '../view.ts'

/** A lock as it is kept: on a node, so that nothing about a path has to change when folders move. */
export interface StoredLock extends Omit<Lock, 'root'> {
  readonly spaceId: number
  readonly nodeId: number
  readonly principal: Principal
}

/** Who may use and release a lock: everybody else who knows its token may not (RFC 4918 6.4). */
export type Principal = string & { readonly __brand: 'Principal' }

export function principalOf(actor: Actor): Principal {
  const { kind, id } = agentOf(actor)
  return `${kind} ${id}` as Principal
}

/**
 * Whether a lock is about a resource: its own, or one of a folder above that reaches down (RFC 4918 6.1).
 * @param lineage - the way to the resource
 */
export function covers(lock: StoredLock, lineage: Lineage): boolean {
  if (lock.nodeId === lineage.at(-1)?.id) return true
  return lock.depth === 'infinity' && lineage.some(({ id }) => id === lock.nodeId)
}

/** Whether a lock is on a resource in a folder, at any depth, or on the folder itself. */
export function isWithin(lockLineage: Lineage, folderId: number): boolean {
  return lockLineage.some(({ id }) => id === folderId)
}

/**
 * A lock as a view shows it.
 * @param lineage - the way to its root
 */
export function lockInView(view: View, lock: StoredLock, lineage: Lineage): Lock {
  const { token, scope, depth, owner, expiresAt } = lock
  return { token, scope, depth, owner, expiresAt, root: pathInView(view, lineage) }
}

/** What lies above the root of the view is called by that root: the view has no other name for it. */
export function pathInView(view: View, lineage: Lineage): DavPath {
  const start = view.kind === 'subtree' ? lineage.findIndex(({ id }) => id === view.rootId) : 0
  return start === -1 ? [] : lineage.slice(start + 1).map(({ name }) => name)
}

const defaultTimeout = 60 * 60
const longestTimeout = 24 * 60 * 60

/**
 * For how long a lock is given, in milliseconds: an hour, or what the client asks for, up to a day. Clients that go on
 * working refresh it (RFC 4918 6.6).
 * @param asked - seconds
 */
export function lifetimeOf(asked: number | undefined): number {
  return Math.max(1, Math.min(asked ?? defaultTimeout, longestTimeout)) * 1000
}
