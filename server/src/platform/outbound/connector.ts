import { addAbortListener } from 'node:events'
import { connect as connectTcp, isIP, isIPv6, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Duplex } from 'node:stream'
import {
  checkServerIdentity,
  connect as connectTls,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import type { buildConnector } from 'undici'
import { startCountdown } from './countdown.ts'
import { isForbiddenAddress, isForbiddenName } from './guard.ts'
import { OutboundError, toOutboundError } from './outbound-error.ts'
import { openTunnel, type ProxyAddress } from './proxy-tunnel.ts'
import type { Resolve } from './resolver.ts'
import { TlsSessions } from './tls-sessions.ts'

/** What decides where a connection goes and when it is good. */
export interface ConnectorOptions {
  readonly resolve: Resolve
  /** Lower-case `name` or `name:port` to the address to dial instead. */
  readonly hosts: Readonly<Record<string, { readonly address: string; readonly port?: number }>>
  readonly allowPrivateNetworks: boolean
  readonly secureContext: SecureContext
  /** From the look-up of the name to the end of the TLS handshake, milliseconds. */
  readonly connectTimeout: number
  /** Leads to every address that was checked; itself it is the operator's choice and not checked. */
  readonly proxy?: ProxyAddress | undefined
  /** A connection within this process, where the server of an origin is one of its own. */
  readonly local?: (origin: string) => Promise<Duplex | undefined>
  /** Told of every TLS handshake that went well. */
  onHandshake(facts: { readonly resumed: boolean }): void
}

/**
 * Makes the connections of undici: name, mapping, guard, then a connection to exactly the addresses that were checked.
 * The name is never resolved a second time, so that an answer of DNS that changes in between changes nothing. TLS still
 * asks for the name of the URL and checks the certificate against it.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const sessions = new TlsSessions()
  return ({ hostname, protocol, port }, callback) => {
    const secure = protocol === 'https:'
    const target = { name: hostname, port: Number(port) || (secure ? 443 : 80), secure }
    void report(open(target, { ...options, sessions }), callback)
  }
}

/** What a server shows in TLS, whether it can be trusted or not. Times are epoch milliseconds. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Those that it is for. */
  readonly names: readonly string[]
  readonly validFrom: number
  readonly validTo: number
  /** `TLSv1.3` */
  readonly protocol: string
}

/**
 * Looks at what a server shows in TLS, by the same way and past the same guard as every connection. Nothing is sent.
 * @throws OutboundError when there is no handshake
 */
export async function lookAtCertificate(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  options: ConnectorOptions,
): Promise<CertificateFacts> {
  const { local: _, ...others } = options
  const target = { name: hostname, port, secure: true }
  const opening = open(target, { ...others, sessions: new TlsSessions(), trusting: true })
  const socket = (await opening.catch((error: unknown) => {
    throw toOutboundError(error)
  })) as TLSSocket
  try {
    const certificate = socket.getPeerCertificate()
    const { subject, issuer, subjectaltname = '', valid_from: from, valid_to: to } = certificate
    return {
      subject: nameIn(subject),
      issuer: nameIn(issuer),
      names: subjectaltname.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, '')),
      validFrom: Date.parse(from),
      validTo: Date.parse(to),
      protocol: socket.getProtocol() ?? '',
    }
  } finally {
    socket.destroy()
  }
}

/**
 * Opens a connection without TLS to a server that an administrator has named: private addresses are as good as others,
 * those that no server can have are refused. It leads past the proxy, which knows the web alone.
 * @throws OutboundError
 */
export async function dial(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  options: Omit<ConnectorOptions, 'allowPrivateNetworks' | 'local' | 'onHandshake' | 'proxy'>,
): Promise<Socket> {
  const plain = { ...options, allowPrivateNetworks: true, onHandshake: () => {}, sessions: new TlsSessions() }
  return open({ name: hostname, port, secure: false }, plain).catch((error: unknown) => {
    throw toOutboundError(error)
  })
}

function nameIn({ CN: name, O: organisation }: PeerCertificate['subject']): string {
  return [name ?? organisation ?? ''].flat().join(', ')
}

async function report(opening: Promise<Socket>, callback: buildConnector.Callback): Promise<void> {
  let socket: Socket
  try {
    socket = await opening
  } catch (error) {
    callback(toOutboundError(error), null)
    return
  }
  callback(null, socket)
}

interface Target {
  readonly name: string
  readonly port: number
  readonly secure: boolean
}

interface Destination {
  /** All of them allowed. */
  readonly addresses: readonly string[]
  readonly port: number
}

interface OpenOptions extends ConnectorOptions {
  readonly sessions: TlsSessions
  /** Takes any certificate: to look at it, and for nothing else. */
  readonly trusting?: boolean
}

async function open(target: Target, options: OpenOptions): Promise<Socket> {
  const { proxy, connectTimeout } = options
  const deadline = new AbortController()
  const { signal } = deadline
  const countdown = startCountdown(connectTimeout, () => {
    const message = `no connection to ${target.name} within ${connectTimeout} ms`
    deadline.abort(new OutboundError('timeout', message, { code: 'UND_ERR_CONNECT_TIMEOUT' }))
  })
  try {
    const local = await options.local?.(originOf(target))
    // An HTTP client wants of a socket what every duplex stream can do.
    if (local !== undefined) return local as Socket
    const destination = await beforeAbort(signal, findDestination(target, options))
    const way =
      proxy === undefined
        ? dialOptions(target, destination)
        : { socket: await openTunnel(proxy, destination, signal) }
    if (target.secure) return await shakeHands(target, way, options, signal)
    return 'socket' in way ? way.socket : await connected(connectTcp(way), 'connect', signal)
  } finally {
    countdown[Symbol.dispose]()
  }
}

function originOf({ name, port, secure }: Target): string {
  // Who opens a connection has taken the brackets off.
  const host = isIPv6(name) ? `[${name}]` : name
  return new URL(`${secure ? 'https' : 'http'}://${host}:${port}`).origin
}

async function findDestination({ name, port }: Target, options: ConnectorOptions): Promise<Destination> {
  const { allowPrivateNetworks } = options
  const host = name.replace(/\.$/, '').toLowerCase()
  const mapped = mappingOf(host, port, options.hosts)
  if (mapped === undefined && isForbiddenName(host, allowPrivateNetworks)) throw forbidden(name)
  const addresses = mapped === undefined ? await resolve(name, options.resolve) : [mapped.address]
  // One forbidden address among good ones is an attempt to get in, not a server to connect to.
  if (addresses.some((address) => isForbiddenAddress(address, allowPrivateNetworks))) throw forbidden(name)
  return { addresses, port: mapped?.port ?? port }
}

/** Only what was configured: a host may be called `constructor`. */
function mappingOf(host: string, port: number, hosts: ConnectorOptions['hosts']) {
  const key = [`${host}:${port}`, host].find((name) => Object.hasOwn(hosts, name))
  return key === undefined ? undefined : hosts[key]
}

async function resolve(name: string, ask: Resolve): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name]
  let addresses: readonly string[] = []
  let cause: unknown
  try {
    addresses = await ask(name)
  } catch (error) {
    cause = error
  }
  if (addresses.length === 0) throw new OutboundError('dns', `no address is known for ${name}`, { cause })
  return addresses
}

function forbidden(name: string): OutboundError {
  return new OutboundError(
    'forbidden-address',
    `${name} is at an address that this server may not connect to (federation.allowPrivateNetworks)`,
  )
}

/** Straight to the addresses that were checked. */
function dialOptions({ name }: Target, { addresses, port }: Destination): TcpNetConnectOpts {
  const [address] = addresses
  return {
    host: name,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
    autoSelectFamily: true,
    ...(addresses.length === 1 && address !== undefined ? { host: address } : { lookup: answer(addresses) }),
  }
}

/** A look-up for `net.connect` that knows the answer; it then tries the addresses in turn (RFC 8305). */
function answer(addresses: readonly string[]): NonNullable<TcpNetConnectOpts['lookup']> {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_name, { all: wantsAll }, callback) => {
    if (wantsAll === true) callback(null, all)
    else callback(null, all[0]?.address ?? '', all[0]?.family)
  }
}

/** Speaks TLS on the way to a server, and resumes what was said before. */
async function shakeHands(
  { name, port }: Target,
  way: TcpNetConnectOpts | { readonly socket: Socket },
  { secureContext, sessions, onHandshake, trusting = false }: OpenOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const server = `${name}:${port}`
  const session = sessions.get(server)
  const socket = connectTls({
    ...way,
    secureContext,
    servername: isIP(name) === 0 ? name.replace(/\.$/, '') : '',
    rejectUnauthorized: !trusting,
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    ALPNProtocols: ['http/1.1'],
    ...(session === undefined ? {} : { session }),
  })
  // TLS 1.2 has one before the certificate was checked, TLS 1.3 several after that.
  let newest: Buffer | undefined
  socket.on('session', (offered) => {
    newest = offered
    if (socket.authorized) sessions.set(server, offered)
  })
  try {
    await connected(socket, 'secureConnect', signal)
  } catch (error) {
    // Whatever went wrong, the next attempt starts afresh.
    sessions.delete(server)
    throw error
  }
  if (newest !== undefined) sessions.set(server, newest)
  onHandshake({ resumed: socket.isSessionReused() })
  return socket
}

function connected(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  const { promise, resolve: done, reject } = Promise.withResolvers<Socket>()
  // Stays: an error before undici listens itself must not end the process.
  socket.on('error', reject)
  const listening = addAbortListener(signal, () => socket.destroy(signal.reason as Error))
  socket.once(event, () => done(socket))
  return promise.finally(() => listening[Symbol.dispose]())
}

/** Stops waiting when the signal is aborted; what was waited for goes on unheard. */
async function beforeAbort<T>(signal: AbortSignal, outcome: Promise<T>): Promise<T> {
  const stopped = Promise.withResolvers<never>()
  const listening = addAbortListener(signal, () => stopped.reject(signal.reason))
  try {
    return await Promise.race([outcome, stopped.promise])
  } finally {
    listening[Symbol.dispose]()
  }
}
