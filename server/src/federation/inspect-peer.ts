import { chooseProfile, type Discovery, type JwkSet, type PeerHost } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { CertificateFacts } from '../platform/outbound/index.ts'
import type { FederationContext } from './context.ts'
import { diagnosePeer } from './diagnosis/diagnose-peer.ts'
import type { Fault } from './diagnosis/fault.ts'
import type { PeerDirectory } from './peer-directory.ts'
import { findAcquaintance, findPeer } from './peer-repository.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What can be found out about another server by asking it now. Times are ISO 8601. */
export interface PeerInspection {
  readonly host: PeerHost
  /** Whether it says what it is. */
  readonly reachable: boolean
  /** What stands in the way, and what somebody should know. */
  readonly faults: readonly Fault[]
  readonly certificate?: CertificateView
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

export interface CertificateView extends Omit<CertificateFacts, 'validFrom' | 'validTo'> {
  readonly validFrom: string
  readonly validTo: string
}

/** Asks a server what it is, whatever is remembered of it, and refreshes what is remembered. */
export async function inspectPeer(
  context: FederationContext,
  directory: PeerDirectory,
  keys: Pick<SigningKeys, 'published'>,
  tenantId: TenantId,
  host: PeerHost,
): Promise<PeerInspection> {
  const { database, accounts, clock, certificateOf, sendOutside, allowHttpFallback } = context
  const before = await findPeer(database.read, host)
  const here = await accounts.tenantByHost(host)
  const { discovery, certificate, ...found } = await diagnosePeer(
    { clock, certificateOf, send: sendOutside },
    {
      host,
      knownKeys: before?.keys,
      own: here && { tenant: here, jwks: await keys.published(here.id) },
      allowHttpFallback,
    },
  )
  await directory.discover(host, { fresh: true })
  const peer = await findPeer(database.read, host)
  const failure = peer?.failure ?? before?.failure
  return {
    host,
    reachable: discovery !== undefined,
    faults: found.faults,
    ...(certificate !== undefined && {
      certificate: {
        ...certificate,
        validFrom: iso(certificate.validFrom),
        validTo: iso(certificate.validTo),
      },
    }),
    ...(discovery === undefined ? {} : describe(discovery)),
    ...(found.keys === undefined ? {} : { keys: found.keys.keys.map(describeKey) }),
    known: (await findAcquaintance(database.read, tenantId, host)) !== undefined,
    ...(peer?.discoveredAt === undefined ? {} : { lastSuccessAt: iso(peer.discoveredAt) }),
    ...(failure === undefined
      ? {}
      : { lastFailure: { reason: failure.reason, detail: failure.detail, at: iso(failure.at) } }),
  }
}

function describe(discovery: Discovery): Partial<PeerInspection> {
  const { scheme, provider, apiVersion, endPoint, capabilities, criteria, resourceTypes } = discovery
  return {
    scheme,
    apiVersion,
    endPoint,
    capabilities,
    criteria,
    resourceTypes,
    signs: capabilities.includes('http-sig'),
    profile: chooseProfile(discovery).name,
    ...(provider === undefined ? {} : { provider }),
    ...(discovery.tokenEndPoint === undefined ? {} : { tokenEndPoint: discovery.tokenEndPoint }),
    ...(discovery.jwksUri === undefined ? {} : { jwksUri: discovery.jwksUri }),
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
