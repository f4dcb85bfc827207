import { checksumsOf } from '../headers/checksum.ts'
import { writeHttpDate } from '../http-date.ts'
import type { FolderResource, PropertyName, Resource, ResourceQuestion } from '../resource-tree.ts'
import { writeSyncToken } from '../sync-token.ts'
import { escapeXml } from '../xml/escape-xml.ts'
import { supportedLock, writeLocks } from './lock-properties.ts'
import { writePermissions } from './permission-letters.ts'
import {
  davNamespace,
  microsoftNamespace,
  ownCloudNamespace,
  propertyKey,
  writeProperty,
} from './property-name.ts'

/** What is the same for all resources of an answer. */
export interface Surroundings {
  readonly mountPath: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Whether anything can be locked. */
  readonly lockable: boolean
  /** Whether account is kept of changes. */
  readonly syncable: boolean
  /** As the edge has it; no resource has one otherwise. */
  readonly dataFingerprint: string | undefined
}

/** A property that the server knows the value of (RFC 4918 4.1), and how it is written. */
export interface LiveProperty extends PropertyName {
  /** What the tree must be asked so that the property can be written. */
  readonly asks?: keyof ResourceQuestion
  /** Whether it is written though nobody named it; RFC 4331 3 and 4, RFC 3253 3.1.5 and RFC 6578 4 want it otherwise. */
  readonly inAllprop: boolean
  /**
   * @param href - of the resource
   * @returns the property as an element, `undefined` when the resource does not have it
   */
  readonly write: (resource: Resource, href: string, surroundings: Surroundings) => string | undefined
}

/** The contents of a property as XML. */
type Value = LiveProperty['write']

/**
 * Every property that is computed from a resource: those of RFC 4918 15, RFC 4331 and RFC 6578, and those of ownCloud
 * that the clients of that family cannot do without.
 */
const properties: readonly LiveProperty[] = [
  dav('resourcetype', (resource) => (resource.kind === 'folder' ? '<d:collection/>' : '')),
  dav('getlastmodified', (resource) => writeHttpDate(resource.modifiedAt)),
  dav('getcontentlength', (resource) => (resource.kind === 'file' ? String(resource.size) : undefined)),
  dav('getetag', (resource) => `"${escapeXml(resource.etag)}"`),
  dav('getcontenttype', (resource) =>
    resource.kind === 'file' ? escapeXml(resource.contentType) : undefined,
  ),
  dav('displayname', (resource) => (resource.name === '' ? undefined : escapeXml(resource.name))),
  dav('creationdate', (resource) =>
    resource.createdAt === undefined ? undefined : new Date(resource.createdAt).toISOString(),
  ),
  dav('supportedlock', (_resource, _href, { lockable }) => (lockable ? supportedLock : undefined)),
  {
    ...dav('lockdiscovery', ({ locks = [] }, href, { lockable, mountPath, now }) =>
      lockable ? writeLocks(locks, href, mountPath, now) : undefined,
    ),
    asks: 'locks',
  },
  onDemand(
    'quota',
    dav(
      'quota-used-bytes',
      ofFolder(({ quota }) => quota?.used),
    ),
  ),
  // RFC 4331 3: absent where there is no limit; clients take the negative numbers that some servers write for free space.
  onDemand(
    'quota',
    dav(
      'quota-available-bytes',
      ofFolder(({ quota }) => (quota?.available === undefined ? undefined : Math.max(0, quota.available))),
    ),
  ),
  onDemand(undefined, dav('supported-report-set', writeReports)),
  onDemand(
    'syncToken',
    dav('sync-token', (resource) =>
      resource.kind === 'folder' && resource.syncToken !== undefined
        ? writeSyncToken(resource.syncToken)
        : undefined,
    ),
  ),
  ownCloud('id', writeFileId),
  ownCloud('fileid', writeFileId),
  ownCloud('permissions', writePermissions),
  { ...ownCloud('checksums', writeChecksums), asks: 'checksums' },
  onDemand(
    'folderSize',
    ownCloud('size', ({ size }) => (size === undefined ? undefined : String(size))),
  ),
  // ownCloud 11, apps/dav FilesPlugin: the root has it, and nothing else.
  ownCloud('data-fingerprint', ({ name }, _href, { dataFingerprint }) =>
    name === '' && dataFingerprint !== undefined ? escapeXml(dataFingerprint) : undefined,
  ),
  // Explorer shows it rather than `getlastmodified` where it is there; PROPPATCH takes both for the same.
  onDemand(
    undefined,
    liveProperty({ namespace: microsoftNamespace, local: 'Win32LastModifiedTime' }, (resource) =>
      writeHttpDate(resource.modifiedAt),
    ),
  ),
]

const propertiesByKey: ReadonlyMap<string, LiveProperty> = new Map(
  properties.map((property) => [propertyKey(property), property]),
)

/** All names, for `propname`. */
export const livePropertyNames: readonly PropertyName[] = properties

/** What `allprop` stands for, without dead properties (RFC 4918 9.1). */
export const allpropNames: readonly PropertyName[] = properties.filter(({ inAllprop }) => inAllprop)

/** The live property of a name, `undefined` when there is none. */
export function findLiveProperty(name: PropertyName): LiveProperty | undefined {
  return propertiesByKey.get(propertyKey(name))
}

function dav(local: string, value: Value): LiveProperty {
  return { ...liveProperty({ namespace: davNamespace, local }, value), inAllprop: true }
}

function ownCloud(local: string, value: Value): LiveProperty {
  return liveProperty({ namespace: ownCloudNamespace, local }, value)
}

function liveProperty(name: PropertyName, value: Value): LiveProperty {
  const { start, end, empty } = writeProperty(name)
  return {
    ...name,
    inAllprop: false,
    write(resource, href, surroundings) {
      const text = value(resource, href, surroundings)
      if (text === undefined) return undefined
      return text === '' ? empty : start + text + end
    },
  }
}

/** A property that is written only for those who name it. */
function onDemand(asks: LiveProperty['asks'], property: LiveProperty): LiveProperty {
  return { ...property, inAllprop: false, ...(asks === undefined ? {} : { asks }) }
}

function ofFolder(bytes: (folder: FolderResource) => number | undefined): Value {
  return (resource) => {
    const value = resource.kind === 'folder' ? bytes(resource) : undefined
    return value === undefined ? undefined : String(value)
  }
}

function writeFileId({ fileId }: Resource): string | undefined {
  return fileId === undefined ? undefined : escapeXml(fileId)
}

/** One element with all of them, as ownCloud writes it. */
function writeChecksums(resource: Resource): string | undefined {
  const checksums = resource.kind === 'file' ? checksumsOf(resource) : []
  return checksums.length === 0 ? undefined : `<oc:checksum>${escapeXml(checksums.join(' '))}</oc:checksum>`
}

function writeReports(resource: Resource, _href: string, { syncable }: Surroundings): string {
  return syncable && resource.kind === 'folder'
    ? '<d:supported-report><d:report><d:sync-collection/></d:report></d:supported-report>'
    : ''
}
