import { type DavPath, ResourceError } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { recordChange } from '../record-change.ts'
import type { View } from '../view.ts'
import { findHeldLock } from './held-lock.ts'
import { deleteLocks } from './lock-repository.ts'

/**
 * Gives back a lock, the whole of it, whichever of the resources that it covers is named (RFC 4918 9.11).
 * @throws ResourceError `not-found`, `lock-token-mismatch`, `forbidden`
 */
export async function releaseLock(
  context: FilesContext,
  view: View,
  path: DavPath,
  token: string,
): Promise<void> {
  await context.database.write(async (tx) => {
    const held = await findHeldLock(tx, view, path, token, context.clock.now())
    if (held === undefined) throw new ResourceError('lock-token-mismatch', 'There is no such lock here.')
    await deleteLocks(tx, [token])
    await recordChange(context, tx, view, 'unlocked', held.node)
  })
}
