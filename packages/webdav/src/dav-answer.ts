import type { DavResponse } from './dav-request.ts'
import { escapeXml } from './xml/escape-xml.ts'

/** Spelled exactly so: the ownCloud desktop client refuses a multistatus of any other spelling. */
export const xmlContentType = 'application/xml; charset=utf-8'

/** Preconditions that an error body can name (RFC 4918 16, RFC 3253 3.6, RFC 6578 3.2). */
export type DavCondition =
  | 'cannot-modify-protected-property'
  | 'lock-token-matches-request-uri'
  | 'lock-token-submitted'
  | 'no-conflicting-lock'
  | 'number-of-matches-within-limits'
  | 'propfind-finite-depth'
  | 'supported-report'
  | 'sync-traversal-supported'
  | 'valid-sync-token'

/** An answer without a body. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): DavResponse {
  // RFC 9110 8.6: a 204 or 304 carries no Content-Length.
  const bodiless = status === 204 || status === 304
  return { status, headers: bodiless ? headers : { ...headers, 'content-length': '0' } }
}

/** An answer whose XML is known as a whole. */
export function xmlAnswer(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): DavResponse & { readonly body: string } {
  return {
    status,
    headers: { ...headers, ...xmlHeaders(Buffer.byteLength(body)) },
    body,
  }
}

/** @param length - of the XML, in bytes */
export function xmlHeaders(length: number): Readonly<Record<string, string>> {
  return { 'content-type': xmlContentType, 'content-length': String(length) }
}

/**
 * A refusal with its reason as a DAV error body (RFC 4918 16). The message goes into the element that clients of the
 * sabre/dav family show to their user.
 */
export function refusal(
  status: number,
  message: string,
  extra: {
    readonly condition?: DavCondition | undefined
    /** Address of the resource that the condition is about. */
    readonly href?: string
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): DavResponse & { readonly body: string } {
  const { condition, href, headers } = extra
  return xmlAnswer(
    status,
    '<?xml version="1.0" encoding="utf-8"?>\n' +
      '<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">' +
      (condition === undefined ? '' : writeCondition(condition, href)) +
      `<s:message>${escapeXml(message)}</s:message></d:error>`,
    headers,
  )
}

function writeCondition(condition: DavCondition, href: string | undefined): string {
  return href === undefined
    ? `<d:${condition}/>`
    : `<d:${condition}><d:href>${href}</d:href></d:${condition}>`
}

/** The `error` element of one part of a multistatus (RFC 4918 14.5). */
export function writeError(condition: DavCondition): string {
  return `<d:error>${writeCondition(condition, undefined)}</d:error>`
}
