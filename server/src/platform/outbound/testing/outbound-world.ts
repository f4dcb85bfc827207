import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions as HttpsOptions } from 'node:https'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { createMemoryLogger } from '../../logging/index.ts'
import { createMetrics } from '../../metrics/index.ts'
import { createOutbound, type Outbound, type OutboundOptions, type OutboundRequest } from '../outbound.ts'
import { OutboundError } from '../outbound-error.ts'
import { listen } from './listen.ts'

/** Servers on loopback and doors that lead to them; disposing of it closes them all. */
export interface OutboundWorld extends AsyncDisposable {
  /** A door that allows loopback and https, with what `options` change. */
  open(options?: Partial<OutboundOptions>): Outbound
  /** Each gives the port of a new server. */
  serveHttp(listener: RequestListener): Promise<number>
  /** With a certificate for `peer.test`. */
  serveHttps(listener: RequestListener, options?: HttpsOptions): Promise<number>
  /** A proxy that makes ways by CONNECT. @param answer - the status it gives; a way is made at 200 alone */
  serveProxy(answer?: (authority: string) => number): Promise<{ port: number; asked: string[] }>
  serveTcp(listener: (socket: Socket) => void): Promise<number>
}

/** PEM text of the authority behind `serveHttps`. */
export const authority = fixture('authority')

/** A certificate for `peer.test` and its key. */
export const peerIdentity = { cert: fixture('peer'), key: fixture('peer.key') }

export function createOutboundWorld(): OutboundWorld {
  const resources = new AsyncDisposableStack()
  const keep = async (server: Parameters<typeof listen>[0]): Promise<number> =>
    resources.use(await listen(server)).port
  return {
    open: (options = {}) =>
      resources.use(
        createOutbound({
          allowHttp: false,
          allowPrivateNetworks: true,
          hosts: {},
          authorities: [],
          connectTimeout: 5000,
          idleTimeout: 5000,
          maxConnectionsPerPeer: 4,
          clock: { now: () => 0 },
          log: createMemoryLogger(),
          metrics: createMetrics({ logger: createMemoryLogger() }).metrics,
          ...options,
        }),
      ),
    serveHttp: (listener) => keep(createHttpServer(listener)),
    serveHttps: (listener, more = {}) => keep(createHttpsServer({ ...peerIdentity, ...more }, listener)),
    async serveProxy(answer = () => 200) {
      const asked: string[] = []
      const proxy = createHttpServer().on('connect', ({ url = '' }, caller: Socket) => {
        asked.push(url)
        const status = answer(url)
        caller.write(`HTTP/1.1 ${status} Whatever\r\n\r\n`)
        if (status !== 200) return void caller.end()
        const { hostname, port } = new URL(`http://${url}`)
        const callee = connect(Number(port), hostname)
        for (const socket of [caller, callee]) socket.on('error', () => {})
        caller.pipe(callee).pipe(caller)
        caller.on('close', () => callee.destroy())
      })
      return { port: await keep(proxy), asked }
    },
    serveTcp: (listener) =>
      keep(
        createTcpServer((socket) => {
          socket.on('error', () => {})
          listener(socket)
        }),
      ),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** `peer.test` with this port is at loopback. */
export function peerAt(port: number): Pick<OutboundOptions, 'hosts'> {
  return { hosts: { [`peer.test:${port}`]: { address: '127.0.0.1' } } }
}

export function get(url: string): OutboundRequest {
  return { method: 'GET', url, headers: {} }
}

/** A look-up that must not happen. */
export async function neverResolve(): Promise<readonly string[]> {
  throw new Error('The name must not be resolved.')
}

/** The error of something that must fail. */
export async function failure(outcome: Promise<unknown>): Promise<OutboundError> {
  const error: unknown = await outcome.then(
    () => new Error('It succeeded.'),
    (reason: unknown) => reason,
  )
  if (error instanceof OutboundError) return error
  throw error
}

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}.pem`, import.meta.url), 'utf8')
}
