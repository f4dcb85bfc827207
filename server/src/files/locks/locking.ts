import { type DavPath, type Locking } from '@isthmus/webdav'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { openMount } from '../mount-points.ts'
import { nfc } from '../node-name.ts'
import { locate, mountAt } from '../place.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { View } from '../view.ts'
import { lockNode } from './lock-node.ts'
import { refreshLock } from './refresh-lock.ts'
import { releaseLock } from './release-lock.ts'

/**
 * The locks of a tree. What lies behind a mount is locked at its server, where all who work on it meet, or not at all.
 */
export function createLocking(context: FilesContext, view: View): Locking {
  return {
    async lock(path, order) {
      const far = await farSide(context, view, nfc(path))
      if (far === undefined) return lockNode(context, view, nfc(path), order)
      const { lock, created } = await far.locking.lock(far.rest, order)
      return { lock: { ...lock, root: [...far.mountPath, ...lock.root] }, created }
    },
    async refresh(path, token, timeout) {
      const far = await farSide(context, view, nfc(path))
      if (far === undefined) return refreshLock(context, view, nfc(path), token, timeout)
      const lock = await far.locking.refresh(far.rest, token, timeout)
      return { ...lock, root: [...far.mountPath, ...lock.root] }
    },
    async unlock(path, token) {
      const far = await farSide(context, view, nfc(path))
      if (far === undefined) return releaseLock(context, view, nfc(path), token)
      return far.locking.unlock(far.rest, token)
    },
  }
}

interface FarSide {
  readonly locking: Locking
  readonly mountPath: DavPath
  readonly rest: DavPath
}

/** @throws ResourceError `forbidden`, when nothing can be locked there */
async function farSide(context: FilesContext, view: View, path: DavPath): Promise<FarSide | undefined> {
  const mounted = mountAt(await locate(context.database.read, view, path))
  if (mounted === undefined) return undefined
  const { locking } = await openMount(context, view, mounted.mount)
  if (locking === undefined) {
    throw new TreeRefusal('forbidden', because('locked-elsewhere'))
  }
  const { rest } = mounted
  return { locking, mountPath: path.slice(0, path.length - rest.length), rest }
}
