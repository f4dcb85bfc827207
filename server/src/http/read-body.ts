import type { IncomingMessage } from 'node:http'
import type { Clock } from '../platform/clock.ts'
import { fault } from '../platform/errors.ts'
import { checkShape } from './check-shape.ts'
import { readJson } from './read-json.ts'
import type { Route } from './route.ts'

interface Body {
  input: unknown
  raw: Uint8Array
}

/** What a body is read with. */
export interface BodyReading {
  /** Bytes, for routes that name no limit. */
  readonly defaultLimit: number
  readonly clock: Clock
}

/** Longest wait for a whole body that is read before its route runs, milliseconds: uploads have no such limit. */
const patience = 30_000

/** Reads what the route declared, never more than its limit. */
export async function readBody(
  route: Route,
  request: IncomingMessage,
  headers: Readonly<Record<string, string | undefined>>,
  { defaultLimit, clock }: BodyReading,
): Promise<Body> {
  if (route.body === 'none' || route.body === 'stream') return { input: undefined, raw: new Uint8Array() }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw fault('unsupported-media-type', { detail: 'Send the body without Content-Encoding.' })
  }
  const done = new AbortController()
  void clock.sleep(patience, done.signal).then(() => {
    if (!done.signal.aborted) request.destroy()
  })
  try {
    const raw = await collect(request, headers, route.maxBody ?? defaultLimit)
    if (route.body === 'raw') return { input: undefined, raw }
    const value = parseJson(raw, headers['content-type'])
    return { input: route.input && checkShape(route.input, value, 'Some fields of the body are wrong.'), raw }
  } finally {
    done.abort()
  }
}

async function collect(
  request: IncomingMessage,
  headers: Readonly<Record<string, string | undefined>>,
  limit: number,
): Promise<Uint8Array> {
  const tooLarge = () => fault('payload-too-large', { detail: `The body may have at most ${limit} bytes.` })
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  // Destroying it would cut the connection that the answer takes.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseJson(raw: Uint8Array, contentType: string | undefined): unknown {
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')) {
    throw fault('unsupported-media-type', { detail: 'Send the body as application/json.' })
  }
  const parsed = readJson(raw)
  if (!parsed.ok) throw fault('validation-failed', { detail: 'The body is not valid JSON in UTF-8.' })
  return parsed.value
}
