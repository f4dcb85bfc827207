import { Readable } from 'node:stream'
import { detachBody } from '../node/detach-body.ts'
import { RemoteRefusal } from './remote-refusal.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/** A request of the client, to be sent as it is. `url` is absolute. */
export interface WebdavClientRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | Readable
}

/** An answer whose head has arrived. */
export interface WebdavClientResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Consumed or destroyed by the client. */
  readonly body: Readable
}

/**
 * The way out: sends one request and resolves when the head of the answer is there. It follows no redirects, decodes
 * no `Content-Encoding`, and rejects when no answer comes.
 */
export type WebdavSend = (
  request: WebdavClientRequest,
  options?: { readonly signal?: AbortSignal },
) => Promise<WebdavClientResponse>

/** A request without what all requests share. */
export interface Question {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | Readable
  /** Statuses of success that fit the method. */
  readonly expected: readonly number[]
  readonly signal?: AbortSignal | undefined
}

/** An answer with a status of success that fits the method. */
export interface Answer {
  readonly status: number
  /** The value of a header; of the first one, should it be repeated. */
  readonly header: (name: string) => string | undefined
  readonly body: Readable
}

/** Asks the other server. Throws `RemoteRefusal` and `RemoteTrouble`, and the reason of an aborted signal. */
export type Exchange = (question: Question) => Promise<Answer>

/** Largest body of a refusal that is read to its end, to keep the connection, in bytes. */
const longestDiscarded = 64 * 1024

/** Makes the way to another server, with the credential asked for before each request. */
export function createExchange(send: WebdavSend, authorization: () => Promise<string> | string): Exchange {
  return async (question) => {
    const { method, expected } = question
    const { status, headers, body } = await sendQuestion(send, question, await authorization())
    const header = (name: string) => [headers[name]].flat()[0]
    if (status >= 300) {
      discardBody(body)
      throw new RemoteRefusal(method, status, refusalDetails(header))
    }
    const isPlain = (header('content-encoding') ?? 'identity') === 'identity'
    if (expected.includes(status) && isPlain) return { status, header, body }
    discardBody(body)
    if (status === 207 && isPlain) throw new RemoteTrouble('partly-done', `${method} was done in part`)
    throw new RemoteTrouble('unexpected-answer', `the other server answered ${method} with ${status}`)
  }
}

/** Lets go of a body that nobody wants. */
export function discardBody(body: Readable): void {
  let length = 0
  body.on('error', () => {})
  body.on('data', (chunk: Uint8Array) => {
    length += chunk.length
    if (length > longestDiscarded) body.destroy()
  })
}

async function sendQuestion(
  send: WebdavSend,
  { method, url, headers, body, signal }: Question,
  authorization: string,
): Promise<WebdavClientResponse> {
  const request = {
    method,
    url,
    headers: { ...headers, authorization, 'accept-encoding': 'identity' },
    // A transport destroys what it sends with its own errors; those of the upload itself must stay apart from them.
    ...(body === undefined ? {} : { body: body instanceof Readable ? detachBody(body) : body }),
  }
  try {
    return await send(request, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    // The upload failed on our side: the other server has no part in it.
    if (body instanceof Readable && body.errored !== null) throw body.errored
    throw new RemoteTrouble('unreachable', 'the other server gave no answer', { cause: error })
  }
}

function refusalDetails(header: Answer['header']): { retryAfter?: number; size?: number } {
  const retryAfter = /^\d{1,6}$/.exec(header('retry-after') ?? '')?.[0]
  const size = /^bytes \*\/(\d{1,15})$/.exec(header('content-range') ?? '')?.[1]
  return {
    ...(retryAfter === undefined ? {} : { retryAfter: Number(retryAfter) }),
    ...(size === undefined ? {} : { size: Number(size) }),
  }
}
