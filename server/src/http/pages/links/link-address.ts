import { type DavPath, parseDavPath } from '@isthmus/webdav'
import { linkPath } from '../../../shares/index.ts'

/** What a request below a link asks for. */
export interface LinkAddress {
  readonly token: string
  readonly path: DavPath
  /** What stands after the question mark. */
  readonly query: URLSearchParams
}

/**
 * Reads the address of a request, from the target as it came: a router's decoding loses what a name contains.
 * @returns `undefined` for what cannot be an address of a link
 */
export function readLinkAddress(rawUrl: string, token: string): LinkAddress | undefined {
  if (!/^[\w-]{43}$/.test(token)) return undefined
  const parsed = parseDavPath(rawUrl, `${linkPath}${token}`)
  if (!parsed.ok) return undefined
  return { token, path: parsed.path, query: new URLSearchParams(rawUrl.replace(/^[^?]*/, '')) }
}

/** @param question - what to do there, `download` */
export function linkHref(token: string, path: DavPath, question?: string): string {
  const place = [`${linkPath}${token}`, ...path.map(encodeURIComponent)].join('/')
  return question === undefined ? place : `${place}?${question}`
}
