/**
 * What makes the next request for a document conditional (RFC 9110 13): plain data, to be kept with the document.
 * It counts for the address that it came from only.
 */
export interface Validators {
  /** The address that was asked, before any redirect. */
  url: string
  /** As the server sent it. */
  etag?: string
  /** As the server sent it. */
  lastModified?: string
}

const longest = 512

/** The validators of an answer, or undefined when it has none, or none of a usable length. */
export function validatorsOf(url: string, headers: Record<string, string>): Validators | undefined {
  const { etag, 'last-modified': lastModified } = headers
  const validators = {
    url,
    ...(etag && etag.length <= longest ? { etag } : {}),
    ...(lastModified && lastModified.length <= longest ? { lastModified } : {}),
  }
  return validators.etag || validators.lastModified ? validators : undefined
}

/** The fields that a request for `url` gets. */
export function conditionalHeaders(url: string, validators: Validators | undefined): Record<string, string> {
  if (validators?.url !== url) return {}
  const { etag, lastModified } = validators
  return {
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  }
}
