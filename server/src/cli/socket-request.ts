/**
 * HTTP over a Unix socket: the one connection that this program opens outside of `platform/outbound`. It leads to a
 * file that only the owner of the data folder can open, never to a host.
 */
import { type IncomingHttpHeaders, request } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

export interface DoorRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | Readable
}

export interface DoorAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** For the caller to consume or destroy. */
  readonly body: Readable
}

/**
 * Resolves when the head of the answer is there.
 * @throws the system's error: `ENOENT` or `ECONNREFUSED` when nobody listens, `EACCES` when it is not ours
 */
export function sendThroughSocket(socketPath: string, order: DoorRequest): Promise<DoorAnswer> {
  const { method, path, headers, body } = order
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, headers, agent: false }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer })
    })
    // A server may answer, and close the connection, before it has all of the body: then the answer counts.
    outgoing.on('error', reject)
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body)
    else pipeline(body, outgoing, () => {})
  })
}

/** The same for an answer that is short. */
export async function askThroughSocket(
  socketPath: string,
  order: DoorRequest,
): Promise<{ readonly status: number; readonly body: string }> {
  const { status, body } = await sendThroughSocket(socketPath, order)
  return { status, body: await text(body) }
}
