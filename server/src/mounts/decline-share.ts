import type { Actor, TenantId, UserActor, UserId } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import type { Share } from '../shares/index.ts'
import { declineOffer, removePlace } from './answer-offer.ts'
import { answerShareJob } from './answer-share.ts'
import type { MountsContext } from './context.ts'
import { leaveOffers } from './end-offers.ts'
import { type InboxItem, readInboxItem } from './inbox.ts'
import { findLocalMounts } from './local-mount-repository.ts'
import type { LocalOffer } from './local-offer.ts'
import { findOfferOfShare, findOfferOfUser } from './local-offer-repository.ts'
import { deleteMount, findMount } from './mount-repository.ts'
import { standingStates } from './received-share.ts'
import {
  findReceivedShare,
  findReceivedShareOfUser,
  listPendingFrom,
  listStandingShares,
  moveReceivedShare,
  type PendingFrom,
  type StoredReceivedShare,
} from './received-share-repository.ts'
import { unmount } from './unmount.ts'

/**
 * Declines what is in the inbox, or leaves what was accepted. It is gone at once, whatever its server says; the
 * server is told by a job. A share that has ended already stays as it is.
 *
 * @throws IsthmusError `inbox-item-not-found`
 */
export async function declineShare(context: MountsContext, actor: UserActor, id: number): Promise<InboxItem> {
  await context.database.write(async (tx) => {
    const share = await findReceivedShareOfUser(tx, actor.tenant, actor.userId, id)
    if (share === undefined) await declineLocal(context, tx, actor, id)
    else if (await decline(context, tx, actor, share)) await unmount(context, tx, id)
    crashPoint('before-declining')
  })
  crashPoint('after-declining')
  return readInboxItem(context, actor, id)
}

async function declineLocal(context: MountsContext, tx: Tx, actor: UserActor, id: number): Promise<void> {
  const offer = await findOfferOfUser(tx, actor.tenant, actor.userId, id)
  if (offer === undefined) throw fault('inbox-item-not-found')
  const share = await shareOfOffer(context, tx, offer)
  if (await declineOffer(context, tx, actor, offer, share)) await removePlace(context, tx, offer)
}

async function shareOfOffer(
  context: MountsContext,
  tx: Tx,
  { tenant, shareId }: LocalOffer,
): Promise<Pick<Share, 'name'>> {
  return (await context.shares.localGrants(tx, tenant, [shareId])).get(shareId)?.share ?? { name: '' }
}

/**
 * The user removed the place of a share from the tree: the same as leaving the share. Called by `files` while it
 * removes the node.
 */
export async function leaveRemovedMount(
  context: MountsContext,
  tx: Tx,
  nodeId: number,
  actor: Actor,
): Promise<void> {
  const mount = await findMount(tx, nodeId)
  if (mount === undefined) return leaveLocalMount(context, tx, nodeId, actor)
  const share = await findReceivedShare(tx, mount.tenant, mount.receivedShareId)
  if (share !== undefined) await decline(context, tx, actor, share)
  await deleteMount(tx, nodeId)
}

async function leaveLocalMount(context: MountsContext, tx: Tx, nodeId: number, actor: Actor): Promise<void> {
  const [mount] = await findLocalMounts(tx, [nodeId])
  const offer = mount && (await findOfferOfShare(tx, mount.shareId, mount.user))
  // The row goes first: what follows from leaving would else look for it.
  await deleteMount(tx, nodeId)
  if (offer !== undefined) {
    await declineOffer(context, tx, actor, offer, await shareOfOffer(context, tx, offer))
  }
}

/** Somebody is no longer here: leaves all that was shared with them. */
export async function leaveShares(
  context: MountsContext,
  tx: Tx,
  tenant: TenantId,
  user: UserId,
): Promise<void> {
  for (const share of await listStandingShares(tx, tenant, user)) {
    await decline(context, tx, { kind: 'system', tenant }, share)
    await unmount(context, tx, share.id)
  }
  await leaveOffers(context, tx, tenant, user)
}

/** Nothing is wanted of a peer or a sender any more: what waits for an answer is declined. */
export async function declinePending(
  context: MountsContext,
  tx: Tx,
  tenant: TenantId,
  from: PendingFrom,
): Promise<void> {
  for (const share of await listPendingFrom(tx, tenant, from)) {
    await decline(context, tx, { kind: 'system', tenant }, share)
  }
}

/** @returns whether the share was still standing */
async function decline(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  share: StoredReceivedShare,
): Promise<boolean> {
  const now = context.clock.now()
  if (!(await moveReceivedShare(tx, share.id, standingStates, { state: 'declined', now }))) return false
  await context.activity.record(tx, actor, {
    action: share.state === 'accepted' ? 'received-share.left' : 'received-share.declined',
    subjectKind: 'received-share',
    subjectId: String(share.id),
    detail: { name: share.name, peer: share.peer },
    shownTo: share.user,
  })
  await context.activity.withdraw(tx, { kind: 'received-share', id: share.id })
  await context.events.raise(tx, 'received-share.ended', { tenant: share.tenant, receivedShareId: share.id })
  await context.jobs.enqueue(tx, answerShareJob(share, 'declined', now))
  return true
}
