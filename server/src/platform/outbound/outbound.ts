import { addAbortListener } from 'node:events'
import type { Socket } from 'node:net'
import { type Duplex, Readable } from 'node:stream'
import type { SecureContext } from 'node:tls'
import type * as Undici from 'undici'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logging/index.ts'
import type { Metrics } from '../metrics/index.ts'
import { type CertificateFacts, createConnector, dial, lookAtCertificate } from './connector.ts'
import { startCountdown } from './countdown.ts'
import { watched } from './exchange.ts'
import { OriginPools, type PoolUse, type PoolWay } from './origin-pools.ts'
import { OutboundError, toOutboundError } from './outbound-error.ts'
import type { ProxyAddress } from './proxy-tunnel.ts'
import { createSystemResolver, type Resolve } from './resolver.ts'
import { createTrustStore, type Identity } from './trust-store.ts'

/** A request, sent as it is; only `host` and the headers of framing are added. */
export interface OutboundRequest {
  readonly method: string
  /** Absolute, https or (where allowed) http, without a user name. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Read to its end, or destroyed when the request fails. Without a `content-length` a stream is sent in chunks. */
  readonly body?: Uint8Array | Readable
}

/** An answer whose head has arrived. */
export interface OutboundResponse {
  readonly status: number
  /** Names in lower case; repeated ones joined with a comma. */
  readonly headers: Record<string, string>
  /**
   * Must be read to its end or destroyed, else the connection stays busy. Not decoded, of any length.
   * Breaks off with an `OutboundError`.
   */
  readonly body: Readable
}

export interface OutboundSendOptions {
  /** Ends the exchange at any point, also in the middle of the answer's body. */
  readonly signal?: AbortSignal
  /** What the request is for, for the log: `discovery`, `announce-share`. */
  readonly purpose?: string
  /** Longest wait for the head of the answer once the request is written, milliseconds. Default: `idleTimeout`. */
  readonly headersTimeoutMs?: number
  /** Name of the client certificate to show (`outbound.identities`); none is shown without. */
  readonly identity?: string
  /** Leaves this process also where the other server is one of its own: to see them as others do. */
  readonly outside?: boolean
}

/** The one door through which this server talks to others. */
export interface Outbound extends AsyncDisposable {
  /**
   * Sends one request and gives its answer, whatever its status. Redirects are answers like any other: who follows one
   * comes through this door again.
   * @throws {OutboundError} when there is no answer
   */
  send(request: OutboundRequest, options?: OutboundSendOptions): Promise<OutboundResponse>
  /**
   * What a server shows in TLS, whether it can be trusted or not. Nothing is sent to it.
   * @param host - `cloud.example`, `cloud.example:8443`
   * @throws {OutboundError} when there is no handshake
   */
  certificateOf(host: string): Promise<CertificateFacts>
  /**
   * A connection to a mail server that an administrator has named, which may be at a private address. It is not
   * encrypted yet; `trustStore` says whom to trust then.
   * @throws {OutboundError}
   */
  dial(address: { readonly hostname: string; readonly port: number }): Promise<Socket>
  /** Whom connections trust once they are encrypted. */
  trustStore(): SecureContext
}

export interface OutboundOptions {
  /** Whether http URLs are accepted (`federation.allowHttpFallback`). */
  readonly allowHttp: boolean
  readonly allowPrivateNetworks: boolean
  /** Lower-case `name` or `name:port` to the address to dial instead; subject to the guard. */
  readonly hosts: Readonly<Record<string, { readonly address: string; readonly port?: number }>>
  /** PEM texts of authorities to trust besides the usual ones. */
  readonly authorities: readonly string[]
  /** Longest wait for a connection, also for a free one, milliseconds. */
  readonly connectTimeout: number
  /** Longest silence of the other server, milliseconds. */
  readonly idleTimeout: number
  readonly maxConnectionsPerPeer: number
  /** Servers for which connections are kept although nothing is under way. Default 256. */
  readonly maxIdlePeers?: number
  /** HTTP proxy that every connection is made through. */
  readonly proxy?: ProxyAddress | undefined
  /**
   * The servers in this very process: a connection to the one of an origin, which needs no network, no certificate and
   * no guard; `undefined` for all others.
   */
  readonly local?: (origin: string) => Promise<Duplex | undefined>
  /** Client certificates by name. */
  readonly identities?: Readonly<Record<string, Identity>>
  readonly metrics: Pick<
    Metrics,
    'outboundRequests' | 'outboundDuration' | 'outboundInFlight' | 'outboundOrigins' | 'outboundHandshakes'
  >
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
  /** Default: hosts file and DNS of the machine. */
  readonly resolve?: Resolve
}

const maxHeaderSize = 32 * 1024

/**
 * Opens the door. Dispose of it at the end: what is under way is cut off then.
 * @throws {Error} when an additional authority is no certificate, or an identity is none
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { connectTimeout, clock, log, metrics, maxIdlePeers = 256 } = options
  // Comes with the first request: it takes much memory, and a server at rest may have nobody to talk to.
  let undici!: typeof Undici
  const openPool = poolOpener(options)
  let trusted: SecureContext | undefined
  const trustStore = () => (trusted ??= createTrustStore(options.authorities))
  const pools = new OriginPools((origin, way) => openPool(undici, origin, way), { mostIdle: maxIdlePeers })
  metrics.outboundInFlight.read(() => [{ labels: {}, value: pools.counts.uses }])
  metrics.outboundOrigins.read(() => [
    { labels: { state: 'busy' }, value: pools.counts.busy },
    { labels: { state: 'idle' }, value: pools.counts.idle },
  ])
  return {
    async send(request, sendOptions = {}) {
      const startedAt = clock.now()
      const timed = metrics.outboundDuration.start()
      const report = (outcome: { status: number } | { failure: string }): void => {
        const { method, url } = request
        const { purpose } = sendOptions
        log.debug('outbound.request', {
          method,
          host: hostOf(url),
          ...outcome,
          ms: clock.now() - startedAt,
          purpose,
        })
        timed({})
        metrics.outboundRequests.add({
          outcome: 'status' in outcome ? `${Math.trunc(outcome.status / 100)}xx` : outcome.failure,
        })
      }
      try {
        refuseUnsendable(request, options.allowHttp)
        undici = await import('undici')
        if (sendOptions.signal?.aborted === true) throw aborted(sendOptions.signal)
        const { identity, outside } = sendOptions
        const pool = pools.use(new URL(request.url).origin, { identity, outside })
        const response = await exchange(undici, pool, request, sendOptions, connectTimeout)
        report({ status: response.status })
        return response
      } catch (error) {
        if (request.body instanceof Readable) request.body.destroy()
        const failure = toOutboundError(error)
        report({ failure: failure.reason })
        throw failure
      }
    },
    certificateOf(host) {
      const { hostname, port } = new URL(`https://${host}`)
      return lookAtCertificate(
        { hostname, port: Number(port) || 443 },
        {
          ...options,
          resolve: options.resolve ?? createSystemResolver(),
          secureContext: trustStore(),
          onHandshake: () => {},
        },
      )
    },
    dial: (address) =>
      dial(address, {
        ...options,
        resolve: options.resolve ?? createSystemResolver(),
        secureContext: trustStore(),
      }),
    trustStore,
    [Symbol.asyncDispose]: () => pools[Symbol.asyncDispose](),
  }
}

/** Opens the connections to one server, with the client certificate of that name. */
function poolOpener(
  options: OutboundOptions,
): (undici: typeof Undici, origin: string, way: PoolWay) => Undici.Dispatcher {
  const { idleTimeout, authorities, identities = {}, local, metrics } = options
  const resolve = options.resolve ?? createSystemResolver()
  const { local: _, ...others } = options
  const connectorFor = (identity?: Identity, within?: typeof local) =>
    createConnector({
      ...others,
      ...(within !== undefined && { local: within }),
      resolve,
      secureContext: createTrustStore(authorities, identity),
      onHandshake: ({ resumed }) => metrics.outboundHandshakes.add({ resumed: resumed ? 'yes' : 'no' }),
    })
  const anonymous = connectorFor(undefined, local)
  const outside = connectorFor()
  const known = new Map(
    Object.entries(identities).map(([name, identity]) => {
      try {
        return [name, connectorFor(identity)]
      } catch (cause) {
        const message = 'is no certificate with its key, in PEM form'
        throw new Error(`outbound.identities: ${name} ${message}: ${String(cause)}`, { cause })
      }
    }),
  )
  return ({ Pool }, origin, { identity: name, outside: leaving = false }) => {
    const connect = name === undefined ? (leaving ? outside : anonymous) : known.get(name)
    if (connect === undefined) {
      throw new OutboundError('invalid-request', `there is no identity ${name} (outbound.identities)`)
    }
    return new Pool(origin, {
      allowH2: false,
      connections: options.maxConnectionsPerPeer,
      maxHeaderSize,
      headersTimeout: idleTimeout,
      bodyTimeout: idleTimeout,
      connect,
    })
  }
}

function refuseUnsendable({ url: written, headers }: OutboundRequest, allowHttp: boolean): void {
  if (!URL.canParse(written)) throw new OutboundError('invalid-request', 'not an absolute URL')
  const url = new URL(written)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutboundError('invalid-request', `${url.protocol} is not a scheme of HTTP`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundError('invalid-request', 'a URL with a user name is not accepted')
  }
  if (url.protocol === 'http:' && !allowHttp) {
    throw new OutboundError('http-forbidden', `${url.host} would be reached without encryption`)
  }
  // Another host here would ask a server that was found good for the contents of another one.
  const hosts = Object.entries(headers).filter(([name]) => name.toLowerCase() === 'host')
  if (hosts.some(([, host]) => host !== url.host)) {
    throw new OutboundError('invalid-request', 'the host header differs from the URL')
  }
}

async function exchange(
  undici: typeof Undici,
  pool: PoolUse,
  { method, url, headers, body }: OutboundRequest,
  { signal, headersTimeoutMs }: OutboundSendOptions,
  connectTimeout: number,
): Promise<OutboundResponse> {
  const controller = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (error: OutboundError): void => {
    controller.abort(error)
    // A request that waits for a connection does not hear of its signal before it gets one.
    stopped.reject(error)
  }
  const listening = signal === undefined ? undefined : addAbortListener(signal, () => stop(aborted(signal)))
  const waiting = startCountdown(connectTimeout, () =>
    stop(new OutboundError('timeout', `no free connection to ${hostOf(url)} within ${connectTimeout} ms`)),
  )
  const started = (): void => waiting[Symbol.dispose]()
  const ended = (): void => {
    started()
    listening?.[Symbol.dispose]()
    pool.end()
  }
  try {
    const answering = undici.request(url, {
      dispatcher: pool.dispatcher.compose(
        (dispatch) => (opts, handler) => dispatch(opts, watched(handler, { started, ended })),
      ),
      method,
      headers,
      body: body ?? null,
      signal: controller.signal,
      ...(headersTimeoutMs === undefined ? {} : { headersTimeout: headersTimeoutMs }),
    })
    const answer = await Promise.race([answering, stopped.promise])
    // Whoever stopped reading does not hear of an error any more, and must not have to.
    answer.body.on('error', () => {})
    return { status: answer.statusCode, headers: joined(answer.headers), body: answer.body }
  } catch (error) {
    ended()
    throw error
  }
}

function aborted(signal: AbortSignal): OutboundError {
  return new OutboundError('aborted', 'the request was given up', { cause: signal.reason })
}

function joined(headers: Undici.Dispatcher.ResponseData['headers']): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    return [[name, Array.isArray(value) ? value.join(', ') : value]]
  })
  return Object.fromEntries(entries)
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
