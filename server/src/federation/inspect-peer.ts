import { chooseProfile, type Discovery, type JwkSet, type PeerHost } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import type { PeerDirectory } from './peer-directory.ts'
import { findAcquaintance, findPeer } from './peer-repository.ts'

/** What can be found out about another server by asking it now. Times are ISO 8601. */
export interface PeerInspection {
  readonly host: PeerHost
  readonly reachable: boolean
  /** Why it is not, or what stands in the way of sharing; sentences. */
  readonly problems: readonly string[]
  readonly scheme?: 'https' | 'http'
  readonly provider?: string
  readonly apiVersion?: string
  readonly endPoint?: string
  readonly capabilities?: readonly string[]
  readonly criteria?: readonly string[]
  readonly resourceTypes?: Discovery['resourceTypes']
  readonly tokenEndPoint?: string
  readonly jwksUri?: string
  readonly keys?: readonly { readonly kid: string; readonly alg: string; readonly kty: string }[]
  /** The dialect that we would speak with it. */
  readonly profile?: string
  readonly signs?: boolean
  readonly known: boolean
  readonly lastSuccessAt?: string
  readonly lastFailure?: { readonly reason: string; readonly detail: string; readonly at: string }
}

/** Asks a server what it is, whatever is remembered of it. */
export async function inspectPeer(
  context: FederationContext,
  directory: PeerDirectory,
  tenant: TenantId,
  host: PeerHost,
): Promise<PeerInspection> {
  const before = await findPeer(context.database.read, host)
  const discovered = await directory.discover(host, { fresh: true })
  const peer = await findPeer(context.database.read, host)
  const failure = peer?.failure ?? before?.failure
  const history = {
    known: (await findAcquaintance(context.database.read, tenant, host)) !== undefined,
    ...(peer?.discoveredAt === undefined ? {} : { lastSuccessAt: iso(peer.discoveredAt) }),
    ...(failure === undefined
      ? {}
      : { lastFailure: { reason: failure.reason, detail: failure.detail, at: iso(failure.at) } }),
  }
  // An older document may stand in for one that could not be read just now; here only the present counts.
  if (!discovered.ok || peer?.failure !== undefined) {
    const { reason, detail } = discovered.ok ? (peer?.failure ?? { reason: '', detail: '' }) : discovered
    return { host, reachable: false, problems: [`discovery: ${reason} (${detail})`], ...history }
  }
  return { host, reachable: true, ...(await describe(directory, discovered.discovery)), ...history }
}

async function describe(
  directory: PeerDirectory,
  discovery: Discovery,
): Promise<Pick<PeerInspection, 'problems'> & Partial<PeerInspection>> {
  const signs = discovery.capabilities.includes('http-sig')
  const keys = signs || discovery.jwksUri ? await directory.keysWith(discovery.host, '') : undefined
  const profile = chooseProfile(discovery)
  const { scheme, provider, apiVersion, endPoint, capabilities, criteria, resourceTypes } = discovery
  return {
    scheme,
    apiVersion,
    endPoint,
    capabilities,
    criteria,
    resourceTypes,
    signs,
    profile: profile.name,
    ...(provider === undefined ? {} : { provider }),
    ...(discovery.tokenEndPoint === undefined ? {} : { tokenEndPoint: discovery.tokenEndPoint }),
    ...(discovery.jwksUri === undefined ? {} : { jwksUri: discovery.jwksUri }),
    ...(keys?.ok ? { keys: keys.keys.keys.map(describeKey) } : {}),
    problems: [
      ...(scheme === 'http'
        ? ['It is reached over http: anyone on the way can read and change everything.']
        : []),
      ...(keys?.ok === false ? [`keys: ${keys.reason} (${keys.detail})`] : []),
      ...(resourceTypes.length === 0 ? ['It names no resource types.'] : []),
    ],
  }
}

function describeKey({ kid, alg, kty }: JwkSet['keys'][number]): { kid: string; alg: string; kty: string } {
  return { kid, alg: textOr(alg), kty: textOr(kty) }
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : 'none'
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
