/** Sync tokens are URIs (RFC 6578 3.2); those of a tree may be any text. */
const scheme = 'data:,'

/** Writes a token of a tree as the URI that clients see; it needs no escaping in XML. */
export function writeSyncToken(token: string): string {
  return scheme + encodeURIComponent(token.toWellFormed())
}

/** Reads it back; `undefined` when it was never written here. */
export function parseSyncToken(uri: string): string | undefined {
  if (!uri.startsWith(scheme)) return undefined
  try {
    return decodeURIComponent(uri.slice(scheme.length))
  } catch {
    return undefined
  }
}
