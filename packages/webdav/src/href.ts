import type { DavPath } from './resource-tree.ts'

/**
 * Writes the address of a resource as an absolute path, percent-encoded per name (RFC 3986 3.3).
 *
 * The result holds no character that XML would want escaped.
 *
 * @param mountPath - path under which the tree is served, percent-encoded, without a slash at the end
 * @param isFolder - folders end with a slash (RFC 4918 5.2)
 */
export function writeHref(mountPath: string, path: DavPath, isFolder: boolean): string {
  let href = mountPath
  for (const name of path) href += `/${encodeName(name)}`
  return isFolder || href === '' ? `${href}/` : href
}

/** Percent-encodes one name; what is left bare is `unreserved` or one of `!*'()`, all of them `pchar`. */
export function encodeName(name: string): string {
  return /^[\w.~-]*$/.test(name) ? name : encodeURIComponent(name.toWellFormed())
}
