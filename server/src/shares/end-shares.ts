/**
 * How shares end: by whom, or with what. Each end is written with the ends of the shares that passed it on, and with
 * the job that tells the recipient's server.
 */
import type { Actor, TenantId, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { SharesContext } from './context.ts'
import { deleteOldDownloads } from './links/download-repository.ts'
import { isFederated, nameOfRecipient, openStates, type Share } from './share.ts'
import { listExpiredShares, listOpenShares, listOpenSharesOfNodes, moveShare } from './share-repository.ts'
import { tellEndJob } from './tell-end.ts'

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
    shownTo: [share.owner, share.initiator],
  })
  if (isFederated(share)) await context.jobs.enqueue(tx, tellEndJob(share, now))
  await afterEnd(context, tx, share)
}

/** What follows from the end of a share, whoever ended it: whoever was passed it has nothing any more. */
export async function afterEnd(context: SharesContext, tx: Tx, share: Share): Promise<void> {
  const { tenant, id } = share
  await context.events.raise(tx, 'share.ended', { tenant, shareId: id })
  await endSharesPassedOn(context, tx, share)
}

/** Ends the shares of what has been removed. */
export async function endSharesOfNodes(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  nodeIds: readonly number[],
): Promise<void> {
  await endAll(context, tx, await listOpenSharesOfNodes(tx, tenant, nodeIds))
}

/** Ends what somebody has shared, or passed on, who is no longer here. */
export async function endSharesOfOwner(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  owner: UserId,
): Promise<void> {
  await endAll(context, tx, await listOpenShares(tx, tenant, { by: owner }))
}

/** Ends what was shared with a group that is no longer. */
export async function endSharesWithGroup(
  context: SharesContext,
  tx: Tx,
  tenant: TenantId,
  groupId: string,
): Promise<void> {
  await endAll(context, tx, await listOpenShares(tx, tenant, { recipientId: groupId }))
}

/** Ends what was passed on of a share. @param by - only by this person, who has left a share that others still have */
export async function endSharesPassedOn(
  context: SharesContext,
  tx: Tx,
  { tenant, id }: Pick<Share, 'tenant' | 'id'>,
  by?: UserId,
): Promise<void> {
  const passedOn = { parentId: id, ...(by === undefined ? {} : { by }) }
  await endAll(context, tx, await listOpenShares(tx, tenant, passedOn))
}

/** How many shares one transaction ends. */
const batch = 100

/**
 * Ends the shares whose time is over. Access has stopped by itself at that moment; this makes it visible and tells
 * the recipients and their servers. Downloads by links that nobody goes on with any more are forgotten, too.
 */
export async function expireShares(context: SharesContext): Promise<void> {
  await context.database.write((tx) => deleteOldDownloads(tx, context.clock.now()))
  for (;;) {
    const count = await context.database.write(async (tx) => {
      const shares = await listExpiredShares(tx, context.clock.now(), batch)
      await endAll(context, tx, shares, 'expired')
      return shares.length
    })
    if (count < batch) return
  }
}

async function endAll(
  context: SharesContext,
  tx: Tx,
  shares: readonly Share[],
  state: 'revoked' | 'expired' = 'revoked',
): Promise<void> {
  for (const share of shares) {
    await endShare(context, tx, { kind: 'system', tenant: share.tenant }, share, state)
  }
}
