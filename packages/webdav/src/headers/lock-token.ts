/**
 * Reads a `Lock-Token` header (RFC 4918 10.5). The WebDAV client of Windows leaves out the angle brackets.
 * @returns `undefined` when it is no URI
 */
export function parseLockToken(value: string): string | undefined {
  return /^<?([a-z][a-z\d+.-]*:[!-;=?-~]+)>?$/i.exec(value.trim())?.[1]
}

/** @param token - a URI */
export function writeLockToken(token: string): string {
  return `<${token}>`
}
