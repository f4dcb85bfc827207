import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { announceShareJob, announceShareKind } from './announce-share.ts'
import type { SharesContext } from './context.ts'
import { createShare, patience } from './create-share.ts'
import { describeShares } from './describe-shares.ts'
import { demandOwnShare } from './list-shares.ts'
import { type FederatedShare, isFederated, nameOfRecipient, type Share, shareOrderKey } from './share.ts'

/**
 * Tries again, now, to tell another server of a share. One that is still on its way is told at once. One that was refused
 * or could not be delivered is over, and the other server may have heard so: the same is shared anew, under another id.
 *
 * @returns the share as it is after two seconds at most
 * @throws IsthmusError `share-not-found`, `conflict` when there is nothing to try again, `share-over` when its time is
 *   over, and whatever `createShare` refuses
 */
export async function retryShare(context: SharesContext, actor: UserActor, shareId: number): Promise<Share> {
  const share = await demandOwnShare(context.database.read, actor, shareId)
  if (isFederated(share) && share.state === 'announcing') return announceNow(context, actor, share)
  if (share.state === 'failed' || share.state === 'refused') return shareAnew(context, actor, share)
  throw fault('conflict', { because: because('nothing-to-retry') })
}

async function announceNow(
  { jobs, activity, clock, database }: SharesContext,
  actor: UserActor,
  share: FederatedShare,
): Promise<Share> {
  const [job] = await jobs.findByOrderKey(share.tenant, announceShareKind, [shareOrderKey(share.id)])
  if (job !== undefined) {
    // One that is running needs no retry.
    await jobs.retry(share.tenant, job.id, {
      ...deadlineOf(share, clock.now()),
      also: (tx) =>
        activity.record(tx, actor, {
          action: 'share.retried',
          subjectKind: 'share',
          subjectId: String(share.id),
          detail: { peer: share.recipient.address.host },
          shownTo: [share.owner, share.initiator],
        }),
    })
    await jobs.firstOutcome(job.id, patience)
  }
  return demandOwnShare(database.read, actor, share.id)
}

/** It is tried for as long as a share that is made now. */
function deadlineOf(share: FederatedShare, now: number): { deadlineAt?: number } {
  const { deadlineAt } = announceShareJob({ ...share, createdAt: now })
  return deadlineAt === undefined ? {} : { deadlineAt }
}

async function shareAnew(context: SharesContext, actor: UserActor, share: Share): Promise<Share> {
  const { expiresAt, note, permissions } = share
  if ((expiresAt ?? Infinity) <= context.clock.now()) throw fault('share-over')
  const description = (await describeShares(context, actor, [share])).get(share.id)
  if (share.initiator !== actor.userId) {
    throw fault('conflict', {
      because: because('retried-by-initiator', { user: description?.initiator.username ?? share.initiator }),
    })
  }
  if (description?.place === undefined) throw fault('node-not-found')
  return createShare(context, actor, {
    ...description.place,
    shareWith: nameOfRecipient(share.recipient),
    permissions,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(note !== undefined && { note }),
  })
}
