import type { PeerHost } from './addresses.ts'
import { withDeadline } from './deadline.ts'
import { freshnessOf } from './freshness.ts'
import { documentTimeoutMs, getJson, type JsonFailureReason, type JsonRead } from './get-json.ts'
import type { SendHttp } from './transport.ts'
import { transportFailure } from './transport-failure.ts'
import type { Validators } from './validators.ts'
import { type Discovery, readDiscovery } from './wire/discovery.ts'

/** How to look. */
export interface DiscoverOptions {
  /** How requests leave this program. */
  send: SendHttp
  /** What was found before: it is given back where the server says that nothing has changed. */
  known?: KnownDiscovery
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

/** A document as it was found, and what to ask with whether it has changed. Plain data, to be stored. */
export interface KnownDiscovery {
  discovery: Discovery
  validators?: Validators
}

/** The outcome of `discover`. */
export type DiscoverResult =
  | ({
      ok: true
      /** How long it may be used without asking again, milliseconds. */
      freshForMs: number
    } & KnownDiscovery)
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

/**
 * Asks a server what it is (OCM 1.4, OCM API Discovery): `/.well-known/ocm`, then the `/ocm-provider` and
 * `/ocm-provider/` of OCM before 1.2. At most 256 KiB, three redirects and ten seconds.
 *
 * @param host - with the port of the address, which is the one to ask
 */
export async function discover(host: PeerHost, options: DiscoverOptions): Promise<DiscoverResult> {
  const { send, known, allowHttpFallback = false, timeoutMs = documentTimeoutMs } = options
  try {
    return await withDeadline(timeoutMs, options.signal, async (signal) => {
      const secure = await discoverOver('https', host, { send, known, signal })
      const speaksNoTls =
        !secure.ok && (secure.reason === 'connection-refused' || secure.reason === 'not-tls')
      if (!speaksNoTls || !allowHttpFallback) return secure
      return discoverOver('http', host, { send, known, signal })
    })
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ok: false, ...transportFailure(error) }
  }
}

const paths = ['/.well-known/ocm', '/ocm-provider', '/ocm-provider/']

interface AskOptions {
  send: SendHttp
  known: KnownDiscovery | undefined
  signal: AbortSignal
}

async function discoverOver(
  scheme: 'https' | 'http',
  host: PeerHost,
  { send, known, signal }: AskOptions,
): Promise<DiscoverResult> {
  const details: string[] = []
  let reason: DiscoverFailureReason | undefined
  for (const path of paths) {
    const read = await getJson(`${scheme}://${host}${path}`, { send, signal, known })
    const result = read.ok ? readAnswer(read, host, scheme) : failed(read)
    if (result.ok || isFinal(result.reason)) return result
    details.push(`${path}: ${result.detail}`)
    reason ??= result.reason
  }
  return { ok: false, reason: reason ?? 'not-ocm', detail: details.join(', ') }
}

function readAnswer(
  answer: Extract<JsonRead<KnownDiscovery>, { ok: true }>,
  host: PeerHost,
  scheme: 'https' | 'http',
): DiscoverResult {
  const freshForMs = freshnessOf(answer.headers)
  if (answer.unchanged) return { ok: true, ...answer.unchanged, freshForMs }
  const read = readDiscovery(answer.json, host, scheme)
  return read.ok
    ? { ...read, freshForMs, ...(answer.validators ? { validators: answer.validators } : {}) }
    : read
}

function failed({ reason, detail }: Extract<JsonRead<never>, { ok: false }>): DiscoverResult & { ok: false } {
  const notOcm = reason === 'status' || reason === 'redirect' || reason === 'not-json'
  return { ok: false, reason: notOcm ? 'not-ocm' : reason, detail: notOcm ? `${reason} ${detail}` : detail }
}

/** Whether asking at another path is of no use, or would give an older document of a server that is only busy. */
function isFinal(reason: DiscoverFailureReason): boolean {
  return reason !== 'not-ocm' && reason !== 'too-large'
}
