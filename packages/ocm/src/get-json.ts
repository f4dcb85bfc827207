import { type BodyRead, type HttpRequest, readBody, type SendHttp } from './transport.ts'
import { type TransportFailureReason, transportFailure } from './transport-failure.ts'
import { conditionalHeaders, type Validators, validatorsOf } from './validators.ts'

/** What a GET of a JSON document gave. */
export type JsonRead<Known> =
  | { ok: true; unchanged?: undefined; json: unknown; headers: Headers; validators?: Validators }
  /** The document is still the known one. */
  | { ok: true; unchanged: Known; headers: Headers }
  | { ok: false; reason: JsonFailureReason; detail: string }

type Headers = Record<string, string>

/**
 * `unavailable` is a server that asks to come back later (429, 503); `status` any other status but 200; `redirect` a
 * redirect to where we do not go, or one too many.
 */
export type JsonFailureReason =
  | TransportFailureReason
  | 'unavailable'
  | 'status'
  | 'redirect'
  | 'too-large'
  | 'not-json'

/** How documents are fetched. */
export interface GetJsonOptions<Known> {
  send: SendHttp
  signal: AbortSignal
  /** The document as it was before. */
  known?: Known | undefined
}

/** For a document with all its redirects, milliseconds. */
export const documentTimeoutMs = 10_000

const maxDocumentBytes = 256 * 1024
const maxRedirects = 3

/**
 * Fetches a JSON document of at most 256 KiB from an anonymous place, following at most three redirects: to https, and
 * from http also to http. A known document is fetched only when it has changed.
 */
export async function getJson<Known extends { validators?: Validators }>(
  url: string,
  options: GetJsonOptions<Known>,
): Promise<JsonRead<Known>> {
  const condition = conditionalHeaders(url, options.known?.validators)
  const request = { method: 'GET', url, headers: { accept: 'application/json', ...condition } }
  try {
    const { status, headers, body } = await get(request, options, maxRedirects)
    // RFC 9110 15.4.5: it answers a conditional request, and no other.
    const conditional = Object.keys(condition).length > 0
    if (status === 304 && conditional && options.known) return { ok: true, unchanged: options.known, headers }
    if (status !== 200) return { ok: false, reason: failureOf(status), detail: `${status}` }
    if (!body?.ok) return { ok: false, reason: 'too-large', detail: `over ${maxDocumentBytes} bytes` }
    return parse(url, body.bytes, headers)
  } catch (error) {
    return { ok: false, ...transportFailure(error) }
  }
}

interface Answer {
  status: number
  headers: Headers
  /** Of a 200 only. */
  body?: BodyRead
}

/** The answer behind the redirects, or the redirect that is not followed. */
async function get(
  request: HttpRequest,
  options: { send: SendHttp; signal: AbortSignal },
  redirectsLeft: number,
): Promise<Answer> {
  options.signal.throwIfAborted()
  const response = await options.send(request, { signal: options.signal })
  const { status, headers } = response
  if (status === 200) return { status, headers, body: await readBody(response, maxDocumentBytes) }
  await readBody(response, 0)
  const target = isRedirect(status) ? redirectTarget(request.url, headers['location']) : undefined
  if (!target || redirectsLeft === 0) return { status, headers }
  return get({ ...request, url: target }, options, redirectsLeft - 1)
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

function failureOf(status: number): JsonFailureReason {
  if (isRedirect(status)) return 'redirect'
  return status === 429 || status === 503 ? 'unavailable' : 'status'
}

function redirectTarget(from: string, location: string | undefined): string | undefined {
  const target = location === undefined ? null : URL.parse(location, from)
  if (target?.username !== '' || target.password !== '') return undefined
  const allowed = target.protocol === 'https:' || (target.protocol === 'http:' && from.startsWith('http:'))
  return allowed ? target.href : undefined
}

function parse(url: string, bytes: Uint8Array, headers: Headers): JsonRead<never> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const validators = validatorsOf(url, headers)
    return { ok: true, json, headers, ...(validators ? { validators } : {}) }
  } catch {
    return {
      ok: false,
      reason: 'not-json',
      detail: (headers['content-type'] ?? 'no content-type').slice(0, 100),
    }
  }
}
