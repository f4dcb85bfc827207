import type { DavRequest } from '../dav-request.ts'

/** Whether a client wants to hear only what it does not expect (RFC 8144 2). */
export function wantsMinimal(headers: DavRequest['headers']): boolean {
  return /(?:^|[\s,])return=minimal(?:$|[\s,;])/i.test(headers['prefer'] ?? '')
}

/** The fields of an answer whose length depends on that. */
export function preferenceHeaders(minimal: boolean): Record<string, string> {
  return { vary: 'Prefer', ...(minimal ? { 'preference-applied': 'return=minimal' } : {}) }
}
