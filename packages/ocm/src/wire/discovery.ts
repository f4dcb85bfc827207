import { z } from 'zod'
import type { PeerHost } from '../addresses.ts'
import { optionalText, text } from './text.ts'
import { type Capability, type Criterion, readCapabilities, readCriteria } from './vocabulary.ts'
import { withoutUndefined } from './without-undefined.ts'

/**
 * What a server says about itself, in one form whatever the version of its document. It is plain data that survives
 * JSON, so that it can be cached anywhere.
 */
export interface Discovery {
  /** The server that was asked. */
  host: PeerHost
  /** How it was reached; `http` only in test set-ups. */
  scheme: 'https' | 'http'
  apiVersion: string
  /** The root of its API: absolute, without a slash at the end. */
  endPoint: string
  /** The name of the product or the installation. */
  provider?: string
  /** One entry per name. */
  resourceTypes: readonly ResourceType[]
  /** Those that OCM 1.4 knows, in its spelling; servers before OCM 1.1 have none. */
  capabilities: readonly Capability[]
  criteria: readonly Criterion[]
  /** Absolute, as are all the following. */
  inviteAcceptDialog?: string
  jwksUri?: string
  tokenEndPoint?: string
  /** The key for signatures by draft-cavage-http-signatures, of OCM 1.2 and Nextcloud. */
  publicKey?: { keyId: string; publicKeyPem: string }
}

/** One kind of resource that a server shares. */
export interface ResourceType {
  name: string
  shareTypes: readonly string[]
  protocols: {
    /** Sends: the path below which relative URIs lie, with a leading slash; in OCM 1.1 a whole URL. */
    webdav?: string
    /** Receives: which URIs it wants. */
    'webdav-receive'?: { uri: 'absolute' | 'relative' }
  }
}

/** The outcome of `readDiscovery`. */
export type DiscoveryRead =
  | { ok: true; discovery: Discovery }
  | { ok: false; reason: 'not-ocm' | 'disabled' | 'insecure'; detail: string }

/**
 * Reads a discovery document of any OCM from 1.0 to 1.5, the `shareTypes` form of ownCloud and the single object of
 * Seafile among them. Members that are not known or not well-formed are passed over, but for `endPoint`.
 *
 * @param host - the server that was asked
 * @param scheme - how it was asked
 */
export function readDiscovery(json: unknown, host: PeerHost, scheme: 'https' | 'http'): DiscoveryRead {
  const parsed = DiscoveryDocument.safeParse(json)
  if (!parsed.success) return { ok: false, reason: 'not-ocm', detail: 'not a JSON object' }
  const document = parsed.data

  // Seafile says that it does no OCM by an empty object.
  const empty = Object.keys(json as object).length === 0
  if (empty || (document.enabled !== undefined && document.enabled !== true)) {
    return { ok: false, reason: 'disabled', detail: 'the server says that OCM is off' }
  }
  const resolve = (url: string | undefined) => resolveUrl(url, `${scheme}://${host}`)
  const endPoint = resolve(document.endPoint)?.replace(/\/+$/, '')
  if (!endPoint) return { ok: false, reason: 'not-ocm', detail: 'no endPoint' }
  if (scheme === 'https' && !endPoint.startsWith('https:')) {
    return { ok: false, reason: 'insecure', detail: 'the endPoint is not https' }
  }
  const discovery = {
    host,
    scheme,
    apiVersion: document.apiVersion ?? document.version ?? '1.0',
    endPoint,
    provider: document.provider,
    resourceTypes: readResourceTypes(document.resourceTypes ?? document.shareTypes),
    capabilities: readCapabilities(document.capabilities ?? []),
    criteria: readCriteria(document.criteria ?? []),
    inviteAcceptDialog: resolve(document.inviteAcceptDialog),
    jwksUri: resolve(document.jwksUri),
    tokenEndPoint: resolve(document.tokenEndPoint),
    publicKey: readPublicKey(document.publicKey),
  }
  return { ok: true, discovery: withoutUndefined(discovery) }
}

const line = (maxLength: number) => optionalText(maxLength).catch(undefined)
const location = line(2048)

const words = z
  .array(z.unknown())
  .max(100)
  .transform((list) => list.filter((word) => typeof word === 'string'))
  .optional()
  .catch(undefined)

const PublicKey = z.object({
  keyId: line(2048),
  // The text of OCM 1.2 has both names.
  id: line(2048),
  publicKeyPem: z.string().max(16 * 1024),
})

const DiscoveryDocument = z.object({
  enabled: z.unknown().optional(),
  apiVersion: line(64),
  version: line(64),
  endPoint: location,
  provider: line(255),
  resourceTypes: z.unknown().optional(),
  shareTypes: z.unknown().optional(),
  capabilities: words,
  criteria: words,
  inviteAcceptDialog: location,
  jwksUri: location,
  tokenEndPoint: location,
  publicKey: PublicKey.optional().catch(undefined),
})

const ResourceTypeEntry = z.object({
  name: text(255),
  shareTypes: words,
  protocols: z.object({
    webdav: line(2048),
    'webdav-receive': z
      .object({ uri: z.enum(['absolute', 'relative']) })
      .optional()
      .catch(undefined),
  }),
})

const maxResourceTypes = 100

function readResourceTypes(value: unknown): ResourceType[] {
  const entries = Array.isArray(value) ? value.slice(0, maxResourceTypes) : [value]
  const byName = new Map<string, ResourceType>()
  for (const entry of entries) {
    const { success, data } = ResourceTypeEntry.safeParse(entry)
    // OCM 1.4, OCM API Discovery: no two entries have the same name. The first one counts.
    if (success && !byName.has(data.name)) byName.set(data.name, readResourceType(data))
  }
  return [...byName.values()]
}

function readResourceType(entry: z.output<typeof ResourceTypeEntry>): ResourceType {
  const { webdav, 'webdav-receive': receive } = entry.protocols
  return {
    name: entry.name,
    // The entries of ownCloud have no share types; it shares with users.
    shareTypes: entry.shareTypes ?? ['user'],
    protocols: withoutUndefined({
      webdav: webdav && withLeadingSlash(webdav),
      'webdav-receive': receive && { uri: receive.uri },
    }),
  }
}

function withLeadingSlash(path: string): string {
  return path.startsWith('/') || /^https?:\/\//i.test(path) ? path : `/${path}`
}

function readPublicKey(publicKey: z.output<typeof PublicKey> | undefined): Discovery['publicKey'] {
  const keyId = publicKey?.keyId ?? publicKey?.id
  return publicKey && keyId ? { keyId, publicKeyPem: publicKey.publicKeyPem } : undefined
}

function resolveUrl(url: string | undefined, base: string): string | undefined {
  const resolved = url === undefined ? null : URL.parse(url, base)
  if (!resolved || !/^https?:$/.test(resolved.protocol)) return undefined
  if (resolved.username !== '' || resolved.password !== '') return undefined
  resolved.hash = ''
  return resolved.href
}
