import type { PeerHost } from './addresses.ts'
import { withDeadline } from './deadline.ts'
import { freshnessOf } from './freshness.ts'
import { getJson, type JsonFailureReason, type JsonRead } from './get-json.ts'
import type { SendHttp } from './transport.ts'
import { transportFailure } from './transport-failure.ts'
import { type Discovery, readDiscovery } from './wire/discovery.ts'
import { type JwkSet, readJwkSet } from './wire/jwk-set.ts'

/** How to look. */
export interface DiscoverOptions {
  send: SendHttp
  /**
   * For tests and demos: ask over http when the port refuses the connection or does not speak TLS. A certificate that
   * does not hold never leads to http.
   */
  allowHttpFallback?: boolean
  /** For everything together. Default: 10 s. */
  timeoutMs?: number
  /** Gives up; its reason is thrown. */
  signal?: AbortSignal
}

/** The outcome of `discover`. */
export type DiscoverResult =
  | {
      ok: true
      discovery: Discovery
      /** How long it may be used without asking again. */
      freshForMs: number
      /** For a conditional request, as the server sent it. */
      etag?: string
    }
  | { ok: false; reason: DiscoverFailureReason; detail: string }

/**
 * `not-ocm`: somebody answers, but not with a usable document. `disabled`: the document says that OCM is off.
 * `insecure`: it leads from https to http. `unavailable`: the server asks to come back later.
 */
export type DiscoverFailureReason =
  | Exclude<JsonFailureReason, 'status' | 'redirect' | 'not-json'>
  | 'not-ocm'
  | 'disabled'
  | 'insecure'

const defaultTimeoutMs = 10_000

/**
 * Asks a server what it is (OCM 1.4, OCM API Discovery): `/.well-known/ocm`, then the `/ocm-provider` and
 * `/ocm-provider/` of OCM before 1.2. At most 256 KiB, three redirects and ten seconds.
 *
 * @param host - with the port of the address, which is the one to ask
 */
export async function discover(host: PeerHost, options: DiscoverOptions): Promise<DiscoverResult> {
  const { allowHttpFallback = false, timeoutMs = defaultTimeoutMs } = options
  try {
    return await withDeadline(timeoutMs, options.signal, async (signal) => {
      const secure = await discoverOver('https', host, { send: options.send, signal })
      const speaksNoTls =
        !secure.ok && (secure.reason === 'connection-refused' || secure.reason === 'not-tls')
      if (!speaksNoTls || !allowHttpFallback) return secure
      return discoverOver('http', host, { send: options.send, signal })
    })
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ok: false, ...transportFailure(error) }
  }
}

/** The outcome of `fetchKeys`. */
export type FetchKeysResult =
  | { ok: true; keys: JwkSet; freshForMs: number }
  | {
      ok: false
      /** `no-keys`: the server does not publish any. `insecure`: it does so over http. */
      reason: JsonFailureReason | 'no-keys' | 'insecure' | 'not-a-key-set'
      detail: string
    }

/** Fetches the keys that a server signs with. The set may be on another host (OCM 1.5). */
export async function fetchKeys(
  discovery: Discovery,
  options: Omit<DiscoverOptions, 'allowHttpFallback'>,
): Promise<FetchKeysResult> {
  const url = keysUrl(discovery)
  if (!url) return { ok: false, reason: 'no-keys', detail: 'neither jwksUri nor http-sig' }
  // OCM 1.4, Signing: the key set is served over https; http is for set-ups where the server itself is on http.
  if (discovery.scheme === 'https' && !url.startsWith('https:')) {
    return { ok: false, reason: 'insecure', detail: 'the jwksUri is not https' }
  }
  try {
    const { send, timeoutMs = defaultTimeoutMs } = options
    const read = await withDeadline(timeoutMs, options.signal, (signal) => getJson(url, { send, signal }))
    if (!read.ok) return read
    const keys = readJwkSet(read.json)
    if (!keys) return { ok: false, reason: 'not-a-key-set', detail: 'no usable member keys' }
    return { ok: true, keys, freshForMs: freshnessOf(read.headers) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ok: false, ...transportFailure(error) }
  }
}

/** Until OCM 1.4 the place was fixed and not announced. */
function keysUrl({ jwksUri, capabilities, scheme, host }: Discovery): string | undefined {
  if (jwksUri) return jwksUri
  return capabilities.includes('http-sig') ? `${scheme}://${host}/.well-known/jwks.json` : undefined
}

const paths = ['/.well-known/ocm', '/ocm-provider', '/ocm-provider/']

async function discoverOver(
  scheme: 'https' | 'http',
  host: PeerHost,
  options: { send: SendHttp; signal: AbortSignal },
): Promise<DiscoverResult> {
  const details: string[] = []
  let reason: DiscoverFailureReason | undefined
  for (const path of paths) {
    const read = await getJson(`${scheme}://${host}${path}`, options)
    const result = read.ok ? readAnswer(read, host, scheme) : failed(read)
    if (result.ok || isFinal(result.reason)) return result
    details.push(`${path}: ${result.detail}`)
    reason ??= result.reason
  }
  return { ok: false, reason: reason ?? 'not-ocm', detail: details.join(', ') }
}

function readAnswer(
  { json, headers }: Extract<JsonRead, { ok: true }>,
  host: PeerHost,
  scheme: 'https' | 'http',
): DiscoverResult {
  const read = readDiscovery(json, host, scheme)
  if (!read.ok) return read
  const etag = headers['etag']
  return { ...read, freshForMs: freshnessOf(headers), ...(etag === undefined ? {} : { etag }) }
}

function failed({ reason, detail }: Extract<JsonRead, { ok: false }>): DiscoverResult & { ok: false } {
  const notOcm = reason === 'status' || reason === 'redirect' || reason === 'not-json'
  return { ok: false, reason: notOcm ? 'not-ocm' : reason, detail: notOcm ? `${reason} ${detail}` : detail }
}

/** Whether asking at another path is of no use, or would give an older document of a server that is only busy. */
function isFinal(reason: DiscoverFailureReason): boolean {
  return reason !== 'not-ocm' && reason !== 'too-large'
}
