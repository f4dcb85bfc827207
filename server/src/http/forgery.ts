/**
 * Requests that a page of somebody else makes a browser send: what the browser adds by itself (cookies, a password that
 * it remembers) proves nothing about who wanted the request.
 */
import { csrfToken, type Tenant } from '../accounts/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { constantTimeEqual } from '../platform/sealing/index.ts'

type Headers = Readonly<Record<string, string | undefined>>

/** Header by which a page of ours shows that it could read what we told it. */
export const csrfHeader = 'isthmus-csrf'

/** Methods that change nothing (RFC 9110 9.2.1). */
export function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method)
}

/**
 * Lets pass what a page of ours asks for, and programs, which send neither of the headers (Fetch Metadata 2.2; the
 * Fetch standard, 3.2).
 * @throws IsthmusError `forbidden`
 */
export function requireSameOrigin(headers: Headers, { publicUrl }: Tenant): void {
  const origin = headers['origin']
  const site = headers['sec-fetch-site']
  // `none`: the person did it, not a page.
  if ((origin ?? publicUrl) === publicUrl && ['same-origin', 'none'].includes(site ?? 'none')) return
  throw fault('forbidden', { because: because('other-site') })
}

/**
 * Lets pass what knows the token of the session.
 * @param secret - of the session
 * @throws IsthmusError `forbidden`
 */
export function requireCsrfToken(headers: Headers, secret: string): void {
  if (constantTimeEqual(headers[csrfHeader] ?? '', csrfToken(secret))) return
  throw fault('forbidden', {
    because: because('other-session'),
    detail: `Send the csrfToken of GET /api/v1/session in the header ${csrfHeader}.`,
  })
}
