import { readBody, type SendHttp } from './transport.ts'
import { type TransportFailureReason, transportFailure } from './transport-failure.ts'

/** What a GET of a JSON document gave. */
export type JsonRead =
  | { ok: true; json: unknown; headers: Record<string, string> }
  | { ok: false; reason: JsonFailureReason; detail: string }

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
export interface GetJsonOptions {
  send: SendHttp
  signal: AbortSignal
}

const maxDocumentBytes = 256 * 1024
const maxRedirects = 3

/**
 * Fetches a JSON document of at most 256 KiB from an anonymous place, following at most three redirects: to https, and
 * from http also to http.
 */
export async function getJson(url: string, options: GetJsonOptions): Promise<JsonRead> {
  try {
    return await get(url, options, maxRedirects)
  } catch (error) {
    return { ok: false, ...transportFailure(error) }
  }
}

async function get(url: string, options: GetJsonOptions, redirectsLeft: number): Promise<JsonRead> {
  options.signal.throwIfAborted()
  const request = { method: 'GET', url, headers: { accept: 'application/json' } }
  const response = await options.send(request, { signal: options.signal })
  if ([301, 302, 303, 307, 308].includes(response.status)) {
    await readBody(response, 0)
    const target = redirectTarget(url, response.headers['location'])
    if (!target || redirectsLeft === 0) return { ok: false, reason: 'redirect', detail: `${response.status}` }
    return get(target, options, redirectsLeft - 1)
  }
  if (response.status !== 200) {
    await readBody(response, 0)
    const unavailable = response.status === 429 || response.status === 503
    return { ok: false, reason: unavailable ? 'unavailable' : 'status', detail: `${response.status}` }
  }
  const body = await readBody(response, maxDocumentBytes)
  if (!body.ok) return { ok: false, reason: 'too-large', detail: `over ${maxDocumentBytes} bytes` }
  return parse(body.bytes, response.headers)
}

function redirectTarget(from: string, location: string | undefined): string | undefined {
  const target = location === undefined ? null : URL.parse(location, from)
  if (target?.username !== '' || target.password !== '') return undefined
  const allowed = target.protocol === 'https:' || (target.protocol === 'http:' && from.startsWith('http:'))
  return allowed ? target.href : undefined
}

function parse(bytes: Uint8Array, headers: Record<string, string>): JsonRead {
  try {
    return { ok: true, json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), headers }
  } catch {
    return {
      ok: false,
      reason: 'not-json',
      detail: (headers['content-type'] ?? 'no content-type').slice(0, 100),
    }
  }
}
