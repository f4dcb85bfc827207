import { chooseProfile, type Discovery, type JwkSet, type PeerHost } from '@isthmus/ocm'
import { requireAdmin } from '../accounts/index.ts'
import type { Actor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import type { FederationContext } from './context.ts'
import {
  type Acquaintance,
  findAcquaintance,
  findPeer,
  findPeers,
  listAcquaintances,
  type PastFailure,
  type Peer,
} from './peer-repository.ts'
import { findPeerRule, listPeerRules, type PeerRule } from './peer-rule-repository.ts'
import { decideByStanding, type TrustDecision } from './trust.ts'

/** What is remembered of another server, without asking it. Times are epoch milliseconds. */
export interface KnownPeer {
  readonly host: PeerHost
  /** How somebody here has dealt with it. */
  readonly known?: Acquaintance
  /** What an administrator has said. */
  readonly rule?: PeerRule
  readonly provider?: string
  /** The dialect that is spoken with it. */
  readonly profile?: string
  readonly signs?: boolean
  readonly discoveredAt?: number
  /** Why it could not be asked the last time; absent after a success. */
  readonly failure?: PastFailure
  readonly keysFailure?: PastFailure
}

/** The same in full. */
export interface PeerDetails extends KnownPeer {
  readonly discovery?: Discovery
  readonly keys?: JwkSet
  /** What becomes of shares from there now, unless their sender is blocked. */
  readonly trust: { readonly signed: TrustDecision; readonly unsigned: TrustDecision }
}

/**
 * The servers that somebody of the tenant has dealt with, or an administrator has said something about, by name.
 * @throws IsthmusError `forbidden`
 */
export async function listPeers({ database }: FederationContext, actor: Actor): Promise<KnownPeer[]> {
  requireAdmin(actor)
  const known = await listAcquaintances(database.read, actor.tenant)
  const rules = await listPeerRules(database.read, actor.tenant)
  const hosts = [...new Set([...known.keys(), ...rules.keys()])].toSorted()
  const peers = new Map((await findPeers(database.read, hosts)).map((peer) => [peer.host, peer]))
  return hosts.map((host) => viewOf(host, peers.get(host), known.get(host), rules.get(host)))
}

/** @throws IsthmusError `forbidden`, `not-found` for a server that nobody here has to do with */
export async function readPeer(
  { database: { read }, settingsOf }: FederationContext,
  actor: Actor,
  host: PeerHost,
): Promise<PeerDetails> {
  requireAdmin(actor)
  const [known, rule, peer, { policy }] = await Promise.all([
    findAcquaintance(read, actor.tenant, host),
    findPeerRule(read, actor.tenant, host),
    findPeer(read, host),
    settingsOf(actor.tenant),
  ])
  if (known === undefined && rule === undefined) {
    throw fault('not-found', { because: because('peer-unknown', { host }) })
  }
  const decide = (verified: boolean) =>
    decideByStanding(policy, { rule: rule?.rule, known: known !== undefined, verified })
  return {
    ...viewOf(host, peer, known, rule),
    ...(peer?.discovery !== undefined && { discovery: peer.discovery }),
    ...(peer?.keys !== undefined && { keys: peer.keys }),
    trust: { signed: decide(true), unsigned: decide(false) },
  }
}

function viewOf(
  host: PeerHost,
  peer: Peer | undefined,
  known: Acquaintance | undefined,
  rule: PeerRule | undefined,
): KnownPeer {
  const { discovery, discoveredAt, failure, keysFailure } = peer ?? {}
  return {
    host,
    ...(known !== undefined && { known }),
    ...(rule !== undefined && { rule }),
    ...(discovery !== undefined && {
      ...(discovery.provider !== undefined && { provider: discovery.provider }),
      profile: chooseProfile(discovery).name,
      signs: discovery.capabilities.includes('http-sig'),
    }),
    ...(discoveredAt !== undefined && { discoveredAt }),
    ...(failure !== undefined && { failure }),
    ...(keysFailure !== undefined && { keysFailure }),
  }
}
