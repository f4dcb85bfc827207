import { Readable } from 'node:stream'

/** A request that left. */
export interface LeftRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What comes back; an object as body goes out as JSON, an Error stands for no answer at all. */
export type ScriptedAnswer =
  | Error
  | {
      readonly status?: number
      readonly headers?: Record<string, string>
      readonly body?: string | Uint8Array | Readable | object
    }

export type Script = ScriptedAnswer | ((request: LeftRequest) => ScriptedAnswer | Promise<ScriptedAnswer>)

/** All other servers, as a test wants them: what the outbound door gives in earnest. */
export interface ScriptedInternet {
  send(
    request: {
      readonly method: string
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly body?: Uint8Array | Readable
    },
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ status: number; headers: Record<string, string>; body: Readable }>
  /** All that left so far. */
  readonly requests: readonly LeftRequest[]
  /** The same, as `POST https://cloud.example/ocm/shares`. */
  lines(): string[]
  /**
   * What is answered from now on; the latest word counts. Nobody is anywhere else.
   * @param place - `POST https://cloud.example/ocm/shares`; a final `*` stands for whatever follows
   */
  answer(place: string, script: Script): void
}

export function createScriptedInternet(): ScriptedInternet {
  const requests: LeftRequest[] = []
  const scripts: { place: string; script: Script }[] = []
  return {
    requests,
    lines: () => requests.map(({ method, url }) => `${method} ${url}`),
    answer: (place, script) => void scripts.push({ place, script }),
    async send({ method, url, headers, body }, { signal } = {}) {
      signal?.throwIfAborted()
      const request = { method, url, headers, body: await bytesOf(body) }
      requests.push(request)
      const script = scripts.findLast(({ place }) => matches(place, `${method} ${url}`))?.script
      const scripted =
        typeof script === 'function' ? script(request) : (script ?? transportError('ECONNREFUSED'))
      const answer = await (signal === undefined ? scripted : abortable(scripted, signal))
      if (answer instanceof Error) throw answer
      return responseOf(answer, signal)
    },
  }
}

/** The error of a transport with its code. */
export function transportError(code: string): Error {
  return Object.assign(new Error(code), { code })
}

async function bytesOf(body: Uint8Array | Readable | undefined): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.from(body ?? [])
  return Buffer.concat(await Array.fromAsync(body as AsyncIterable<Uint8Array>))
}

function matches(place: string, line: string): boolean {
  return place.endsWith('*') ? line.startsWith(place.slice(0, -1)) : line === place
}

async function abortable<T>(work: T | Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason as Error)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function responseOf(
  { status = 200, headers = {}, body = '' }: Exclude<ScriptedAnswer, Error>,
  signal: AbortSignal | undefined,
) {
  if (body instanceof Readable) {
    signal?.addEventListener('abort', () => body.destroy(signal.reason as Error), { once: true })
    return { status, headers, body }
  }
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array)
  const bytes = Buffer.from(isJson ? JSON.stringify(body) : body)
  const type = isJson ? { 'content-type': 'application/json' } : {}
  return {
    status,
    headers: { ...type, 'content-length': `${bytes.byteLength}`, ...headers },
    body: Readable.from(bytes.byteLength === 0 ? [] : [bytes], { objectMode: false }),
  }
}
