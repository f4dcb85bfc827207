import type { DavRequest } from '../dav-request.ts'
import { parseHttpDate } from '../http-date.ts'
import type { EtagCondition, Preconditions } from '../preconditions.ts'
import { parseEtagCondition } from './entity-tags.ts'

/**
 * Reads the conditional headers of a request into data (RFC 9110 13.1).
 *
 * @returns `undefined` when an entity tag list is malformed: a client that wanted its write to be conditional must
 *   not have it done unconditionally
 */
export function parsePreconditions(headers: DavRequest['headers']): Preconditions | undefined {
  const conditions: {
    ifMatch?: EtagCondition
    ifNoneMatch?: EtagCondition
    ifUnmodifiedSince?: number
    ifModifiedSince?: number
  } = {}

  if (headers['if-match'] !== undefined) {
    const condition = parseEtagCondition(headers['if-match'], 'drop')
    if (condition === undefined) return undefined
    conditions.ifMatch = condition
  }
  if (headers['if-none-match'] !== undefined) {
    const condition = parseEtagCondition(headers['if-none-match'], 'keep')
    if (condition === undefined) return undefined
    conditions.ifNoneMatch = condition
  }
  // RFC 9110 13.1.3 and 13.1.4: a value that is not an HTTP-date MUST be ignored.
  const unmodifiedSince = parseHttpDate(headers['if-unmodified-since'] ?? '')
  if (unmodifiedSince !== undefined) conditions.ifUnmodifiedSince = unmodifiedSince
  const modifiedSince = parseHttpDate(headers['if-modified-since'] ?? '')
  if (modifiedSince !== undefined) conditions.ifModifiedSince = modifiedSince
  return conditions
}
