/**
 * What other servers say about themselves, remembered in the database: discovery documents and keys. A server is asked
 * by one request at a time, however many wait for the answer, and one that failed is left alone for a while.
 */
import {
  type DiscoverFailureReason,
  type Discovery,
  discover,
  type FetchKeysResult,
  fetchKeys,
  type JwkSet,
  type PeerHost,
  type Validators,
} from '@isthmus/ocm'
import type { FederationContext } from './context.ts'
import {
  type Failure,
  findPeer,
  forgetStrangers,
  type PastValidators,
  type Peer,
  putDiscovery,
  putFailure,
  putKeys,
  putKeysFailure,
} from './peer-repository.ts'

export type Discovered = { ok: true; discovery: Discovery } | DiscoveryFailure

export interface DiscoveryFailure {
  readonly ok: false
  readonly reason: DiscoverFailureReason
  readonly detail: string
  /** The server could not be reached or is busy: asking again later makes sense. */
  readonly passing: boolean
}

export interface PeerDirectory {
  /** @param options.fresh - ask, whatever is remembered */
  discover(host: PeerHost, options?: { fresh?: boolean }): Promise<Discovered>
  /**
   * The key set that has this key id, fetched anew when the remembered one has not; a set without it when the server
   * was asked just now.
   */
  keysWith(host: PeerHost, keyId: string): Promise<KeySetResult>
}

export type KeySetResult = { ok: true; keys: JwkSet } | KeysFailure

interface KeysFailure {
  readonly ok: false
  readonly reason: DiscoverFailureReason | Extract<FetchKeysResult, { ok: false }>['reason']
  readonly detail: string
  readonly passing: boolean
}

const minute = 60_000
const day = 24 * 60 * minute
/** A document is used for this long at least, whatever it says, and at most, even if there is no newer one. */
const freshness = { shortest: minute / 2, longest: day }
/** The same for who asks whether a server that is down is still what it was, in milliseconds. */
export const documentLifetime = freshness.longest
/** It is asked whether a document has changed; read whole it is once in this time: we may understand more of it by then. */
const rereadAfter = 7 * day
const failurePause = { passing: minute / 2, lasting: 5 * minute }
const keysFreshFor = 60 * minute
/** A signature with an unknown key id makes us ask for the keys again, but not more often than this. */
const keysPause = minute / 2
/** How many servers that were never heard of before are asked at a time: strangers decide how many there are. */
const strangersAtOnce = 64

const passingReasons = new Set<string>(['connection-refused', 'timeout', 'unreachable', 'unavailable'])

export function createPeerDirectory(context: FederationContext): PeerDirectory {
  const { database, clock } = context
  const asking = new Map<PeerHost, Promise<Discovered>>()
  const fetching = new Map<PeerHost, Promise<KeySetResult>>()

  async function discoverPeer(host: PeerHost, { fresh = false } = {}): Promise<Discovered> {
    const peer = await findPeer(database.read, host)
    const remembered = fresh ? undefined : rememberedAnswer(peer, clock.now())
    if (remembered !== undefined) return remembered
    if (peer?.discovery === undefined && asking.size >= strangersAtOnce && !asking.has(host)) return tooMany
    return once(asking, host, async () => {
      // The one who asked before may have written the answer since it was looked for.
      const meanwhile = fresh ? undefined : rememberedAnswer(await findPeer(database.read, host), clock.now())
      return meanwhile ?? ask(context, host, peer)
    })
  }

  return {
    discover: discoverPeer,
    async keysWith(host, keyId) {
      const discovered = await discoverPeer(host)
      if (!discovered.ok) return discovered
      const peer = await findPeer(database.read, host)
      const remembered = rememberedKeys(peer, keyId, clock.now())
      if (remembered !== undefined) return remembered
      const fetched = await once(fetching, host, async () => {
        const meanwhile = rememberedKeys(await findPeer(database.read, host), keyId, clock.now())
        return meanwhile ?? fetchPeerKeys(context, discovered.discovery, peer)
      })
      return fetched.ok ? fetched : failureOrOlderKeys(peer, keyId, fetched, clock.now())
    },
  }
}

const tooMany: DiscoveryFailure = {
  ok: false,
  reason: 'unavailable',
  detail: 'too many unknown servers are being asked',
  passing: true,
}

/** Lets everybody who asks for the same thing wait for the same answer. */
function once<K, V>(running: Map<K, Promise<V>>, key: K, run: () => Promise<V>): Promise<V> {
  const started = running.get(key) ?? run().finally(() => running.delete(key))
  running.set(key, started)
  return started
}

function rememberedAnswer(peer: Peer | undefined, now: number): Discovered | undefined {
  if (peer === undefined || peer.freshUntil <= now) return undefined
  if (peer.failure !== undefined) return failureOrOlderDocument(peer, failureOf(peer.failure), now)
  return peer.discovery === undefined ? undefined : { ok: true, discovery: peer.discovery }
}

/** A server that is down for a moment is still what it was: only who says that it is none is believed at once. */
function failureOrOlderDocument(
  { discovery, discoveredAt = 0 }: Pick<Peer, 'discovery' | 'discoveredAt'>,
  failure: DiscoveryFailure,
  now: number,
): Discovered {
  const usable = failure.passing && discoveredAt + freshness.longest > now
  return usable && discovery !== undefined ? { ok: true, discovery } : failure
}

async function ask(context: FederationContext, host: PeerHost, peer: Peer | undefined): Promise<Discovered> {
  const { database, clock, logger, send, allowHttpFallback } = context
  const known =
    peer?.discovery && validatorsNow({ discovery: peer.discovery }, peer.discoveryValidators, clock.now())
  const result = await discover(host, { send, allowHttpFallback, ...(known && { known }) })
  const now = clock.now()
  if (result.ok) {
    const { discovery, freshForMs, validators } = result
    const same = discovery === known?.discovery
    const kept = same ? peer?.discoveryValidators : validators && { ...validators, readAt: now }
    const freshUntil = now + Math.min(Math.max(freshForMs, freshness.shortest), freshness.longest)
    await database.write(async (tx) => {
      await forgetStrangers(tx, now - day)
      await putDiscovery(tx, discovery, { now, freshUntil }, kept)
    })
    return { ok: true, discovery }
  }
  const failure = failureOf(result)
  const { reason, detail } = result
  logger.info('federation.discovery-failed', { peer: host, reason, detail })
  const freshUntil = now + (failure.passing ? failurePause.passing : failurePause.lasting)
  await database.write(async (tx) => {
    await forgetStrangers(tx, now - day)
    await putFailure(tx, host, { reason, detail, at: now }, freshUntil)
  })
  return failureOrOlderDocument(peer ?? {}, failure, now)
}

/** A document with what makes the next request for it conditional, unless it is to be read whole again. */
function validatorsNow<D extends object>(
  document: D,
  validators: PastValidators | undefined,
  now: number,
): (D & { validators: Validators }) | undefined {
  if (validators === undefined || now - validators.readAt >= rereadAfter) return undefined
  return { ...document, validators }
}

function failureOf({ reason, detail }: { reason: string; detail: string }): DiscoveryFailure {
  return {
    ok: false,
    reason: reason as DiscoverFailureReason,
    detail,
    passing: isPassing({ reason, detail }),
  }
}

/** Whether it makes sense to ask again later: what failed says nothing about what the server is. */
export function isPassing({ reason, detail }: Failure): boolean {
  return passingReasons.has(reason) || saysServerError(detail)
}

/** A proxy answers 502 for a server that starts: that says nothing about the server. */
function saysServerError(detail: string): boolean {
  return /(?:^|\bstatus )5\d\d\b/.test(detail)
}

function rememberedKeys(peer: Peer | undefined, keyId: string, now: number): KeySetResult | undefined {
  const { keys, keysFetchedAt = 0, keysFailure } = peer ?? {}
  if (keys !== undefined && now - keysFetchedAt < (has(keys, keyId) ? keysFreshFor : keysPause)) {
    return { ok: true, keys }
  }
  if (keysFailure === undefined || now - keysFailure.at >= keysPause) return undefined
  return failureOrOlderKeys(peer, keyId, failureOf(keysFailure), now)
}

/** Keys that were right a while ago are right while the server cannot be asked; a key that they lack may be new. */
function failureOrOlderKeys(
  peer: Peer | undefined,
  keyId: string,
  failure: KeysFailure,
  now: number,
): KeySetResult {
  const { keys, keysFetchedAt = 0 } = peer ?? {}
  const usable = failure.passing && keysFetchedAt + freshness.longest > now
  return usable && keys !== undefined && has(keys, keyId) ? { ok: true, keys } : failure
}

function has({ keys }: JwkSet, keyId: string): boolean {
  return keys.some(({ kid }) => kid === keyId)
}

async function fetchPeerKeys(
  { database, clock, logger, send }: FederationContext,
  discovery: Discovery,
  peer: Peer | undefined,
): Promise<KeySetResult> {
  const { host } = discovery
  const known = peer?.keys && validatorsNow({ keys: peer.keys }, peer.keysValidators, clock.now())
  const fetched = await fetchKeys(discovery, { send, ...(known && { known }) })
  const now = clock.now()
  if (fetched.ok) {
    const { keys, validators } = fetched
    const same = keys === known?.keys
    const kept = same ? peer?.keysValidators : validators && { ...validators, readAt: now }
    await database.write((tx) => putKeys(tx, host, keys, now, kept))
    return { ok: true, keys: fetched.keys }
  }
  const { reason, detail } = fetched
  logger.info('federation.keys-failed', { peer: host, reason, detail })
  await database.write((tx) => putKeysFailure(tx, host, { reason, detail, at: now }))
  return failureOf({ reason, detail })
}
