/**
 * A listener: the route table behind one door.
 *
 * The public door is the network. The operator's door is a socket that only the owner of the data folder can open:
 * whoever comes through it has the operator's rights and may name the user on whose behalf it acts.
 */
import { type IncomingMessage, METHODS } from 'node:http'
import type { ServerOptions as TlsOptions } from 'node:https'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { fault } from '../platform/errors.ts'
import type { Application } from './application.ts'
import type { Door } from './authenticate.ts'
import { createClientAddress } from './client-address.ts'
import { endConnectionsOnClose } from './end-connections.ts'
import { endpointsOf, otherwise, surfaceOf } from './endpoints.ts'
import { faultReply } from './error-reply.ts'
import { deferContinue } from './expect-continue.ts'
import { speechFor } from './pages/words.ts'
import type { Route } from './route.ts'
import { routes as allRoutes } from './routes.ts'
import { sendReply } from './send-reply.ts'
import { serveRoute } from './serve-route.ts'

export interface ListenerOptions {
  readonly door: Door
  /** Key and certificate chain, PEM; plain HTTP without. */
  readonly tls?: Pick<TlsOptions, 'key' | 'cert'>
  /** Default: the route table. */
  readonly routes?: readonly Route[]
}

/** @returns a server that is not listening yet */
export function createListener(
  application: Application,
  { door, tls, routes = allRoutes }: ListenerOptions,
): FastifyInstance {
  const { config, clock, logger } = application
  const server = newServer(application, tls)
  endConnectionsOnClose(server, { clock, graceMs: config.shutdown.grace })
  deferContinue(server.server)
  server.server.maxConnections = mostConnections

  const entrance = {
    application,
    door,
    clientAddressOf: createClientAddress({ ...config.http, clock, logger }),
  }
  for (const method of METHODS.filter((name) => !server.supportedMethods.includes(name))) {
    server.addHttpMethod(method, { hasBody: true })
  }
  for (const { url, methods, route } of endpointsOf(routes)) {
    server.route({
      method: [...methods] as never,
      url,
      // Before fastify looks at the body: what its type is, and whether it is read at all, is the route's affair.
      onRequest: (request, reply) => serveRoute(entrance, route, request, reply),
      handler: answered,
    })
  }
  const routeOtherwise = otherwise(routes)
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = (request.raw.url ?? '').split('?')
    return serveRoute(entrance, routeOtherwise(path), request, reply)
  })
  return server
}

/** Connections at the same time; beyond, new ones are closed. */
const mostConnections = 10_000

const limits = {
  maxHeaderSize: 16 * 1024,
  /** For a client to send the head of a request, milliseconds. */
  headersTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
}

function newServer(application: Application, tls: ListenerOptions['tls']): FastifyInstance {
  const options = {
    logger: false,
    // Transfers have no total time-out, but nothing may stand still for five minutes.
    requestTimeout: 0,
    connectionTimeout: 300_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 1024 },
    rewriteUrl: originForm,
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack()
      const surface = surfaceOf(request.raw.url ?? '')
      const refusal = fault('validation-failed', { detail: 'This is not an address that can exist here.' })
      const speech = speechFor(request.headers['accept-language'])
      void sendReply(request.raw, reply.raw, faultReply(surface, refusal, speech), application.clock)
    },
  } as const
  return tls === undefined
    ? fastify({ ...options, http: limits })
    : fastify({ ...options, https: { ...limits, ...tls } })
}

/** RFC 9112 3.2.2: an absolute target is accepted, and its host is the one that counts. */
function originForm(request: Pick<IncomingMessage, 'headers'> & { url?: string | undefined }): string {
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(request.url ?? '') ?? []
  if (authority === undefined) return request.url ?? '/'
  request.headers.host = authority
  return rest.startsWith('/') ? rest : `/${rest}`
}

async function answered(): Promise<void> {
  throw new Error('a request was answered, and still reached the handler')
}
