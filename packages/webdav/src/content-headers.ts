import { checksumsOf } from './headers/checksum.ts'
import { quoteEtag } from './headers/entity-tags.ts'
import { writeHttpDate } from './http-date.ts'
import type { FileResource } from './resource-tree.ts'

/** Types that a browser shows without running anything in them. SVG is a document with scripts. */
const passiveType =
  /^(?:text\/(?:plain|csv)|application\/pdf|(?:audio|video|font)\/[\w.+-]+|image\/(?!svg)[\w.+-]+)$/i

const mediaType = /^[\w.+-]+\/[\w.+-]+(?:[ \t]*;[\t -~]*)?$/

/** Whether a text may be sent as `Content-Type` (RFC 9110 8.3). */
export function isMediaType(text: string): boolean {
  return mediaType.test(text)
}

/** Fields that tell one version of a file from another; also part of a 304. */
export function validatorHeaders(file: FileResource): Record<string, string> {
  return {
    etag: quoteEtag(file.etag),
    // The clients of ownCloud trust this one, since proxies rewrite `ETag` when they compress.
    'oc-etag': quoteEtag(file.etag),
    'last-modified': writeHttpDate(file.modifiedAt),
    'cache-control': 'private, no-cache',
  }
}

/**
 * Fields of an answer that carries a file. Contents come from users and from other servers and must never run in the
 * origin that serves them: what could is downloaded, and sandboxed should a browser show it after all.
 */
export function contentHeaders(file: FileResource): Record<string, string> {
  const contentType = isMediaType(file.contentType) ? file.contentType : 'application/octet-stream'
  const [checksum] = checksumsOf(file)
  const passive = passiveType.test(contentType.split(';')[0]?.trim() ?? '')
  return {
    ...validatorHeaders(file),
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    // Of the whole file, also in an answer that carries a part: a client checks what it has put together.
    ...(checksum === undefined ? {} : { 'oc-checksum': checksum }),
    ...(passive ? {} : { 'content-disposition': 'attachment', 'content-security-policy': 'sandbox' }),
  }
}
