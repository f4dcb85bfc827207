import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import type { SystemActor, TenantId, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import { declineOffer, endOffer, removePlace } from './answer-offer.ts'
import type { MountsContext } from './context.ts'
import { deleteRules } from './inbox-rules-repository.ts'
import { findOfferOfShare, listStandingOffers } from './local-offer-repository.ts'
import { offerTo } from './offer-share.ts'

/** The kind of job that takes a share that is over from those of its recipients who still have a place of it. */
export const endOffersKind = 'mounts/end-offers'

/** From how many recipients one transaction takes a share. */
const batch = 100

/** A share is over: a subscriber of `share.ended`. It opens nothing any more; here its places go. */
export async function endOffers(
  context: MountsContext,
  tx: Tx,
  tenant: TenantId,
  shareId: number,
): Promise<void> {
  const grant = (await context.shares.localGrants(tx, tenant, [shareId])).get(shareId)
  if (grant === undefined) return
  const offers = await listStandingOffers(tx, { shareId }, batch)
  for (const offer of offers) await endOffer(context, tx, { kind: 'system', tenant }, offer, grant.share)
  if (offers.length === batch) await context.jobs.enqueue(tx, endOffersJob(context, tenant, shareId))
}

function endOffersJob({ clock }: MountsContext, tenant: TenantId, shareId: number): NewJob {
  return {
    kind: endOffersKind,
    tenant,
    payload: { share: shareId },
    orderKey: `local-share:${shareId}`,
    deadlineAt: clock.now() + patience,
  }
}

/** Nobody but the database is waited for: a day, in milliseconds. */
const patience = 24 * 60 * 60 * 1000

export function endOtherOffers(context: MountsContext): JobHandler {
  return {
    async run({ tenant, payload }): Promise<JobOutcome> {
      await context.database.write((tx) => endOffers(context, tx, tenant, Number(payload['share'])))
      return { done: true }
    },
  }
}

/** Who is in a group has changed: who joined gets what is shared with it, who left loses it. */
export async function followGroup(
  context: MountsContext,
  tx: Tx,
  group: {
    readonly tenant: TenantId
    readonly groupId: string
    readonly joined: readonly UserId[]
    readonly left: readonly UserId[]
  },
): Promise<void> {
  const actor: SystemActor = { kind: 'system', tenant: group.tenant }
  for (const share of await context.shares.openSharesWith(tx, group.tenant, group.groupId)) {
    await offerTo(context, tx, share, group.joined)
    for (const userId of group.left) {
      const offer = await findOfferOfShare(tx, share.id, userId)
      if (offer !== undefined) await endOffer(context, tx, actor, offer, share)
      await context.shares.noteLocalAnswer(tx, actor, { shareId: share.id, userId, answer: 'declined' })
    }
  }
}

/** Somebody is no longer here: leaves all that people of this server shared with them. */
export async function leaveOffers(
  context: MountsContext,
  tx: Tx,
  tenant: TenantId,
  user: UserId,
): Promise<void> {
  for (;;) {
    const offers = await listStandingOffers(tx, { user }, batch)
    const grants = await context.shares.localGrants(
      tx,
      tenant,
      offers.map(({ shareId }) => shareId),
    )
    for (const offer of offers) {
      const { name } = grants.get(offer.shareId)?.share ?? { name: '' }
      await declineOffer(context, tx, { kind: 'system', tenant }, offer, { name })
      await removePlace(context, tx, offer)
    }
    if (offers.length < batch) break
  }
  await deleteRules(tx, user)
}
