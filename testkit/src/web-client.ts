import { Buffer } from 'node:buffer'
import { connect as connectTcp } from 'node:net'
import type { Readable } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { Agent, request as undiciRequest } from 'undici'

/** A request as it is sent: nothing but `host` and framing is added. */
export interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string | Readable
  /** Aborted when whoever asks leaves. */
  readonly signal?: AbortSignal
}

/** An answer with all of its body. */
export interface WebAnswer {
  readonly status: number
  /** Names in lower case; repeated ones joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  readonly text: string
  /** The body as JSON. @throws when it is none */
  json(): unknown
}

/** An answer whose body is still under way. */
export interface WebResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Readable
}

/** What a person or a stranger uses to talk to the servers of a test. */
export interface WebClient extends AsyncDisposable {
  /** Rejects when there is no answer, or only a part of one. */
  fetch(request: WebRequest): Promise<WebAnswer>
  /** Resolves when the head of the answer is there. */
  send(request: WebRequest): Promise<WebResponse>
}

export interface WebClientOptions {
  /** Certificate of the authority to trust, PEM. */
  readonly authority?: string
  /** The port on loopback where the server of this name listens; the port of the URL when it is not known. */
  readonly portOf?: (host: string) => number | undefined
}

export function createWebClient({ authority, portOf = () => undefined }: WebClientOptions): WebClient {
  const agent = new Agent({
    // A test that waits for an answer which never comes must end before its own time is over.
    headersTimeout: 50_000,
    bodyTimeout: 50_000,
    connect({ hostname, protocol, port }, callback) {
      const secure = protocol === 'https:'
      const target = { host: '127.0.0.1', port: portOf(hostname) ?? Number(port) }
      const socket = secure
        ? connectTls({
            ...target,
            servername: hostname,
            ALPNProtocols: ['http/1.1'],
            ...(authority && { ca: authority }),
          })
        : connectTcp(target)
      socket.on('error', (error: Error) => callback(error, null))
      socket.once(secure ? 'secureConnect' : 'connect', () => callback(null, socket))
    },
  })

  async function send({ method, url, headers = {}, body = '', signal }: WebRequest): Promise<WebResponse> {
    const answer = await undiciRequest(url, {
      dispatcher: agent,
      method,
      headers,
      body: body || null,
      ...(signal && { signal }),
    })
    answer.body.on('error', () => {})
    return { status: answer.statusCode, headers: joined(answer.headers), body: answer.body }
  }

  return {
    send,
    async fetch(request) {
      const { status, headers, body } = await send(request)
      const bytes = Buffer.concat(await Array.fromAsync(body as AsyncIterable<Uint8Array>))
      return {
        status,
        headers,
        bytes,
        text: bytes.toString(),
        json: () => JSON.parse(bytes.toString()) as unknown,
      }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers)
  return Object.fromEntries(
    entries.map(([name, value]): [string, string] => [name, [value].flat().join(', ')]),
  )
}
