/**
 * How shares come to people of this server: each recipient gets an offer in the inbox, and by their own rule it has a
 * place among their files at once.
 */
import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import type { TenantId, UserId } from '../platform/actor.ts'
import { allocate, type Tx } from '../platform/database/index.ts'
import type { Share } from '../shares/index.ts'
import { acceptOffer } from './answer-offer.ts'
import type { MountsContext } from './context.ts'
import { usualRules } from './inbox-rules.ts'
import { findRules } from './inbox-rules-repository.ts'
import type { LocalOffer } from './local-offer.ts'
import { findOfferOfShare, insertOffer, moveOffer } from './local-offer-repository.ts'
import { recordOffer, tellOffer } from './record-offer.ts'

/** The kind of job that offers a share to those members of a group who have not been reached. */
export const offerShareKind = 'mounts/offer-share'

/** To how many members of a group one transaction offers a share. */
const batch = 100

/** A share has come to be: a subscriber of `share.created`. */
export async function offerShare(
  context: MountsContext,
  tx: Tx,
  tenant: TenantId,
  shareId: number,
): Promise<void> {
  const grant = (await context.shares.localGrants(tx, tenant, [shareId])).get(shareId)
  if (grant === undefined || grant.over) return
  const { share } = grant
  if (share.recipient.kind === 'user') await offerTo(context, tx, share, [share.recipient.userId])
  else if (share.recipient.kind === 'group') await offerToMembers(context, tx, share)
}

/** Offers a share to members of its group, and leaves the others to a job. */
async function offerToMembers(context: MountsContext, tx: Tx, share: Share, after?: UserId): Promise<void> {
  if (share.recipient.kind !== 'group') return
  const page = { limit: batch, ...(after === undefined ? {} : { after }) }
  const members = await context.accounts.memberIdsOf(tx, share.recipient.groupId, page)
  await offerTo(context, tx, share, members)
  const last = members.at(-1)
  if (members.length === batch && last !== undefined) {
    await context.jobs.enqueue(tx, offerShareJob(context, share, last))
  }
}

function offerShareJob({ clock }: MountsContext, share: Share, after: UserId): NewJob {
  return {
    kind: offerShareKind,
    tenant: share.tenant,
    payload: { share: share.id, after },
    orderKey: `local-share:${share.id}`,
    deadlineAt: clock.now() + patience,
  }
}

/** Nobody but the database is waited for: a day, in milliseconds. */
const patience = 24 * 60 * 60 * 1000

export function offerShareToOthers(context: MountsContext): JobHandler {
  return {
    async run({ tenant, payload }): Promise<JobOutcome> {
      const shareId = Number(payload['share'])
      await context.database.write(async (tx) => {
        const grant = (await context.shares.localGrants(tx, tenant, [shareId])).get(shareId)
        if (grant === undefined || grant.over) return
        await offerToMembers(context, tx, grant.share, String(payload['after']) as UserId)
      })
      return { done: true }
    },
  }
}

/**
 * Offers a share to people. Whoever it belongs to, and whoever shares it, has it already; whoever left it is not asked
 * again.
 */
export async function offerTo(
  context: MountsContext,
  tx: Tx,
  share: Share,
  people: readonly UserId[],
): Promise<void> {
  const names = await context.accounts.usersById(tx, share.tenant, [share.owner, share.initiator])
  const ownerName = names.get(share.owner)?.username ?? ''
  const senderName = names.get(share.initiator)?.username ?? ''
  for (const user of people) {
    if (user === share.owner || user === share.initiator) continue
    const offer = await putOffer(context, tx, share, { user, ownerName, senderName })
    if (offer === undefined) continue
    await recordOffer(context, tx, { kind: 'system', tenant: share.tenant }, 'arrived', offer, share)
    const { local: rule } = (await findRules(tx, user)) ?? usualRules
    if (rule === 'accept')
      await acceptOffer(context, tx, { kind: 'system', tenant: share.tenant }, offer, share)
    await tellOffer(context, tx, rule === 'accept' ? 'share-added' : 'share-received', offer, share)
  }
}

/** @returns `undefined` when they have it, or have left it */
async function putOffer(
  { clock }: MountsContext,
  tx: Tx,
  share: Share,
  { user, ownerName, senderName }: { user: UserId; ownerName: string; senderName: string },
): Promise<LocalOffer | undefined> {
  const now = clock.now()
  const known = await findOfferOfShare(tx, share.id, user)
  if (known !== undefined) {
    // Somebody who has left the group, and comes back.
    const again = await moveOffer(tx, known.id, ['removed', 'expired'], { state: 'pending', now })
    return again ? { ...known, state: 'pending', changedAt: now } : undefined
  }
  const offer: LocalOffer = {
    id: await allocate(tx, 'received_share'),
    tenant: share.tenant,
    user,
    shareId: share.id,
    ownerName,
    senderName,
    state: 'pending',
    createdAt: now,
    changedAt: now,
  }
  await insertOffer(tx, offer)
  return offer
}
