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
      /** Where else it may lie, in the order in which to try. */
      alternateUrls: readonly string[]
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
 * The text says: below the WebDAV path of the host in the share's `sender`. Where that leaves room, the order is:
 *
 * 1. that host, below that path
 * 2. the host of `endPoint`, below that path: reva serves there, and it need not be the host in its addresses
 * 3. for a URI that begins with a slash, what reva takes it for: a path of the server, on the same hosts in turn
 *
 * An absolute URI, and an absolute path in discovery, which OCM 1.1 allowed, leave no room.
 *
 * @param sender - the discovery of the host in the share's `sender`
 */
export function accessUrl({ resourceType, uri }: AccessTarget, sender: Discovery): Access {
  const scheme = uri === undefined ? 'basic' : 'bearer'
  if (uri !== undefined && isAbsolute(uri)) return checked([uri], scheme, sender)
  if (uri !== undefined && !isPlainPath(uri)) return { ok: false, reason: 'invalid-uri' }

  const root = webdavRoot(resourceType, sender)
  if (root === undefined) return { ok: false, reason: 'no-webdav-path' }
  const path = uri === undefined ? root : `${root.replace(/\/+$/, '')}/${uri.replace(/^\/+/, '')}`
  if (isAbsolute(root)) return checked([path], scheme, sender)

  const origins = [`${sender.scheme}://${sender.host}`, new URL(sender.endPoint).origin]
  const paths = uri?.startsWith('/') ? [path, uri.replace(/^\/+/, '/')] : [path]
  return checked(
    paths.flatMap((one) => origins.map((origin) => origin + one)),
    scheme,
    sender,
  )
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

/** @param texts - the first must be a URL that may be used; others that may not are left out */
function checked(texts: readonly string[], scheme: 'bearer' | 'basic', sender: Discovery): Access {
  const urls = new Set<string>()
  for (const text of texts) {
    const url = URL.parse(text)
    const reason =
      url === null || !/^https?:$/.test(url.protocol) || url.search + url.hash !== ''
        ? 'invalid-uri'
        : url.protocol === 'http:' && sender.scheme === 'https'
          ? 'insecure'
          : undefined
    if (reason === undefined && url !== null) urls.add(url.href)
    else if (urls.size === 0) return { ok: false, reason: reason ?? 'invalid-uri' }
  }
  const [url = '', ...alternateUrls] = urls
  return { ok: true, url, alternateUrls, scheme }
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(uri)
}

/** Below the root and nowhere else: the URL parser resolves dot segments, also encoded ones. */
function isPlainPath(uri: string): boolean {
  const segments = uri.split(/[/\\]/)
  return !/[?#]/.test(uri) && !segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))
}
