import type { Actor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import type { SharesContext } from './context.ts'
import { endShareJob } from './end-share.ts'
import { isFederated, nameOfRecipient, openStates, type Share } from './share.ts'
import { findShare, listOpenSharesOfNodes, listOpenSharesOfOwner, moveShare } from './share-repository.ts'

/**
 * Takes a share back. It opens nothing from this moment on; the recipient's server is told afterwards, whether it is
 * up or not. A share that has ended already stays as it is.
 *
 * @throws IsthmusError `share-not-found` when the user has no such share
 */
export async function revokeShare(context: SharesContext, actor: UserActor, shareId: number): Promise<void> {
  await context.database.write(async (tx) => {
    const share = await findShare(tx, actor.tenant, shareId)
    if (share?.owner !== actor.userId) throw fault('share-not-found')
    await endShare(context, tx, actor, share, 'revoked')
    crashPoint('before-revoking')
  })
  crashPoint('after-revoking')
}

/** Ends the shares of what has been removed. */
export async function endSharesOfNodes(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  nodeIds: readonly number[],
): Promise<void> {
  for (const share of await listOpenSharesOfNodes(tx, tenant, nodeIds)) {
    await endShare(context, tx, { kind: 'system', tenant }, share, 'revoked')
  }
}

/** Ends what somebody has shared who is no longer here. */
export async function endSharesOfOwner(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  owner: UserId,
): Promise<void> {
  for (const share of await listOpenSharesOfOwner(tx, tenant, owner)) {
    await endShare(context, tx, { kind: 'system', tenant }, share, 'revoked')
  }
}

/** Ends a share inside the caller's transaction and leaves it to a job to say so; one that has ended stays as it is. */
export async function endShare(
  context: SharesContext,
  tx: Tx,
  actor: Actor,
  share: Share,
  state: 'revoked' | 'expired',
): Promise<void> {
  const now = context.clock.now()
  if (!(await moveShare(tx, share.id, openStates, { state, now }))) return
  await context.activity.record(tx, actor, {
    action: `share.${state}`,
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: { name: share.name, shareWith: nameOfRecipient(share.recipient) },
    shownTo: share.owner,
  })
  await context.events.raise(tx, 'share.ended', { tenant: share.tenant, shareId: share.id })
  if (isFederated(share)) await context.jobs.enqueue(tx, endShareJob(share, now))
}
