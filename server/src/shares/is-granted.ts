import type { SharesContext } from './context.ts'
import { isOpen, type Share } from './share.ts'

/** Whether a share opens its resource now: it is open, and its owner may still grant anything. */
export async function isGranted(context: SharesContext, share: Share): Promise<boolean> {
  if (!isOpen(share, context.clock.now())) return false
  const owner = await context.accounts.userById(share.tenant, share.owner)
  return owner?.disabled === false
}
