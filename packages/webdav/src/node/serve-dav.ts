import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { refusal } from '../dav-answer.ts'
import { parseDavPath } from '../dav-path.ts'
import type { DavOptions, DavResponse } from '../dav-request.ts'
import { handleDav } from '../handle-dav.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { detachBody } from './detach-body.ts'

/** Longest request body, in bytes, that is read and thrown away to keep a connection after an early answer. */
const longestDiscarded = 1024 * 1024

/**
 * Answers a request of `node:http` (or of a framework that shows its raw objects) from a tree.
 *
 * @throws whatever the tree threw that is no `ResourceError`: before the head of the answer was sent, so that the
 *   caller can answer 500 (`outgoing.headersSent`), or after it, when the connection is destroyed already. A client
 *   that goes away is no error.
 */
export async function serveDav(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  tree: ResourceTree,
  options: DavOptions,
): Promise<void> {
  try {
    await send(incoming, outgoing, await answer(incoming, tree, options))
  } catch (error) {
    if (!clientLeft(incoming, outgoing)) throw error
  }
}

async function answer(
  incoming: IncomingMessage,
  tree: ResourceTree,
  options: DavOptions,
): Promise<DavResponse> {
  const address = parseDavPath(incoming.url ?? '', options.mountPath)
  if (!address.ok) {
    return address.reason === 'malformed'
      ? refusal(400, 'This is not an address that can exist here.')
      : refusal(404, 'There is nothing at this address.')
  }
  const { path, trailingSlash } = address
  const method = incoming.method ?? ''
  const headers = joinHeaders(incoming.headers)
  const body = detachBody(incoming)
  try {
    return await handleDav({ method, path, trailingSlash, headers, body }, tree, options)
  } finally {
    body.destroy()
  }
}

async function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: DavResponse,
): Promise<void> {
  const { status, headers, body } = response
  // What is left of the request stands before the next one on the connection.
  const left = incoming.complete ? 0 : Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY)
  if (left > longestDiscarded) outgoing.setHeader('connection', 'close')
  outgoing.writeHead(status, headers)
  if (body instanceof Readable) await sendBody(body, outgoing)
  else outgoing.end(body)
  if (left <= longestDiscarded) incoming.resume()
}

/** Does what `pipeline` does, which would take most of the time that it takes to send a small file. */
async function sendBody(body: Readable, outgoing: ServerResponse): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // A body that fails half-way costs the connection, so that the client sees that something is missing.
  body.once('error', (error) => {
    outgoing.destroy(error)
    reject(error)
  })
  body.once('close', () => {
    if (!body.readableEnded) outgoing.destroy()
  })
  outgoing.once('close', () => {
    body.destroy()
    resolve()
  })
  if (outgoing.closed) {
    body.destroy()
    return
  }
  body.pipe(outgoing)
  await promise
}

function clientLeft(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  return (incoming.destroyed && !incoming.complete) || (outgoing.destroyed && outgoing.errored === null)
}

function joinHeaders(headers: IncomingMessage['headers']): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
