import type { DavPath } from './resource-tree.ts'

/** Longest name of one resource, in bytes of UTF-8. */
export const maxNameBytes = 255
/** Deepest place in a tree, in names below its root. */
export const maxPathDepth = 64

/** The outcome of `parseDavPath`. `trailingSlash` tells whether the target ended with a slash, which `path` does not show. */
export type DavPathParsing =
  | { readonly ok: true; readonly path: DavPath; readonly trailingSlash: boolean }
  /** `malformed` deserves a 400; `outside` is a well-formed path that does not lie under the prefix. */
  | { readonly ok: false; readonly reason: 'malformed' | 'outside' }

/**
 * Reads the place in a tree from a request target, segment by segment.
 *
 * Give it the raw target as it came over the wire: a router that decodes first turns `%2F` into a separator and
 * lets `%2E%2E` climb out of the tree.
 *
 * @param rawUrl - request target in origin form (`/dav/files/ann/a%20b.txt?x`); the query is ignored
 * @param prefix - path under which the tree is served (`/dav/files/ann`, or empty), in any valid percent-encoding
 */
export function parseDavPath(rawUrl: string, prefix: string): DavPathParsing {
  const prefixNames = decodeSegments(prefix.endsWith('/') ? prefix : `${prefix}/`)
  prefixNames?.pop()
  if (prefixNames === undefined || prefixNames.includes('')) throw new TypeError(`not a path: ${prefix}`)

  const names = decodeSegments(rawUrl)
  if (names === undefined) return { ok: false, reason: 'malformed' }
  // A slash at the end leaves an empty last segment.
  const trailingSlash = names.at(-1) === ''
  if (trailingSlash) names.pop()

  if (names.includes('') || names.length - prefixNames.length > maxPathDepth) {
    return { ok: false, reason: 'malformed' }
  }
  if (!prefixNames.every((name, position) => names[position] === name)) {
    return { ok: false, reason: 'outside' }
  }
  return { ok: true, path: names.slice(prefixNames.length), trailingSlash }
}

/**
 * Whether a decoded name may stand in a path: not empty, not `.` or `..`, no slash, no control character, at most
 * 255 bytes.
 */
export function isPathName(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[/\p{Cc}]/u.test(name) &&
    name.isWellFormed() &&
    Buffer.byteLength(name) <= maxNameBytes
  )
}

/** Whether two paths name the same resource. */
export function samePath(one: DavPath, other: DavPath): boolean {
  return one.length === other.length && startsWithPath(one, other)
}

/** Whether a path is a given folder's or lies below it. */
export function startsWithPath(path: DavPath, folder: DavPath): boolean {
  return folder.every((name, position) => path[position] === name)
}

function decodeSegments(rawUrl: string): string[] | undefined {
  const queryStart = rawUrl.indexOf('?')
  const rawPath = queryStart === -1 ? rawUrl : rawUrl.slice(0, queryStart)
  // RFC 3986 3.3: a path is printable ASCII; a fragment never belongs in a request target (RFC 9112 3.2).
  if (!/^\/[!"$-~]*$/.test(rawPath)) return undefined

  const names: string[] = []
  for (const segment of rawPath.slice(1).split('/')) {
    const name = segment === '' || isPlainName(segment) ? segment : decodeName(segment)
    if (name === undefined) return undefined
    names.push(name)
  }
  return names
}

/** Whether a segment is a name as it stands; most are, and all other questions take longer. */
function isPlainName(segment: string): boolean {
  return /^[\w~-][\w.~-]*$/.test(segment) && segment.length <= maxNameBytes
}

/** `undefined` for what is no name. */
function decodeName(segment: string): string | undefined {
  try {
    const name = decodeURIComponent(segment).normalize('NFC')
    return isPathName(name) ? name : undefined
  } catch {
    // A stray percent sign, or bytes that are not UTF-8.
    return undefined
  }
}
