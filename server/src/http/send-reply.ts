import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { BytesBody, FileBody } from '../platform/blobs/index.ts'
import type { Clock } from '../platform/clock.ts'
import { holdsBodyBack } from './expect-continue.ts'
import type { Reply } from './route.ts'

/**
 * Sends a reply. A body that fails after the head was sent, or has another length than was announced, breaks the
 * connection, so that nobody takes the part for the whole; a caller who leaves ends the body.
 *
 * @returns what broke the body; `undefined` when all was sent, or the caller has left
 * @throws {TypeError} for a head that cannot be sent; nothing was
 */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  clock: Clock,
): Promise<unknown> {
  const body = contentOf(reply)
  const { status, headers } = reply
  const rest = restOf(request)
  response.statusCode = status
  setHeaders(response, always)
  setHeaders(response, typeOf(reply))
  setHeaders(response, headers)
  if (rest === 'long' || rest === 'held-back') response.setHeader('connection', 'close')

  if (body instanceof Readable) {
    if (request.method !== 'HEAD') return sendStream(body, response)
    body.destroy()
    response.end()
    return undefined
  }
  if (body !== undefined) response.setHeader('content-length', body.byteLength)
  const bytes = request.method === 'HEAD' ? undefined : body
  if (rest === 'long') {
    if (bytes === undefined) response.flushHeaders()
    else response.write(bytes)
    await discardSome(request, clock)
    response.end()
  } else {
    response.end(bytes)
    // What a client still sends stands before its next request on the connection.
    if (rest === 'short') request.resume()
  }
  return undefined
}

const always = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

function setHeaders(response: ServerResponse, headers: Reply['headers'] = {}): void {
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) response.setHeader(name, value)
  }
}

function contentOf({ body }: Reply): Uint8Array | Readable | undefined {
  if (body === undefined || body instanceof Uint8Array || body instanceof Readable) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body.json))
}

function typeOf({ body }: Reply): Record<string, string> {
  const isJson = typeof body === 'object' && 'json' in body
  return isJson ? { 'content-type': 'application/json; charset=utf-8' } : {}
}

/** Longest rest of a request, in bytes, that is read and thrown away to keep its connection. */
const longestDiscarded = 1024 * 1024
/** How much of a longer one is read before the connection is closed, in bytes and milliseconds. */
const lingering = { bytes: 64 * 1024 * 1024, ms: 2_000 }

/** What the client has still to send of its request. */
function restOf(request: IncomingMessage): 'none' | 'short' | 'long' | 'held-back' {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  if (request.complete || request.readableEnded || (length === undefined && coding === undefined))
    return 'none'
  if (holdsBodyBack(request)) return 'held-back'
  return Number(length ?? Number.POSITIVE_INFINITY) > longestDiscarded ? 'long' : 'short'
}

/**
 * A connection that is closed while the other side still sends is reset, and the answer may be lost with it: so it is
 * listened to for a moment.
 */
async function discardSome(request: IncomingMessage, clock: Clock): Promise<void> {
  const enough = new AbortController()
  let left = lingering.bytes
  const stop = (): void => enough.abort()
  request.on('data', (chunk: Uint8Array) => {
    left -= chunk.byteLength
    if (left < 0) stop()
  })
  request.on('end', stop).on('close', stop).on('error', stop)
  request.resume()
  await clock.sleep(lingering.ms, enough.signal)
  request.pause()
}

async function sendStream(body: Readable, response: ServerResponse): Promise<unknown> {
  const announced = response.getHeader('content-length')
  const length = announced === undefined ? undefined : Number(announced)
  // One write takes it together with the head.
  if (body instanceof BytesBody && body.bytes.byteLength === (length ?? body.bytes.byteLength)) {
    response.end(body.bytes)
    return undefined
  }
  response.once('close', () => body.destroy())
  if (response.destroyed) body.destroy()
  try {
    let sent = 0
    if (body instanceof FileBody) {
      await body.writeTo((piece) => {
        sent += piece.byteLength
        return written(response, piece)
      })
    } else {
      for await (const chunk of body as AsyncIterable<Uint8Array | string>) {
        sent += Buffer.byteLength(chunk)
        if (sent > (length ?? sent)) break
        if (!response.write(chunk)) await drained(response, body)
      }
    }
    if (sent !== (length ?? sent)) throw new Error(`a body of ${length} bytes has ${sent} or more`)
    response.end()
    return undefined
  } catch (error) {
    const left = response.destroyed
    response.destroy()
    body.destroy()
    return left ? undefined : error
  }
}

/** Resolves when the kernel has it, or nobody will. */
function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    response.write(piece, () => resolve())
  })
}

/** Resolves when there is room again, nobody left to have any, or nothing left to send. */
function drained(response: ServerResponse, body: Readable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      body.off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
    body.on('close', done)
    if (response.destroyed || body.destroyed) done()
  })
}
