import { isPathName, parseDavPath } from '../dav-path.ts'
import { writeHref } from '../href.ts'
import type { DavPath } from '../resource-tree.ts'

/**
 * A resource on the other server: its path below the base, or, better where it is known, the address under which the
 * other server listed it. Only the latter finds names that are not NFC-normalised there.
 */
export type RemotePlace = DavPath | { readonly href: string }

/** Turns places into URLs, and what a listing says into names. */
export interface RemoteAddresses {
  /**
   * @param asFolder - end the URL with a slash
   * @throws TypeError for a place that does not lie below the base
   */
  urlOf(place: RemotePlace, asFolder?: boolean): string
  /** Name of the resource, NFC-normalised; the empty string for the base. */
  nameOf(place: RemotePlace): string
  /**
   * What an address in a listing means. The origin of an absolute one does not count: requests go to the base's
   * origin, whatever a listing says.
   *
   * @param folderUrl - what was listed
   * @returns the path below that folder, and the address in the form to keep; `undefined` for what does not lie in it
   *   or has a name that no resource can have
   */
  locate(href: string, folderUrl: string): { readonly path: DavPath; readonly href: string } | undefined
  /** The path below the base that an address means; `undefined` for what does not lie there. */
  pathOf(href: string): DavPath | undefined
}

/** @param baseUrl - http(s) URL of the root, without credentials and query */
export function createRemoteAddresses(baseUrl: string): RemoteAddresses {
  const base = new URL(baseUrl)
  const isPlain =
    /^https?:$/.test(base.protocol) && base.username + base.password + base.search + base.hash === ''
  if (!isPlain) throw new TypeError('a WebDAV base is an http(s) URL without credentials and query')
  const root = base.pathname.replace(/\/$/, '')
  // Throws when the base itself is no path that hrefs could be compared with.
  parseDavPath(base.pathname, root)

  function pathBelowRoot(place: RemotePlace): DavPath {
    if (!('href' in place)) {
      // `..` would climb out of the base.
      if (!place.every(isPathName)) throw new TypeError('the path holds a name that no resource can have')
      return place
    }
    const parsing = parseDavPath(place.href, root)
    if (!parsing.ok) throw new TypeError('the address does not lie below the WebDAV base')
    return parsing.path
  }

  const locate: RemoteAddresses['locate'] = (href, folderUrl) => {
    const folderPath = folderUrl.slice(base.origin.length).replace(/\/$/, '')
    const rawPath = toRawPath(href, folderPath)
    if (rawPath === undefined || /[?#]/.test(rawPath)) return undefined
    const parsing = parseDavPath(rawPath, folderPath)
    return parsing.ok ? { path: parsing.path, href: rawPath } : undefined
  }

  return {
    urlOf(place, asFolder = false) {
      const path = pathBelowRoot(place)
      const kept = 'href' in place ? place.href : undefined
      const url = base.origin + (kept ?? (path.length === 0 ? base.pathname : writeHref(root, path, false)))
      return asFolder && !url.endsWith('/') ? `${url}/` : url
    },

    nameOf: (place) => pathBelowRoot(place).at(-1) ?? '',

    locate,
    pathOf: (href) => locate(href, base.href)?.path,
  }
}

/** RFC 4918 8.3: an absolute URI or an absolute path; some servers leave characters bare that a URI cannot hold. */
function toRawPath(href: string, folderPath: string): string | undefined {
  const path = href
    .trim()
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
    .toWellFormed()
    .replace(/[^!-~]+/g, encodeURIComponent)
  if (path === '') return undefined
  return path.startsWith('/') ? path : `${folderPath}/${path}`
}
