import type { Capability, Criterion, ShareType } from './wire/vocabulary.ts'

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
  /** The page on which a person accepts an invite; it is what makes the server capable of `invites`. */
  inviteAcceptDialog?: string
  /** With whom resources can be shared, `user` among them. Default: users only. */
  shareTypes?: readonly ShareType[]
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
  const { endPoint, provider, tokenEndPoint, jwksUri, inviteAcceptDialog, criteria = [] } = options
  const { shareTypes, webdavPath } = checked(options)
  const protocols = { webdav: webdavPath, 'webdav-receive': { uri: 'absolute' as const } }
  return {
    enabled: true,
    apiVersion: options.apiVersion ?? '1.4.0',
    endPoint,
    provider,
    // The same path everywhere: some readers take that of the first entry, some that of the entry's name.
    resourceTypes: ['file', 'folder'].map((name) => ({ name, shareTypes, protocols })),
    capabilities: [
      ...(tokenEndPoint ? (['exchange-token'] as const) : []),
      ...(jwksUri ? (['http-sig'] as const) : []),
      ...(inviteAcceptDialog ? (['invites'] as const) : []),
      'notifications',
      'protocol-object',
    ],
    criteria,
    ...(inviteAcceptDialog ? { inviteAcceptDialog } : {}),
    ...(tokenEndPoint ? { tokenEndPoint } : {}),
    ...(jwksUri ? { jwksUri } : {}),
  }
}

/** The discovery document of `/ocm-provider` and `/ocm-provider/`. */
export interface LegacyDiscoveryDocument {
  enabled: true
  apiVersion: '1.0-proposal1'
  version: '1.1.0'
  endPoint: string
  provider: string
  resourceTypes: readonly [{ name: 'file'; shareTypes: readonly string[]; protocols: { webdav: string } }]
  shareTypes: readonly [{ name: 'file'; protocols: { webdav: string } }]
  capabilities: readonly string[]
  inviteAcceptDialog?: string
  publicKey?: { keyId: string; publicKeyPem: string }
}

/**
 * Builds the document for servers before OCM 1.2, with nothing in it that one of them trips over: ownCloud 10 and 11
 * read `shareTypes`; Nextcloud 28 to 32 read `resourceTypes`, of which some take only texts as protocols, and an
 * `apiVersion` of 1.0 or 1.1. All of them want it without a redirect, with the status 200.
 *
 * @param options - those of {@link discoveryDocument}, `webdavPath` being where the secret of a share, as user name of
 *   Basic, selects the share; and the key for signatures by draft-cavage-http-signatures, if there is one
 * @throws TypeError as {@link discoveryDocument}
 */
export function legacyDiscoveryDocument(
  options: DiscoveryDocumentOptions & { publicKey?: { keyId: string; publicKeyPem: string } },
): LegacyDiscoveryDocument {
  const { endPoint, provider, inviteAcceptDialog, publicKey } = options
  const { shareTypes, webdavPath } = checked(options)
  const file = { name: 'file', protocols: { webdav: webdavPath } } as const
  return {
    enabled: true,
    apiVersion: '1.0-proposal1',
    version: '1.1.0',
    endPoint,
    provider,
    resourceTypes: [{ ...file, shareTypes }],
    shareTypes: [file],
    // OCM 1.1 had paths, OCM 1.2 words.
    capabilities: [
      '/notifications',
      'notifications',
      ...(inviteAcceptDialog ? ['/invite-accepted', 'invites'] : []),
    ],
    ...(inviteAcceptDialog ? { inviteAcceptDialog } : {}),
    ...(publicKey ? { publicKey } : {}),
  }
}

function checked(options: DiscoveryDocumentOptions): {
  shareTypes: readonly ShareType[]
  webdavPath: string
} {
  const { endPoint, tokenEndPoint, jwksUri, inviteAcceptDialog, criteria = [] } = options
  const { webdavPath = '/dav/ocm/', shareTypes = ['user'] } = options
  checkAbsolute({ endPoint, tokenEndPoint, jwksUri, inviteAcceptDialog })
  check(!endPoint.endsWith('/'), 'endPoint ends with a slash')
  check(/^\/(?:.*\/)?$/.test(webdavPath), 'webdavPath has no slash on both sides')
  // OCM 1.4, OCM API Discovery: `user` MUST be among them.
  check(shareTypes.includes('user'), 'shareTypes lack user')
  // OCM 1.4, Signing: the key set MUST be served over https. A server on http is a test set-up.
  check(!jwksUri || jwksUri.startsWith('https:') || endPoint.startsWith('http:'), 'jwksUri is not https')
  // OCM 1.4, OCM API Discovery: each of these criteria implies the capability.
  check(
    !criteria.includes('must-exchange-token') || tokenEndPoint,
    'must-exchange-token needs a tokenEndPoint',
  )
  check(!criteria.includes('must-use-http-sig') || jwksUri, 'must-use-http-sig needs a jwksUri')
  check(!criteria.includes('must-invite') || inviteAcceptDialog, 'must-invite needs an inviteAcceptDialog')
  return { shareTypes, webdavPath }
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
