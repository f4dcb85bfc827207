import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { Share } from '../shares/index.ts'
import type { MountsContext } from './context.ts'
import { insertLocalMount, listLocalMountsOfUser } from './local-mount-repository.ts'
import type { LocalOffer } from './local-offer.ts'
import { moveOffer } from './local-offer-repository.ts'
import { deleteMount } from './mount-repository.ts'
import { placeName } from './place-name.ts'
import { standingStates } from './received-share.ts'
import { recordOffer, tellOffer } from './record-offer.ts'

/**
 * Gives a share of this server its place among the recipient's files. What is for a group can be taken up again by
 * who has left it; an offer that has ended stays as it is.
 * @returns whether it was accepted now
 */
export async function acceptOffer(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  offer: LocalOffer,
  share: Share,
): Promise<boolean> {
  const now = context.clock.now()
  const from = share.recipient.kind === 'group' ? (['pending', 'declined'] as const) : (['pending'] as const)
  if (!(await moveOffer(tx, offer.id, from, { state: 'accepted', now }))) return false
  const { tenant, user, shareId } = offer
  const { defaultFolder: folder } = await context.settingsOf(tenant, tx)
  const name = placeName(share.name)
  const nodeId = await context.files.addMount(tx, { tenant, userId: user, folder, name })
  await insertLocalMount(tx, { nodeId, tenant, user, shareId, sourceNodeId: share.nodeId }, now)
  await recordOffer(context, tx, actor, 'accepted', offer, share)
  await context.activity.withdraw(tx, { kind: 'received-share', id: offer.id })
  await context.shares.noteLocalAnswer(tx, actor, { shareId, userId: user, answer: 'accepted' })
  return true
}

/**
 * The recipient does not want it, or not any more. Of a share with a group only this one place goes.
 * @returns whether the offer was still standing
 */
export async function declineOffer(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  offer: LocalOffer,
  share: Pick<Share, 'name'>,
): Promise<boolean> {
  const now = context.clock.now()
  if (!(await moveOffer(tx, offer.id, standingStates, { state: 'declined', now }))) return false
  await recordOffer(context, tx, actor, offer.state === 'accepted' ? 'left' : 'declined', offer, share)
  await context.activity.withdraw(tx, { kind: 'received-share', id: offer.id })
  const { shareId, user: userId } = offer
  await context.shares.noteLocalAnswer(tx, actor, { shareId, userId, answer: 'declined' })
  return true
}

/** The share is over for the recipient, by no doing of theirs: they are told, had they accepted it. */
export async function endOffer(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  offer: LocalOffer,
  share: Share,
): Promise<void> {
  const now = context.clock.now()
  const state = (share.expiresAt ?? Infinity) <= now ? 'expired' : 'removed'
  if (!(await moveOffer(tx, offer.id, standingStates, { state, now }))) return
  await removePlace(context, tx, offer)
  await recordOffer(context, tx, actor, state, offer, share)
  await context.activity.withdraw(tx, { kind: 'received-share', id: offer.id })
  // The end of what was never accepted is no news: it is as if it had never come.
  if (offer.state === 'accepted') await tellOffer(context, tx, `share-${state}`, offer, share)
}

/** Takes a share out of the tree of one recipient. */
export async function removePlace(
  context: MountsContext,
  tx: Tx,
  { shareId, user }: Pick<LocalOffer, 'shareId' | 'user'>,
): Promise<void> {
  for (const mount of await listLocalMountsOfUser(tx, user, [shareId])) {
    await deleteMount(tx, mount.nodeId)
    await context.files.removeMount(tx, mount.nodeId)
  }
}
