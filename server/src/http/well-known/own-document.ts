import { createHash } from 'node:crypto'
import type { Call, Reply } from '../route.ts'

/**
 * Answers with a document about this server. Other servers keep it for an hour, and then ask whether it has changed
 * (RFC 9110 13.1.2).
 */
export function ownDocument({ headers }: Pick<Call, 'headers'>, document: object): Reply {
  const text = JSON.stringify(document)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const caching = { 'cache-control': 'max-age=3600', etag }
  // RFC 9110 13.1.2: the comparison is weak.
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.some((tag) => tag === etag || tag === '*')) return { status: 304, headers: caching }
  return { status: 200, headers: { ...caching, 'content-type': 'application/json' }, body: text }
}
