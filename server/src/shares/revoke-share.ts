import type { UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import type { SharesContext } from './context.ts'
import { endShare } from './end-shares.ts'
import { demandOwnShare } from './list-shares.ts'
import { nameOfRecipient, type Share } from './share.ts'
import { moveShare } from './share-repository.ts'

/**
 * Takes a share back. It opens nothing from this moment on; the recipient's server is told afterwards, whether it is
 * up or not. One that came to nothing, because it was declined, refused or could not be delivered, is put away. A share
 * that was taken back or has expired stays as it is.
 *
 * @throws IsthmusError `share-not-found` when the user has no such share
 */
export async function revokeShare(context: SharesContext, actor: UserActor, shareId: number): Promise<void> {
  await context.database.write(async (tx) => {
    const share = await demandOwnShare(tx, actor, shareId)
    if (!(await putAway(context, tx, actor, share))) await endShare(context, tx, actor, share, 'revoked')
    crashPoint('before-revoking')
  })
  crashPoint('after-revoking')
}

/** @returns whether it had come to nothing */
async function putAway(
  { clock, activity }: SharesContext,
  tx: Tx,
  actor: UserActor,
  share: Share,
): Promise<boolean> {
  const over = ['declined', 'refused', 'failed'] as const
  if (!(await moveShare(tx, share.id, over, { state: 'revoked', now: clock.now() }))) return false
  await activity.record(tx, actor, {
    action: 'share.put-away',
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: { name: share.name, shareWith: nameOfRecipient(share.recipient) },
    shownTo: [share.owner, share.initiator],
  })
  return true
}
