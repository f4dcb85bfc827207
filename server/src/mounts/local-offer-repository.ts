import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import type { LocalOffer } from './local-offer.ts'
import { type ReceivedShareState, standingStates } from './received-share.ts'

type Executor = Kysely<Schema>

export async function insertOffer(executor: Executor, offer: LocalOffer): Promise<void> {
  await executor
    .insertInto('local_offers')
    .values({
      id: offer.id,
      tenant_id: offer.tenant,
      user_id: offer.user,
      share_id: offer.shareId,
      owner_name: offer.ownerName,
      sender_name: offer.senderName,
      state: offer.state,
      created_at: offer.createdAt,
      changed_at: offer.changedAt,
    })
    .execute()
}

/** An item of somebody's inbox. */
export async function findOfferOfUser(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  id: number,
): Promise<LocalOffer | undefined> {
  const row = await executor
    .selectFrom('local_offers')
    .selectAll()
    .where('id', '=', id)
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return row && offerOf(row)
}

/** What somebody has of a share. */
export async function findOfferOfShare(
  executor: Executor,
  shareId: number,
  user: UserId,
): Promise<LocalOffer | undefined> {
  const row = await executor
    .selectFrom('local_offers')
    .selectAll()
    .where('share_id', '=', shareId)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return row && offerOf(row)
}

/** Newest first. */
export async function listOffers(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  page: { limit: number; before?: number; state?: ReceivedShareState },
): Promise<LocalOffer[]> {
  const rows = await executor
    .selectFrom('local_offers')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? 0))
    .$if(page.state !== undefined, (query) => query.where('state', '=', page.state ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(offerOf)
}

/** How many wait for somebody's answer. */
export async function countPendingOffers(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
): Promise<number> {
  const row = await executor
    .selectFrom('local_offers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return row.count
}

/** What still stands of what was offered to somebody, or of a share. */
export async function listStandingOffers(
  executor: Executor,
  of: { readonly user: UserId } | { readonly shareId: number },
  limit: number,
): Promise<LocalOffer[]> {
  const offers = executor
    .selectFrom('local_offers')
    .selectAll()
    .where('state', 'in', [...standingStates])
  const rows = await ('user' in of
    ? offers.where('user_id', '=', of.user)
    : offers.where('share_id', '=', of.shareId)
  )
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(offerOf)
}

/**
 * Moves an offer to another state, provided it is still in one of the expected ones.
 * @returns whether it was
 */
export async function moveOffer(
  executor: Executor,
  id: number,
  from: readonly ReceivedShareState[],
  to: { state: ReceivedShareState; now: number },
): Promise<boolean> {
  const result = await executor
    .updateTable('local_offers')
    .set({ state: to.state, changed_at: to.now })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

function offerOf(row: Selectable<Schema['local_offers']>): LocalOffer {
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    user: row.user_id as UserId,
    shareId: row.share_id,
    ownerName: row.owner_name,
    senderName: row.sender_name,
    state: row.state as ReceivedShareState,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}
