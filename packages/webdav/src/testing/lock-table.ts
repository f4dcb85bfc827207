import { randomUUID } from 'node:crypto'
import { samePath, startsWithPath } from '../dav-path.ts'
import { ResourceError } from '../resource-error.ts'
import type { DavPath, Lock, LockOrder } from '../resource-tree.ts'

/** The locks of an in-memory tree. It knows places, not what is there. */
export interface LockTable {
  /** The locks that cover a place: its own, and those of depth `infinity` further up. */
  covering(path: DavPath): readonly Lock[]
  /** Refuses `locked` when a lock covers the place and no token of such a lock is given. */
  demandFree(path: DavPath, tokens: readonly string[] | undefined): void
  /** The same for a place and everything below it. */
  demandAllFree(path: DavPath, tokens: readonly string[] | undefined): void
  /** Refuses `locked` when another lock is in the way (RFC 4918 6.1 and 9.10.5). */
  take(path: DavPath, order: Pick<LockOrder, 'scope' | 'depth' | 'owner' | 'timeout'>): Lock
  refresh(path: DavPath, token: string, timeout: number | undefined): Lock
  release(path: DavPath, token: string): void
  /** Forgets the locks at a place and below it, or only those below it. */
  forget(path: DavPath, which: 'all' | 'below'): void
}

/** In seconds. */
const usualTimeout = 1800
const longestTimeout = 86_400

/** @param now - epoch milliseconds */
export function createLockTable(now: () => number): LockTable {
  let locks: readonly Lock[] = []

  function current(): readonly Lock[] {
    return locks.filter(({ expiresAt }) => expiresAt > now())
  }

  function covering(path: DavPath): readonly Lock[] {
    return current().filter(({ root, depth }) =>
      depth === 'infinity' ? startsWithPath(path, root) : samePath(path, root),
    )
  }

  function below(path: DavPath): readonly Lock[] {
    return current().filter(({ root }) => root.length > path.length && startsWithPath(root, path))
  }

  function demandFree(path: DavPath, tokens: readonly string[] = []): void {
    const [lock, ...others] = covering(path)
    // RFC 4918 6.1: of shared locks, each holder may do what all of them guard.
    if (lock === undefined || [lock, ...others].some(({ token }) => tokens.includes(token))) return
    throw new ResourceError('locked', 'This is locked.', { lockRoot: lock.root })
  }

  function find(path: DavPath, token: string): Lock | undefined {
    return covering(path).find((lock) => lock.token === token)
  }

  function expiry(timeout = usualTimeout): number {
    return now() + Math.min(timeout, longestTimeout) * 1000
  }

  return {
    covering,
    demandFree,

    demandAllFree(path, tokens) {
      demandFree(path, tokens)
      for (const { root } of below(path)) demandFree(root, tokens)
    },

    take(path, { scope, depth, owner, timeout }) {
      const inTheWay = [...covering(path), ...(depth === 'infinity' ? below(path) : [])].find(
        (lock) => scope === 'exclusive' || lock.scope === 'exclusive',
      )
      if (inTheWay !== undefined) {
        throw new ResourceError('locked', 'There is a lock already.', { lockRoot: inTheWay.root })
      }
      const token = `opaquelocktoken:${randomUUID()}`
      const lock: Lock = { token, scope, depth, owner, root: path, expiresAt: expiry(timeout) }
      locks = [...current(), lock]
      return lock
    },

    refresh(path, token, timeout) {
      const lock = find(path, token)
      if (lock === undefined) throw new ResourceError('precondition-failed', 'There is no such lock here.')
      const refreshed = { ...lock, expiresAt: expiry(timeout) }
      locks = current().map((one) => (one.token === token ? refreshed : one))
      return refreshed
    },

    release(path, token) {
      if (find(path, token) === undefined) {
        throw new ResourceError('lock-token-mismatch', 'There is no such lock here.')
      }
      locks = current().filter((one) => one.token !== token)
    },

    forget(path, which) {
      locks = locks.filter(
        ({ root }) => !startsWithPath(root, path) || (which === 'below' && samePath(root, path)),
      )
    },
  }
}
