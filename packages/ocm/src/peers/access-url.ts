import type { Discovery } from '../wire/discovery.ts'

/** What a share says about its resource: `resourceType`, and `uri` of its `webdav`. */
export interface AccessTarget {
  resourceType: string
  uri?: string | undefined
}

/** How to reach the resource of a share. */
export type Access =
  | {
      ok: true
      /** The resource itself; for a folder, its root. */
      url: string
      /** Where else to try: the API and the addresses of the peer are on different hosts. */
      alternateUrl?: string
      /**
       * `bearer`: `Authorization: Bearer`, with the access token if the share demands the exchange or the exchange works,
       * else with the secret. `basic`: the secret is the user name, the password is empty.
       */
      scheme: 'bearer' | 'basic'
    }
  | { ok: false; reason: 'invalid-uri' | 'insecure' | 'no-webdav-path' }

/**
 * Composes where a share's resource lies (OCM 1.4, Resource Access).
 *
 * @param sender - the discovery of the host in the share's `sender`
 */
export function accessUrl({ resourceType, uri }: AccessTarget, sender: Discovery): Access {
  const scheme = uri === undefined ? 'basic' : 'bearer'
  if (uri !== undefined && isAbsolute(uri)) return checked(uri, scheme, sender)
  if (uri !== undefined && !isPlainPath(uri)) return { ok: false, reason: 'invalid-uri' }

  const root = webdavRoot(resourceType, sender)
  if (root === undefined) return { ok: false, reason: 'no-webdav-path' }
  const path = uri === undefined ? root : `${root.replace(/\/+$/, '')}/${uri.replace(/^\/+/, '')}`
  if (isAbsolute(root)) return checked(path, scheme, sender)

  const access = checked(`${sender.scheme}://${sender.host}${path}`, scheme, sender)
  const apiOrigin = new URL(sender.endPoint).origin
  if (!access.ok || new URL(access.url).origin === apiOrigin) return access
  // reva serves WebDAV on the host of its endPoint, which need not be the one in its addresses.
  return { ...access, alternateUrl: new URL(apiOrigin + path).href }
}

/**
 * The URL of something below a folder.
 *
 * @param segments - the decoded names on the way, each a real name: not empty, no dots-only, no slash
 * @throws TypeError for a segment that is not a name
 */
export function childUrl(folderUrl: string, segments: readonly string[]): string {
  const encoded = segments.map((segment) => {
    if (segment === '' || segment === '.' || segment === '..' || segment.includes('/')) {
      throw new TypeError('a path segment is not a name')
    }
    return encodeURIComponent(segment)
  })
  return [folderUrl.replace(/\/+$/, ''), ...encoded].join('/')
}

/** The text says the first entry; an entry of the share's own kind, else `file`, is what peers mean. */
function webdavRoot(resourceType: string, sender: Discovery): string | undefined {
  const senders = sender.resourceTypes.filter((entry) => entry.protocols.webdav !== undefined)
  const entry =
    senders.find(({ name }) => name === resourceType) ??
    senders.find(({ name }) => name === 'file') ??
    senders[0]
  return entry?.protocols.webdav
}

function checked(text: string, scheme: 'bearer' | 'basic', sender: Discovery): Access {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return { ok: false, reason: 'invalid-uri' }
  if (url.protocol === 'http:' && sender.scheme === 'https') return { ok: false, reason: 'insecure' }
  return { ok: true, url: url.href, scheme }
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(uri)
}

/** Below the root and nowhere else: the URL parser resolves dot segments, also encoded ones. */
function isPlainPath(uri: string): boolean {
  const segments = uri.split(/[/\\]/)
  return !/[?#]/.test(uri) && !segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))
}
