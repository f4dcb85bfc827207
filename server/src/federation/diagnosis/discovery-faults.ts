import { type Discovery, type PeerHost, readDiscovery } from '@isthmus/ocm'
import { type Fault, fault } from './fault.ts'
import { type Look, type Looking, look, type Sight } from './look.ts'

/** What was found where a server says what it is. */
export interface DiscoveryFinding {
  /** Absent when it could not be read: then the first fault says why. */
  readonly discovery?: Discovery
  readonly faults: readonly Fault[]
}

const mostRedirects = 3
/** Signatures are valid for minutes, and refused when they come from the future; milliseconds. */
const clockTolerance = 60_000

/** Reads a server's discovery document by hand, to name what is wrong with it (OCM 1.4, OCM API Discovery). */
export async function diagnoseDiscovery(
  looking: Looking,
  host: PeerHost,
  { allowHttpFallback }: { readonly allowHttpFallback: boolean },
): Promise<DiscoveryFinding> {
  const secure = await diagnoseOver(looking, host, 'https')
  const [first] = secure.faults
  const speaksNoTls = first?.slug === 'port-closed' || first?.slug === 'not-tls'
  if (!allowHttpFallback || !speaksNoTls) return secure
  const plain = await diagnoseOver(looking, host, 'http')
  return { ...plain, faults: [...plain.faults, fault('unencrypted')] }
}

async function diagnoseOver(
  looking: Looking,
  host: PeerHost,
  scheme: 'https' | 'http',
): Promise<DiscoveryFinding> {
  const found = await follow(looking, `${scheme}://${host}/.well-known/ocm`, mostRedirects)
  if (!found.ok) return { faults: [found.fault] }
  const { sight } = found
  const unread = faultOfSight(sight)
  if (unread !== undefined) return { faults: [unread] }
  const read = readDiscovery(JSON.parse(textOf(sight.body) ?? ''), host, scheme)
  if (!read.ok) return { faults: [fault(refusals[read.reason], read.detail)] }
  const { discovery } = read
  return { discovery, faults: [...oddities(discovery), ...skew(sight, looking.clock.now())] }
}

const refusals = {
  'not-ocm': 'discovery-not-ocm',
  disabled: 'ocm-disabled',
  insecure: 'end-point-insecure',
} as const

async function follow(looking: Looking, url: string, left: number): Promise<Look> {
  const found = await look(looking, 'GET', url)
  if (!found.ok || found.sight.status < 300 || found.sight.status > 399) return found
  const { location } = found.sight.headers
  const target = location === undefined ? null : URL.parse(location, url)
  if (target === null)
    return { ok: false, fault: fault('discovery-unexpected-status', `${found.sight.status}`) }
  if (url.startsWith('https:') && target.protocol !== 'https:') {
    return { ok: false, fault: fault('discovery-redirects-to-http', target.origin) }
  }
  if (left === 0) return { ok: false, fault: fault('discovery-redirects-endlessly') }
  const next = await follow(looking, target.href, left - 1)
  return !next.ok && next.fault.slug === 'private-address'
    ? { ok: false, fault: fault('discovery-redirects-to-private-address', target.origin) }
    : next
}

/** Why what was seen is no JSON in UTF-8. */
function faultOfSight({ status, headers, body }: Sight): Fault | undefined {
  if (status === 401 || status === 403) return fault('discovery-forbidden', `${status}`)
  if (status === 404 || status === 410) return fault('discovery-missing', `${status}`)
  if (status === 429 || status === 503) return fault('discovery-unavailable', `${status}`)
  if (status >= 500) return fault('discovery-server-error', `${status}`)
  if (status !== 200) return fault('discovery-unexpected-status', `${status}`)
  const coding = headers['content-encoding'] ?? 'identity'
  if (coding !== 'identity') return fault('discovery-compressed', coding)
  const type = headers['content-type'] ?? 'no content type'
  const text = textOf(body)
  if (text === undefined) return fault('discovery-wrong-charset', type)
  if (isJson(text)) return undefined
  return fault(/^\s*</.test(text) ? 'discovery-html' : 'discovery-not-json', type.slice(0, 100))
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function oddities({ host, endPoint, resourceTypes, capabilities }: Discovery): Fault[] {
  const elsewhere = new URL(endPoint).host
  return [
    ...(elsewhere === host ? [] : [fault('end-point-elsewhere', elsewhere)]),
    ...(resourceTypes.length === 0 ? [fault('no-resource-types')] : []),
    ...(capabilities.includes('http-sig') ? [] : [fault('does-not-sign')]),
  ]
}

/** What a server says is the time, by the second (RFC 9110 6.6.1). */
function skew({ headers }: Sight, now: number): Fault[] {
  const there = Date.parse(headers['date'] ?? '')
  // A copy that lay in a proxy is as old as that proxy says.
  const age = Number(headers['age'] ?? 0) * 1000
  if (Number.isNaN(there) || Math.abs(there + age - now) <= clockTolerance) return []
  return [fault('clock-skew', `${Math.round((there + age - now) / 1000)} s`)]
}
