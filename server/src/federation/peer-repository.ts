import type { Discovery, JwkSet, PeerHost, Validators } from '@isthmus/ocm'
import type { Kysely, Selectable } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

/** What we know of another server, whichever tenant asks. Times are epoch milliseconds. */
export interface Peer {
  readonly host: PeerHost
  /** As it was last read. */
  readonly discovery?: Discovery
  readonly discoveredAt?: number
  /** Until then nobody asks again, be the last answer a document or a failure. */
  readonly freshUntil: number
  /** Why it could not be asked the last time; absent after a success. */
  readonly failure?: PastFailure
  readonly keys?: JwkSet
  readonly keysFetchedAt?: number
  /** The same for its keys. */
  readonly keysFailure?: PastFailure
  readonly discoveryValidators?: PastValidators
  readonly keysValidators?: PastValidators
}

/** With what a server can be asked whether a document is still as it was read. */
export interface PastValidators extends Validators {
  /** When it was read, and not only said to be the same. */
  readonly readAt: number
}

/** Why something could not be had. */
export interface Failure {
  /** Stable slug. */
  readonly reason: string
  readonly detail: string
}

export interface PastFailure extends Failure {
  readonly at: number
}

export async function findPeer(executor: Executor, host: PeerHost): Promise<Peer | undefined> {
  const row = await executor.selectFrom('peers').selectAll().where('host', '=', host).executeTakeFirst()
  return row && peerOf(row)
}

export async function putDiscovery(
  executor: Executor,
  discovery: Discovery,
  times: { now: number; freshUntil: number },
  validators: PastValidators | undefined,
): Promise<void> {
  const said = {
    discovery: JSON.stringify(discovery),
    discovery_validators: validators === undefined ? null : JSON.stringify(validators),
    scheme: discovery.scheme,
    discovered_at: times.now,
    fresh_until: times.freshUntil,
    failure: null,
  }
  await executor
    .insertInto('peers')
    .values({ host: discovery.host, ...said })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(said))
    .execute()
}

export async function putFailure(
  executor: Executor,
  host: PeerHost,
  failure: PastFailure,
  freshUntil: number,
): Promise<void> {
  const said = { failure: JSON.stringify(failure), fresh_until: freshUntil }
  await executor
    .insertInto('peers')
    .values({ host, scheme: 'https', ...said })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(said))
    .execute()
}

export async function putKeys(
  executor: Executor,
  host: PeerHost,
  keys: JwkSet,
  now: number,
  validators: PastValidators | undefined,
): Promise<void> {
  await executor
    .updateTable('peers')
    .set({
      keys: JSON.stringify(keys),
      keys_validators: validators === undefined ? null : JSON.stringify(validators),
      keys_fetched_at: now,
      keys_failure: null,
    })
    .where('host', '=', host)
    .execute()
}

export async function putKeysFailure(
  executor: Executor,
  host: PeerHost,
  failure: PastFailure,
): Promise<void> {
  await executor
    .updateTable('peers')
    .set({ keys_failure: JSON.stringify(failure) })
    .where('host', '=', host)
    .execute()
}

/** Forgets servers that nobody here has to do with, and that nobody has asked about since `before`. */
export async function forgetStrangers(executor: Executor, before: number): Promise<void> {
  await executor
    .deleteFrom('peers')
    .where('fresh_until', '<', before)
    .where('host', 'not in', (eb) => eb.selectFrom('known_peers').select('host'))
    .execute()
}

/** All that tenants have made contact with, by name, and how they answered the last time. */
export async function findKnownPeers(executor: Executor): Promise<Peer[]> {
  const rows = await executor
    .selectFrom('peers')
    .selectAll()
    .where('host', 'in', (eb) => eb.selectFrom('known_peers').select('known_peers.host'))
    .orderBy('host')
    .execute()
  return rows.map(peerOf)
}

export async function findAcquaintance(
  executor: Executor,
  tenant: TenantId,
  host: PeerHost,
): Promise<Acquaintance | undefined> {
  return executor
    .selectFrom('known_peers')
    .select(['how', 'since'])
    .where('tenant_id', '=', tenant)
    .where('host', '=', host)
    .executeTakeFirst()
}

/** Those of the servers that somebody of a tenant has dealt with. */
export async function findAcquaintances(
  executor: Executor,
  tenant: TenantId,
  hosts: readonly PeerHost[],
): Promise<PeerHost[]> {
  const known: PeerHost[] = []
  for (const batch of batchesOf(hosts)) {
    const rows = await executor
      .selectFrom('known_peers')
      .select('host')
      .where('tenant_id', '=', tenant)
      .where('host', 'in', batch)
      .execute()
    known.push(...rows.map(({ host }) => host as PeerHost))
  }
  return known
}

export async function putKnownPeer(
  executor: Executor,
  tenant: TenantId,
  host: PeerHost,
  how: string,
  now: number,
): Promise<void> {
  await executor
    .insertInto('known_peers')
    .values({ tenant_id: tenant, host, how, since: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'host']).doNothing())
    .execute()
}

/** How somebody of a tenant has dealt with a server. */
export interface Acquaintance {
  /** `share-sent`, `share-accepted`. */
  readonly how: string
  /** Epoch milliseconds. */
  readonly since: number
}

export async function listAcquaintances(
  executor: Executor,
  tenant: TenantId,
): Promise<Map<PeerHost, Acquaintance>> {
  const rows = await executor.selectFrom('known_peers').selectAll().where('tenant_id', '=', tenant).execute()
  return new Map(rows.map(({ host, how, since }) => [host as PeerHost, { how, since }]))
}

export async function findPeers(executor: Executor, hosts: readonly PeerHost[]): Promise<Peer[]> {
  const peers: Peer[] = []
  for (const batch of batchesOf(hosts)) {
    const rows = await executor.selectFrom('peers').selectAll().where('host', 'in', batch).execute()
    peers.push(...rows.map(peerOf))
  }
  return peers
}

export async function deleteKnownPeer(executor: Executor, tenant: TenantId, host: PeerHost): Promise<void> {
  await executor.deleteFrom('known_peers').where('tenant_id', '=', tenant).where('host', '=', host).execute()
}

/** What a server has said about itself is asked for anew. */
export async function deletePeer(executor: Executor, host: PeerHost): Promise<void> {
  await executor.deleteFrom('peers').where('host', '=', host).execute()
}

function peerOf(row: Selectable<Schema['peers']>): Peer {
  return {
    host: row.host as PeerHost,
    ...(row.discovery === null ? {} : { discovery: JSON.parse(row.discovery) as Discovery }),
    ...(row.discovered_at === null ? {} : { discoveredAt: row.discovered_at }),
    freshUntil: row.fresh_until,
    ...(row.failure === null ? {} : { failure: JSON.parse(row.failure) as PastFailure }),
    ...(row.keys === null ? {} : { keys: JSON.parse(row.keys) as JwkSet }),
    ...(row.keys_fetched_at === null ? {} : { keysFetchedAt: row.keys_fetched_at }),
    ...(row.keys_failure === null ? {} : { keysFailure: JSON.parse(row.keys_failure) as PastFailure }),
    ...(row.discovery_validators === null
      ? {}
      : { discoveryValidators: JSON.parse(row.discovery_validators) as PastValidators }),
    ...(row.keys_validators === null
      ? {}
      : { keysValidators: JSON.parse(row.keys_validators) as PastValidators }),
  }
}
