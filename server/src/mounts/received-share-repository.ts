import { formatOcmAddress, type OcmAddress, type PeerHost, parseOcmAddress } from '@isthmus/ocm'
import type { Insertable, Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Permissions } from '../platform/permissions.ts'
import { type ReceivedShare, type ReceivedShareState, standingStates } from './received-share.ts'

type Executor = Kysely<Schema>

/** A received share with what must not leave the room. */
export interface StoredReceivedShare extends ReceivedShare {
  readonly secretSealed: string
  readonly secretLookup: string
}

export async function insertReceivedShare(executor: Executor, share: StoredReceivedShare): Promise<void> {
  await executor.insertInto('received_shares').values(rowOf(share)).execute()
}

/** Replaces what the peer says of a share; id, recipient, state and time of arrival stay. */
export async function updateReceivedShare(executor: Executor, share: StoredReceivedShare): Promise<void> {
  const { id, tenant_id, user_id, state, created_at, ...said } = rowOf(share)
  await executor.updateTable('received_shares').set(said).where('id', '=', id).execute()
}

/** What the share allows from now on, and until when. */
export async function updateTerms(
  executor: Executor,
  terms: { id: number; permissions: Permissions; expiresAt: number | undefined; now: number },
): Promise<void> {
  await executor
    .updateTable('received_shares')
    .set({ permissions: terms.permissions, expires_at: terms.expiresAt ?? null, changed_at: terms.now })
    .where('id', '=', terms.id)
    .execute()
}

export async function findReceivedShare(
  executor: Executor,
  tenant: TenantId,
  id: number,
): Promise<StoredReceivedShare | undefined> {
  const row = await executor
    .selectFrom('received_shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && shareOf(row)
}

/** In no order. */
export async function findReceivedSharesById(
  executor: Executor,
  tenant: TenantId,
  ids: readonly number[],
): Promise<StoredReceivedShare[]> {
  const shares: StoredReceivedShare[] = []
  for (const batch of batchesOf(ids)) {
    const rows = await executor
      .selectFrom('received_shares')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .where('id', 'in', batch)
      .execute()
    shares.push(...rows.map(shareOf))
  }
  return shares
}

export async function findReceivedShareOfUser(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  id: number,
): Promise<StoredReceivedShare | undefined> {
  const share = await findReceivedShare(executor, tenant, id)
  return share?.user === user ? share : undefined
}

/**
 * Who calls a share of theirs so, those who have proven it first; the secret tells those apart that use the same
 * providerId. At most two.
 */
export async function findSenders(
  executor: Executor,
  tenant: TenantId,
  providerId: string,
  secretLookup?: string,
): Promise<{ host: PeerHost; verified: boolean }[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .select(({ fn }) => ['peer', fn.max('verified').as('verified')])
    .where('tenant_id', '=', tenant)
    .where('provider_id', '=', providerId)
    .$if(secretLookup !== undefined, (query) => query.where('secret_lookup', '=', secretLookup ?? ''))
    .groupBy('peer')
    .orderBy('verified', 'desc')
    .limit(2)
    .execute()
  return rows.map((row) => ({ host: row.peer as PeerHost, verified: row.verified === 1 }))
}

/** Everything under one name of a peer: at most one verified share per recipient, and whatever claims to be it. */
export async function listByProviderId(
  executor: Executor,
  tenant: TenantId,
  peer: PeerHost,
  providerId: string,
): Promise<StoredReceivedShare[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('peer', '=', peer)
    .where('provider_id', '=', providerId)
    .execute()
  return rows.map(shareOf)
}

/** Newest first. */
export async function listInbox(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  page: { limit: number; before?: number; state?: ReceivedShareState },
): Promise<StoredReceivedShare[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? 0))
    .$if(page.state !== undefined, (query) => query.where('state', '=', page.state ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(shareOf)
}

/** How many wait for somebody's answer. */
export async function countPendingOf(executor: Executor, tenant: TenantId, user: UserId): Promise<number> {
  const row = await executor
    .selectFrom('received_shares')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return row.count
}

/**
 * How many shares wait for the user's answer: those of one peer, all, and those that were let in for one of these
 * reasons.
 */
export async function countPending(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
  { peer, reasons }: { peer: PeerHost; reasons: readonly string[] },
): Promise<{ ofPeer: number; ofUser: number; forReasons: number }> {
  const row = await executor
    .selectFrom('received_shares')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('peer', '=', peer).as('of_peer'),
      eb.fn.countAll<number>().as('of_user'),
      eb.fn.countAll<number>().filterWhere('trust_reason', 'in', reasons).as('for_reasons'),
    ])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return { ofPeer: row.of_peer, ofUser: row.of_user, forReasons: row.for_reasons }
}

/** A peer or one sender, and perhaps only what was shared with one user. */
export type PendingFrom = ({ readonly peer: string } | { readonly sender: string }) & {
  readonly user?: UserId
}

/** What waits for an answer of what a peer, or one sender, has shared. */
export async function listPendingFrom(
  executor: Executor,
  tenant: TenantId,
  from: PendingFrom,
): Promise<StoredReceivedShare[]> {
  const pending = executor
    .selectFrom('received_shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('state', '=', 'pending')
  const { user } = from
  const rows = await ('peer' in from
    ? pending.where('peer', '=', from.peer)
    : pending.where('sender', '=', from.sender)
  )
    .$if(user !== undefined, (query) => query.where('user_id', '=', user ?? ''))
    .execute()
  return rows.map(shareOf)
}

/** What still stands of what was shared with somebody. */
export async function listStandingShares(
  executor: Executor,
  tenant: TenantId,
  user: UserId,
): Promise<StoredReceivedShare[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', user)
    .where('state', 'in', [...standingStates])
    .execute()
  return rows.map(shareOf)
}

export async function listExpiredReceivedShares(
  executor: Executor,
  now: number,
  limit: number,
): Promise<StoredReceivedShare[]> {
  const rows = await executor
    .selectFrom('received_shares')
    .selectAll()
    .where('expires_at', '<=', now)
    .where('state', 'in', [...standingStates])
    .orderBy('expires_at')
    .limit(limit)
    .execute()
  return rows.map(shareOf)
}

/**
 * Moves a share to another state, provided it is still in one of the expected ones.
 * @returns whether it was
 */
export async function moveReceivedShare(
  executor: Executor,
  id: number,
  from: readonly ReceivedShareState[],
  to: { state: ReceivedShareState; now: number },
): Promise<boolean> {
  const result = await executor
    .updateTable('received_shares')
    .set({ state: to.state, changed_at: to.now })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

function rowOf(share: StoredReceivedShare): Insertable<Schema['received_shares']> {
  return {
    id: share.id,
    tenant_id: share.tenant,
    user_id: share.user,
    peer: share.peer,
    provider_id: share.providerId,
    owner: formatOcmAddress(share.owner),
    sender: formatOcmAddress(share.sender),
    owner_display_name: share.ownerDisplayName ?? null,
    sender_display_name: share.senderDisplayName ?? null,
    share_with: formatOcmAddress(share.shareWith),
    name: share.name,
    description: share.description ?? null,
    resource_kind: share.resourceKind,
    permissions: share.permissions,
    uri: share.uri,
    secret_sealed: share.secretSealed,
    secret_lookup: share.secretLookup,
    must_exchange_token: share.mustExchangeToken ? 1 : 0,
    verified: share.verified ? 1 : 0,
    trust_reason: share.trustReason,
    state: share.state,
    expires_at: share.expiresAt ?? null,
    created_at: share.createdAt,
    changed_at: share.changedAt,
  }
}

function shareOf(row: Selectable<Schema['received_shares']>): StoredReceivedShare {
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    user: row.user_id as UserId,
    peer: row.peer as PeerHost,
    providerId: row.provider_id,
    owner: address(row.owner),
    sender: address(row.sender),
    ...(row.owner_display_name === null ? {} : { ownerDisplayName: row.owner_display_name }),
    ...(row.sender_display_name === null ? {} : { senderDisplayName: row.sender_display_name }),
    shareWith: address(row.share_with),
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    resourceKind: row.resource_kind === 'file' ? 'file' : 'folder',
    permissions: row.permissions as Permissions,
    uri: row.uri,
    secretSealed: row.secret_sealed,
    secretLookup: row.secret_lookup,
    mustExchangeToken: row.must_exchange_token === 1,
    verified: row.verified === 1,
    trustReason: row.trust_reason,
    state: row.state as ReceivedShareState,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

function address(text: string): OcmAddress {
  const parsed = parseOcmAddress(text)
  if (!parsed.ok) throw new Error('a received share has no readable address')
  return parsed.address
}
