import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { SharesContext } from './context.ts'
import { notificationJob, notifyRecipient } from './notify-recipient.ts'
import { type FederatedShare, isFederated } from './share.ts'
import { findShare } from './share-repository.ts'

/** The kind of job that tells the recipient's server that a share is over. */
export const tellEndKind = 'shares/end-share'

/** For how long a peer that is down is told, in milliseconds: 14 days. */
const patience = 14 * 24 * 60 * 60 * 1000

export function tellEndJob(share: FederatedShare, now: number): NewJob {
  return notificationJob(tellEndKind, share, now + patience)
}

/** Tells the end of a share, provided the other server was ever told of its beginning. */
export function tellEndOfShare(context: SharesContext): JobHandler {
  return {
    async run({ tenant, payload, signal }): Promise<JobOutcome> {
      const share = await findShare(context.database.read, tenant, Number(payload['share']))
      if (share === undefined || !isFederated(share) || !share.told) return { done: true }
      crashPoint('before-telling-end')
      const outcome = await notifyRecipient(
        context,
        share,
        {
          notificationType: 'SHARE_UNSHARED',
          message: share.state === 'expired' ? 'The share has expired' : 'The share was removed',
        },
        signal,
      )
      crashPoint('after-telling-end')
      return outcome
    },
  }
}
