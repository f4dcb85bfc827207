import { type DavPath, type Lock, ResourceError } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import type { View } from '../view.ts'
import { findHeldLock } from './held-lock.ts'
import { lifetimeOf, lockInView } from './lock.ts'
import { setExpiry } from './lock-repository.ts'

/**
 * Lets the time of a lock begin again (RFC 4918 9.10.2).
 * @param timeout - seconds
 * @throws ResourceError `not-found`, `precondition-failed`, `forbidden`
 */
export async function refreshLock(
  context: FilesContext,
  view: View,
  path: DavPath,
  token: string,
  timeout: number | undefined,
): Promise<Lock> {
  return context.database.write(async (tx) => {
    const now = context.clock.now()
    const held = await findHeldLock(tx, view, path, token, now)
    if (held === undefined) throw new ResourceError('precondition-failed', 'There is no such lock here.')
    const expiresAt = now + lifetimeOf(timeout)
    await setExpiry(tx, token, expiresAt)
    return lockInView(view, { ...held.lock, expiresAt }, held.lineage)
  })
}
