import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { fault, IsthmusError } from '../platform/errors.ts'
import { maskPath } from '../platform/logging/index.ts'
import type { Application } from './application.ts'
import { authenticate, type Door, type Incoming } from './authenticate.ts'
import type { ClientAddressOf } from './client-address.ts'
import { errorReply, faultReply } from './error-reply.ts'
import { measureRequest } from './measure-request.ts'
import { speechOf } from './pages/speech-of.ts'
import type { Speech } from './pages/words.ts'
import { readBody } from './read-body.ts'
import { readQuery } from './read-query.ts'
import type { Call, Reply, Route } from './route.ts'
import { sendReply } from './send-reply.ts'
import { tenantOfRequest } from './tenant-of-request.ts'

/** How requests come in at a listener. */
export interface Entrance {
  readonly application: Application
  readonly door: Door
  readonly clientAddressOf: ClientAddressOf
}

/**
 * Answers one request by a route: from the head of the request to the last byte of the answer. Never rejects.
 * @param request - its body is untouched
 */
export async function serveRoute(
  entrance: Entrance,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.hijack()
  const { application } = entrance
  const { raw: response } = reply
  measureRequest(application.metrics, route.summary === '' ? 'none' : route.surface, request.raw, response)
  const startedAt = application.clock.now()
  const left = leftSignal(response)
  const answer = await answerRequest(entrance, route, request, left)
  await send(application, route, request, response, answer)
  application.logger.debug(left.aborted ? 'http.caller-left' : 'http.request', () => ({
    method: request.method,
    path: maskPath(request.raw.url ?? ''),
    status: response.statusCode,
    ms: application.clock.now() - startedAt,
  }))
}

function leftSignal(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) left.abort()
  })
  return left.signal
}

/** Runs a route; whatever goes wrong becomes an answer in the form of its surface. */
async function answerRequest(
  entrance: Entrance,
  route: Route,
  request: FastifyRequest,
  left: AbortSignal,
): Promise<Reply> {
  try {
    const answer = await route.handle(await prepareCall(entrance, route, request, left))
    if (route.surface !== 'api') return answer
    // What the API says is about a person.
    return { ...answer, headers: { 'cache-control': 'no-store', ...answer.headers } }
  } catch (error) {
    // A request that broke off fails somewhere: that is nobody's fault, and nobody gets the answer.
    if (left.aborted) return faultReply(route.surface, fault('internal'))
    const speech = route.surface === 'page' ? await speechOfRequest(entrance, request) : undefined
    return errorReply(route.surface, error, entrance.application.logger, speech)
  }
}

async function speechOfRequest({ application, door }: Entrance, request: FastifyRequest): Promise<Speech> {
  const headers = joinHeaders(request.headers)
  const tenant = await tenantOfRequest(application, door, headers).catch(() => application.defaultTenant)
  return speechOf({ application, tenant, headers })
}

async function send(
  { clock, logger }: Application,
  { surface, path }: Route,
  request: FastifyRequest,
  response: ServerResponse,
  answer: Reply,
): Promise<void> {
  try {
    const broken = await sendReply(request.raw, response, answer, clock)
    if (broken !== undefined) logger.warn('http.answer-broke-off', { route: path, error: broken })
  } catch (error) {
    logger.error('http.answer-not-sent', { route: path, error })
    if (answer.body instanceof Readable) answer.body.destroy()
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    await sendReply(request.raw, response, faultReply(surface, fault('internal')), clock)
  }
}

async function prepareCall(
  { application, door, clientAddressOf }: Entrance,
  route: Route,
  request: FastifyRequest,
  left: AbortSignal,
): Promise<Call> {
  const { raw } = request
  const headers = joinHeaders(request.headers)
  // RFC 9112 3.2: what names two hosts could mean one to a proxy and the other here.
  if (raw.rawHeaders.filter((text, at) => at % 2 === 0 && isHost(text)).length > 1) {
    throw fault('validation-failed', { detail: 'The request has two Host headers.' })
  }
  // No name and no text holds one here, and not every database could look for it.
  if (raw.url?.includes('%00') === true) {
    throw fault('validation-failed', { detail: 'This is not an address that can exist here.' })
  }
  const tenant =
    route.anyHost === true ? application.defaultTenant : await tenantOfRequest(application, door, headers)
  const clientAddress = clientAddressOf(raw)
  const incoming = { door, tenant, method: request.method, headers, clientAddress }
  const actor = await authenticate(application, route, incoming)
  const rawUrl = raw.url ?? '/'
  const query = readQuery(route, rawUrl)
  const { clock, config, logger } = application
  const body = await readBody(route, raw, headers, { defaultLimit: config.limits.jsonBody, clock })
  return {
    application,
    tenant,
    actor,
    method: request.method,
    rawUrl,
    params: request.params as Record<string, string>,
    query,
    headers,
    clientAddress,
    input: body.input,
    raw: body.raw,
    stream: raw,
    left,
    stillAllowed: () => isAllowed(application, route, incoming),
    logger,
  }
}

function isHost(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === 'host'
}

/** @throws what is no refusal */
async function isAllowed(application: Application, route: Route, incoming: Incoming): Promise<boolean> {
  try {
    await authenticate(application, route, incoming)
    return true
  } catch (error) {
    if (error instanceof IsthmusError && error.status < 500) return false
    throw error
  }
}

function joinHeaders(headers: FastifyRequest['headers']): Record<string, string | undefined> {
  const joined: Record<string, string | undefined> = {}
  for (const name in headers) {
    const value = headers[name]
    joined[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return joined
}
