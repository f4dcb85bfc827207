import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { SharesContext } from './context.ts'
import { notificationJob, notifyRecipient } from './notify-recipient.ts'
import { type FederatedShare, isFederated, isOpen } from './share.ts'
import { findShare } from './share-repository.ts'
import { wordsNow } from './words-now.ts'

/** The kind of job that tells the recipient's server that a share allows something else. */
export const tellChangeKind = 'shares/tell-change'

/** For how long delivery is tried, in milliseconds: three days. */
const patience = 3 * 24 * 60 * 60 * 1000

export function tellChangeJob(share: FederatedShare, now: number): NewJob {
  return notificationJob(tellChangeKind, share, now + patience)
}

/**
 * Tells what a share allows now, and until when. A server that does not understand it shows what it knew before, and
 * learns of the change where it matters: its requests are answered by what the share allows.
 */
export function tellChange(context: SharesContext): JobHandler {
  return {
    async run({ tenant, payload, signal }): Promise<JobOutcome> {
      const share = await findShare(context.database.read, tenant, Number(payload['share']))
      if (share === undefined || !isFederated(share) || !isOpen(share, context.clock.now()))
        return { done: true }
      const permissions = await wordsNow(context, share)
      // Its owner is locked out, say: what is over for a while is not told as an end.
      if (permissions.length === 0) return { done: true }
      crashPoint('before-telling-change')
      const outcome = await notifyRecipient(
        context,
        share,
        {
          notificationType: 'SHARE_CHANGE_PERMISSION',
          permissions,
          expiresAt: share.expiresAt ?? null,
          message: 'The share was changed',
        },
        signal,
      )
      crashPoint('after-telling-change')
      return outcome
    },
  }
}
