import type { Actor, UserActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { acceptOffer } from './answer-offer.ts'
import { answerShareJob } from './answer-share.ts'
import type { MountsContext } from './context.ts'
import { type InboxItem, readInboxItem } from './inbox.ts'
import { findOfferOfUser } from './local-offer-repository.ts'
import { insertMount } from './mount-repository.ts'
import { placeName } from './place-name.ts'
import { isStanding, type ReceivedShareState, standingStates } from './received-share.ts'
import {
  findReceivedShareOfUser,
  moveReceivedShare,
  type StoredReceivedShare,
} from './received-share-repository.ts'

/**
 * Accepts what is in the inbox: it gets a place in the user's tree at once, and its sender is told, another server by a
 * job. Accepting what is accepted changes nothing.
 *
 * @throws IsthmusError `inbox-item-not-found`; `inbox-item-answered` when it is declined, removed or expired
 */
export async function acceptShare(context: MountsContext, actor: UserActor, id: number): Promise<InboxItem> {
  await context.database.write(async (tx) => {
    const share = await findReceivedShareOfUser(tx, actor.tenant, actor.userId, id)
    await (share === undefined
      ? acceptLocal(context, tx, actor, id)
      : acceptReceived(context, tx, actor, share))
    crashPoint('before-accepting')
  })
  crashPoint('after-accepting')
  return readInboxItem(context, actor, id)
}

async function acceptLocal(context: MountsContext, tx: Tx, actor: UserActor, id: number): Promise<void> {
  const offer = await findOfferOfUser(tx, actor.tenant, actor.userId, id)
  if (offer === undefined) throw fault('inbox-item-not-found')
  const grant = (await context.shares.localGrants(tx, actor.tenant, [offer.shareId])).get(offer.shareId)
  if (offer.state === 'accepted' && grant?.over === false) return
  const accepted = grant?.over === false && (await acceptOffer(context, tx, actor, offer, grant.share))
  if (!accepted)
    throw answered(standingStates.some((known) => known === offer.state) ? 'expired' : offer.state)
}

async function acceptReceived(
  context: MountsContext,
  tx: Tx,
  actor: UserActor,
  share: StoredReceivedShare,
): Promise<void> {
  const standing = isStanding(share, context.clock.now())
  if (standing && share.state === 'accepted') return
  if (!standing) {
    throw answered(share.state)
  }
  await acceptPending(context, tx, actor, share)
}

/** What has come to an end without an answer has come to it by its time. */
function answered(state: ReceivedShareState) {
  const end = state === 'declined' || state === 'removed' ? state : 'expired'
  return fault('inbox-item-answered', { because: because(`was-${end}`) })
}

/**
 * Accepts a share of another server that waits, in the name of its recipient.
 * @param actor - the recipient, or the program by the recipient's rule
 */
export async function acceptPending(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  share: StoredReceivedShare,
): Promise<void> {
  const now = context.clock.now()
  const { id, tenant, user, peer, name } = share
  await moveReceivedShare(tx, id, ['pending'], { state: 'accepted', now })
  const { defaultFolder: folder } = await context.settingsOf(tenant, tx)
  const nodeId = await context.files.addMount(tx, { tenant, userId: user, folder, name: placeName(name) })
  await insertMount(tx, { nodeId, tenant, user, receivedShareId: id }, now)
  // Whoever only claims to be that server must not make it known.
  if (share.verified) await context.federation.markKnown(tx, tenant, peer, 'share-accepted')
  await context.activity.record(tx, actor, {
    action: 'received-share.accepted',
    subjectKind: 'received-share',
    subjectId: String(id),
    detail: { name, peer },
    shownTo: user,
  })
  await context.activity.withdraw(tx, { kind: 'received-share', id })
  await context.jobs.enqueue(tx, answerShareJob(share, 'accepted', now))
}
