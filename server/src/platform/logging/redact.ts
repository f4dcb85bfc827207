import { maskPath, maskText } from './mask-text.ts'

const hidden = '***'
const maxDepth = 6
const maxItems = 50

/**
 * A copy of what is about to be logged without anything secret: values whose key says so are replaced at any depth,
 * texts lose link tokens, queries and credentials, bytes become their number. Depth, items and length are bounded.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return '…'
  if (value instanceof Uint8Array) return `<${value.byteLength} bytes>`
  if (value instanceof Date) return value
  if (value instanceof URL) return maskText(value.href)
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Map || value instanceof Set) return redact([...value], depth)
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => redact(item, depth + 1))
  return redactFields(value, depth)
}

/** The fields of one event or of an object in it. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  const entries = Object.entries(fields)
    .slice(0, maxItems)
    .map(([key, value]: [string, unknown]): [string, unknown] => [key, redactField(key, value, depth)])
  return Object.fromEntries(entries)
}

function redactField(key: string, value: unknown, depth: number): unknown {
  if (isSecretKey(key) && carriesText(value)) return hidden
  return typeof value === 'string' && /^(path|url)$/i.test(key) ? maskPath(value) : redact(value, depth + 1)
}

// `code` stays where an error has it: there it is ECONNREFUSED, elsewhere an authorization code.
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error
  const code = 'code' in error ? { code: error.code } : {}
  const meta = 'meta' in error && error.meta !== undefined ? { meta: redact(error.meta, depth + 1) } : {}
  return {
    name,
    message: maskText(message),
    ...code,
    ...meta,
    ...(stack === undefined ? {} : { stack: maskText(stack) }),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  }
}

function isSecretKey(key: string): boolean {
  const word = key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return (
    secretWords.has(word) ||
    /(secret|token|password|passphrase|cookie|credential|privatekey|apikey)s?$/.test(word)
  )
}

const secretWords = new Set([
  'authorization',
  'proxyauthorization',
  'code',
  'auth',
  'jwt',
  'assertion',
  'dpop',
])

/** A count or a flag (`hasPassword`) says nothing. */
function carriesText(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}
