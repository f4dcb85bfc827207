import type { Capability, Criterion } from './wire/vocabulary.ts'

/** What a server says about itself. URLs are absolute. */
export interface DiscoveryDocumentOptions {
  /** The root of the API, without a slash at the end. */
  endPoint: string
  provider: string
  /** Where the resources lie, with slashes on both sides. Default: `/dav/ocm/`. */
  webdavPath?: string
  /** Where the token endpoint is; it is what makes the server capable of `exchange-token`. */
  tokenEndPoint?: string
  /** Where the public keys are; it is what makes the server capable of `http-sig`. */
  jwksUri?: string
  criteria?: readonly Criterion[]
  /** Default: `1.4.0`. */
  apiVersion?: string
}

/** The discovery document of `/.well-known/ocm`. */
export interface DiscoveryDocument {
  enabled: true
  apiVersion: string
  endPoint: string
  provider: string
  resourceTypes: readonly {
    name: string
    shareTypes: readonly string[]
    protocols: { webdav: string; 'webdav-receive': { uri: 'absolute' | 'relative' } }
  }[]
  capabilities: readonly Capability[]
  criteria: readonly Criterion[]
  tokenEndPoint?: string
  jwksUri?: string
}

/**
 * Builds the document of a server that shares files and folders with users over WebDAV.
 *
 * Nextcloud 33 and later reads this document first, and takes three things from it that OCM leaves open: the host of
 * WebDAV is that of `endPoint`, `webdav` is a plain string of the entry `file`, and `endPoint` has no slash at the end.
 *
 * @throws TypeError when the options contradict each other or the rules of OCM
 */
export function discoveryDocument(options: DiscoveryDocumentOptions): DiscoveryDocument {
  const { endPoint, provider, webdavPath = '/dav/ocm/', tokenEndPoint, jwksUri, criteria = [] } = options
  checkAbsolute({ endPoint, tokenEndPoint, jwksUri })
  check(!endPoint.endsWith('/'), 'endPoint ends with a slash')
  check(/^\/(?:.*\/)?$/.test(webdavPath), 'webdavPath has no slash on both sides')
  // OCM 1.4, Signing: the key set MUST be served over https. A server on http is a test set-up.
  check(!jwksUri || jwksUri.startsWith('https:') || endPoint.startsWith('http:'), 'jwksUri is not https')
  // OCM 1.4, OCM API Discovery: each of these criteria implies the capability.
  check(
    !criteria.includes('must-exchange-token') || tokenEndPoint,
    'must-exchange-token needs a tokenEndPoint',
  )
  check(!criteria.includes('must-use-http-sig') || jwksUri, 'must-use-http-sig needs a jwksUri')

  const protocols = { webdav: webdavPath, 'webdav-receive': { uri: 'absolute' as const } }
  return {
    enabled: true,
    apiVersion: options.apiVersion ?? '1.4.0',
    endPoint,
    provider,
    // The same path everywhere: some readers take that of the first entry, some that of the entry's name.
    resourceTypes: ['file', 'folder'].map((name) => ({ name, shareTypes: ['user'], protocols })),
    capabilities: [
      ...(tokenEndPoint ? (['exchange-token'] as const) : []),
      ...(jwksUri ? (['http-sig'] as const) : []),
      'notifications',
      'protocol-object',
    ],
    criteria,
    ...(tokenEndPoint ? { tokenEndPoint } : {}),
    ...(jwksUri ? { jwksUri } : {}),
  }
}

function checkAbsolute(urls: Record<string, string | undefined>): void {
  for (const [name, url] of Object.entries(urls)) {
    check(
      url === undefined || /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      `${name} is not an absolute URL`,
    )
  }
}

function check(condition: unknown, message: string): void {
  if (!condition) throw new TypeError(`discovery document: ${message}`)
}
