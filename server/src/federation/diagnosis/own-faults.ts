import type { Discovery, JwkSet } from '@isthmus/ocm'
import type { Tenant } from '../../accounts/index.ts'
import { type Fault, fault } from './fault.ts'
import { type Looking, look } from './look.ts'

/** What a tenant is itself, and what is seen of it from outside. */
export interface OwnSight {
  readonly tenant: Tenant
  readonly jwks: JwkSet
  /** As it was read at the public address, where it could be. */
  readonly discovery: Discovery | undefined
  /** The keys there. */
  readonly keys: JwkSet | undefined
}

/**
 * Looks at a tenant as other servers do: through DNS, firewall and reverse proxy.
 * @param faults - what was found so far, by the look that every server gets
 */
export async function diagnoseOwn(
  looking: Looking,
  { tenant, jwks, discovery, keys }: OwnSight,
  faults: readonly Fault[],
): Promise<Fault[]> {
  if (discovery === undefined) return [...(await whyNoDiscovery(looking, tenant, faults))]
  if (discovery.endPoint !== `${tenant.publicUrl}/ocm`) return [fault('own-other-server', discovery.endPoint)]
  const shown = new Set(keys?.keys.map(({ kid }) => kid))
  const keysDiffer = keys !== undefined && !jwks.keys.every(({ kid }) => shown.has(kid))
  return [
    ...faults,
    ...(keysDiffer ? [fault('own-keys-differ')] : []),
    ...(await isApiPassedOn(looking, tenant)),
    ...(await isDavPassedOn(looking, tenant)),
  ]
}

async function whyNoDiscovery(
  looking: Looking,
  { publicUrl }: Tenant,
  faults: readonly Fault[],
): Promise<readonly Fault[]> {
  const [first] = faults
  if (first === undefined || !first.slug.startsWith('discovery-')) return faults
  // What no cloud is asked by its name for, and this server answers all the same.
  const health = await look(looking, 'GET', `${publicUrl}/healthz`)
  if (!health.ok || health.sight.status !== 200 || textOf(health.sight.body) !== 'ok') return faults
  // RFC 9110 15.5.20: what names a host that does not live here.
  return first.message.includes('(421)')
    ? [fault('own-host-not-passed')]
    : [fault('own-well-known-not-passed', first.message)]
}

/** Our own answer to a GET of it is that it must be a POST. */
async function isApiPassedOn(looking: Looking, { publicUrl }: Tenant): Promise<Fault[]> {
  const found = await look(looking, 'GET', `${publicUrl}/ocm/shares`)
  if (!found.ok) return [fault('own-api-not-passed', found.fault.slug)]
  const { status, body } = found.sight
  return status === 405 && textOf(body).includes('METHOD_NOT_ALLOWED')
    ? []
    : [fault('own-api-not-passed', `${status}`)]
}

/** Nobody opens anything without a credential; a proxy that knows no PROPFIND says something else. */
async function isDavPassedOn(looking: Looking, { publicUrl }: Tenant): Promise<Fault[]> {
  const found = await look(looking, 'PROPFIND', `${publicUrl}/dav/ocm/0/`)
  if (!found.ok) return [fault('own-dav-not-passed', found.fault.slug)]
  const { status, headers } = found.sight
  return status === 401 && headers['www-authenticate']?.includes('Isthmus') === true
    ? []
    : [fault('own-dav-not-passed', `${status}`)]
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body).trim()
}
