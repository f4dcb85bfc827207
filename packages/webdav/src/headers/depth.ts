import type { DavRequest } from '../dav-request.ts'

/** How far below a folder a request reaches (RFC 4918 10.2). */
export type Depth = '0' | '1' | 'infinity'

/** Reads the `Depth` header (RFC 4918 10.2). */
export function parseDepth(headers: DavRequest['headers']): Depth | 'absent' | 'malformed' {
  const value = headers['depth']?.trim().toLowerCase()
  if (value === undefined) return 'absent'
  return value === '0' || value === '1' || value === 'infinity' ? value : 'malformed'
}
