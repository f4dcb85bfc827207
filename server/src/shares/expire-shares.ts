import type { SharesContext } from './context.ts'
import { endShare } from './revoke-share.ts'
import { listExpiredShares } from './share-repository.ts'

/** How many shares one transaction ends. */
const batch = 100

/**
 * Ends the shares whose time is over. Access has stopped by itself at that moment; this makes it visible and tells
 * the recipients' servers.
 */
export async function expireShares(context: SharesContext): Promise<void> {
  for (;;) {
    const count = await context.database.write(async (tx) => {
      const shares = await listExpiredShares(tx, context.clock.now(), batch)
      for (const share of shares) {
        await endShare(context, tx, { kind: 'system', tenant: share.tenant }, share, 'expired')
      }
      return shares.length
    })
    if (count < batch) return
  }
}
