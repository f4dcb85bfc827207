import { chooseProfile, type Discovery, type PeerHost } from '@isthmus/ocm'
import type { UserActor } from '../platform/actor.ts'
import { errorCatalogue, fault as refusal } from '../platform/errors.ts'
import type { FederationContext } from './context.ts'
import { type Fault, fault } from './diagnosis/fault.ts'
import { rememberedFault } from './diagnosis/remembered-fault.ts'
import type { Discovered, PeerDirectory } from './peer-directory.ts'
import { findAcquaintance, findPeer, type Peer } from './peer-repository.ts'
import { findPeerRule } from './peer-rule-repository.ts'
import { takeTurnOfUser } from './request-limits.ts'

/** What somebody should know of another server before they share with it. */
export interface PeerLookup {
  readonly host: PeerHost
  /** `unclear` when it does not answer well enough to tell. */
  readonly speaksOcm: 'yes' | 'no' | 'unclear'
  /** As it calls itself. */
  readonly name?: string
  readonly reachable: boolean
  /** Whether nobody on the way can read along. */
  readonly secure: boolean
  readonly signs?: boolean
  /** The dialect that is spoken with it. */
  readonly profile?: string
  /** Somebody here has dealt with it, or an administrator allows it. */
  readonly known: boolean
  /** What stands in the way. */
  readonly fault?: Pick<Fault, 'message' | 'remedy'> & { readonly slug: string }
}

/** For how long somebody waits for it, in milliseconds. */
const patience = 5000
/** How many are asked at a time for people who wait: what messages of others need asked has room beside them. */
const mostAtOnce = 16
/** Seconds until there is room again; an answer takes ten at most. */
const roomAgainAfter = 5

/** Looks servers up for people. */
export type LookUpPeer = (actor: UserActor, host: PeerHost) => Promise<PeerLookup>

/**
 * Says what a server is, from memory or by asking it, within five seconds; what it says later is remembered for the next
 * time. Trouble of the server is a part of the answer.
 * @throws IsthmusError `too-many-requests`, when the user or all users together have asked too much
 */
export function createLookUpPeer(context: FederationContext, directory: PeerDirectory): LookUpPeer {
  let asking = 0

  async function discoverInTime(host: PeerHost): Promise<Discovered | undefined> {
    if (asking >= mostAtOnce) throw refusal('too-many-requests', { retryAfter: roomAgainAfter })
    asking += 1
    const done = new AbortController()
    const discovering = directory.discover(host).finally(() => {
      asking -= 1
      done.abort()
    })
    const overdue = context.clock.sleep(patience, done.signal).then(() => undefined)
    // Whoever waits no longer does not hear of a fault any more.
    discovering.catch((error: unknown) =>
      context.logger.warn('federation.lookup-failed', { peer: host, error }),
    )
    return Promise.race([discovering, overdue.then(() => (done.signal.aborted ? discovering : undefined))])
  }

  return async (actor, host) => {
    const { tenant } = actor
    const { read } = context.database
    const [rule, known] = await Promise.all([
      findPeerRule(read, tenant, host),
      findAcquaintance(read, tenant, host),
    ])
    const standing = { host, known: known !== undefined || rule?.rule === 'allow' }
    if (rule?.rule === 'block') return { ...standing, ...blocked }
    const wait = await context.database.write((tx) => takeTurnOfUser(context, tx, actor.userId))
    if (wait > 0) throw refusal('too-many-requests', { retryAfter: wait })
    const answer = await discoverInTime(host)
    return { ...standing, ...whatWasFound(answer, await findPeer(read, host)) }
  }
}

const blocked = {
  speaksOcm: 'unclear',
  reachable: false,
  secure: false,
  fault: {
    slug: 'peer-blocked',
    message: errorCatalogue['peer-blocked'].title,
    remedy: 'Ask an administrator of this cloud.',
  },
} as const

type Found = Omit<PeerLookup, 'host' | 'known'>

function whatWasFound(answer: Discovered | undefined, peer: Peer | undefined): Found {
  if (answer === undefined) {
    return unreachable(fault('answer-too-slow', `${patience / 1000} s`), 'unclear', peer?.discovery)
  }
  if (answer.ok) {
    // It is down for a while, and what it said before still counts.
    return peer?.failure === undefined
      ? { ...describe(answer.discovery), reachable: true }
      : unreachable(rememberedFault(peer.failure), 'yes', answer.discovery)
  }
  const found = rememberedFault(answer)
  return unreachable(found, speaksNoOcm.has(found.slug) ? 'no' : 'unclear', peer?.discovery)
}

function unreachable(
  { slug, message, remedy }: Fault,
  speaksOcm: Found['speaksOcm'],
  remembered: Discovery | undefined,
): Found {
  return {
    ...(remembered === undefined ? { speaksOcm, secure: false } : describe(remembered)),
    reachable: false,
    fault: { slug, message, remedy },
  }
}

function describe(discovery: Discovery): Pick<Found, 'speaksOcm' | 'name' | 'secure' | 'signs' | 'profile'> {
  return {
    speaksOcm: 'yes',
    secure: discovery.scheme === 'https',
    signs: discovery.capabilities.includes('http-sig'),
    profile: chooseProfile(discovery).name,
    ...(discovery.provider !== undefined && { name: discovery.provider }),
  }
}

/** What a host answers at which mail may arrive, and no share. */
const speaksNoOcm = new Set<string>([
  'dns-missing',
  'port-closed',
  'discovery-missing',
  'discovery-forbidden',
  'discovery-unexpected-status',
  'discovery-html',
  'discovery-not-json',
  'discovery-too-large',
  'discovery-not-ocm',
])
