import { afterNotification } from '../federation/index.ts'
import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { SharesContext } from './context.ts'
import { type FederatedShare, isFederated, isOpen, secretContext, shareOrderKey } from './share.ts'
import { findShare, sealedSecretOf } from './share-repository.ts'
import { wordsNow } from './words-now.ts'

/** The kind of job that tells the recipient's server that a share allows something else. */
export const tellChangeKind = 'shares/tell-change'

/** For how long delivery is tried, in milliseconds: three days. */
const patience = 3 * 24 * 60 * 60 * 1000

export function tellChangeJob(share: FederatedShare, now: number): NewJob {
  return {
    kind: tellChangeKind,
    tenant: share.tenant,
    payload: { share: share.id },
    orderKey: shareOrderKey(share.id),
    peer: share.recipient.address.host,
    deadlineAt: now + patience,
  }
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
      const sealed = await sealedSecretOf(context.database.read, share.id)
      crashPoint('before-telling-change')
      const outcome = await context.federation.sendNotification(tenant, share.recipient.address.host, {
        notification: {
          notificationType: 'SHARE_CHANGE_PERMISSION',
          resourceType: share.resourceKind,
          providerId: String(share.id),
          sharedSecret: context.sealer.open(sealed, secretContext(share.id)),
          grantee: share.recipient.address.identifier,
          permissions,
          expiresAt: share.expiresAt ?? null,
          message: 'The share was changed',
        },
        signal,
      })
      crashPoint('after-telling-change')
      return afterNotification(outcome)
    },
  }
}
