import { isMediaType } from '../content-headers.ts'
import { readChecksums } from '../headers/checksum.ts'
import { parseStrongEtag } from '../headers/entity-tags.ts'
import {
  davNamespace,
  isClientProperty,
  namespaceDeclarations,
  ownCloudNamespace,
  propertyKey,
  writeEmptyProperty,
} from '../properties/property-name.ts'
import type {
  DavPath,
  DeadProperty,
  FileResource,
  PropertyName,
  Quota,
  ResourceQuestion,
} from '../resource-tree.ts'
import { standaloneXml } from '../xml/standalone-xml.ts'
import { isDavElement, type XmlElement } from '../xml/xml-element.ts'
import { type RemoteActiveLock, readActiveLocks } from './active-lock.ts'
import type { MultistatusResponse } from './multistatus-reader.ts'
import type { RemoteAddresses } from './remote-address.ts'

/** What another server says about a resource; it may leave out anything. */
export interface RemoteEntry {
  readonly kind: 'file' | 'folder'
  /** NFC-normalised; the empty string for the base itself. */
  readonly name: string
  /** Absolute path on the other server, percent-encoded as it wrote it: a `RemotePlace` to ask for it again. */
  readonly href: string
  /** Strong entity tag without quotes. */
  readonly etag?: string
  /** Weak entity tag without `W/` and quotes; it tells that something changed, and cannot be a precondition. */
  readonly weakEtag?: string
  /** Length of a file in bytes. */
  readonly size?: number
  /** Epoch milliseconds. */
  readonly modifiedAt?: number
  /** Epoch milliseconds. */
  readonly createdAt?: number
  readonly contentType?: string
  /** `oc:fileid`, else `oc:id`. */
  readonly fileId?: string
  /** Letters of `oc:permissions`. */
  readonly permissions?: string
  /** Of a file, when asked for. */
  readonly checksums?: NonNullable<FileResource['checksums']>
  /** When asked for. */
  readonly deadProperties?: readonly DeadProperty[]
  /** When asked for. */
  readonly locks?: readonly RemoteLockFacts[]
  /** Of a folder, when asked for. */
  readonly quota?: Quota
  /** Of a folder, when asked for: length of all that is in it in bytes. */
  readonly folderSize?: number
}

/** A lock as the other server describes it; `timeout` in seconds, where it told one. */
export type RemoteLockFacts = Omit<RemoteActiveLock, 'rootHref'> & {
  /** Below the base; absent for what lies elsewhere, such as a folder around it. */
  readonly root?: DavPath
}

const names = {
  resourcetype: { namespace: davNamespace, local: 'resourcetype' },
  getetag: { namespace: davNamespace, local: 'getetag' },
  getcontentlength: { namespace: davNamespace, local: 'getcontentlength' },
  getlastmodified: { namespace: davNamespace, local: 'getlastmodified' },
  creationdate: { namespace: davNamespace, local: 'creationdate' },
  getcontenttype: { namespace: davNamespace, local: 'getcontenttype' },
  fileid: { namespace: ownCloudNamespace, local: 'fileid' },
  id: { namespace: ownCloudNamespace, local: 'id' },
  permissions: { namespace: ownCloudNamespace, local: 'permissions' },
} as const satisfies Record<string, PropertyName>

const resourcetype = propertyKey(names.resourcetype)
const getetag = propertyKey(names.getetag)
const getcontentlength = propertyKey(names.getcontentlength)
const getlastmodified = propertyKey(names.getlastmodified)
const creationdate = propertyKey(names.creationdate)
const getcontenttype = propertyKey(names.getcontenttype)
const fileid = propertyKey(names.fileid)
const id = propertyKey(names.id)
const permissions = propertyKey(names.permissions)

const dav = (local: string): PropertyName => ({ namespace: davNamespace, local })
const ownCloud = (local: string): PropertyName => ({ namespace: ownCloudNamespace, local })

/** By which property a fact of a question is asked for. */
const namesOfFacts = {
  checksums: [ownCloud('checksums')],
  quota: [dav('quota-used-bytes'), dav('quota-available-bytes')],
  folderSize: [ownCloud('size')],
  locks: [dav('lockdiscovery')],
} as const satisfies Partial<Record<keyof ResourceQuestion, readonly PropertyName[]>>

const checksums = propertyKey(namesOfFacts.checksums[0])
const [quotaUsed, quotaAvailable] = namesOfFacts.quota.map(propertyKey) as [string, string]
const folderSize = propertyKey(namesOfFacts.folderSize[0])

/** Largest dead property that is shown, in bytes of its element. */
const maxPropertyBytes = 64 * 1024

/** How entries are asked for and read. */
export interface EntryFormat {
  /** The request body. */
  readonly question: Uint8Array
  /** Keys of the properties whose text it asks for. */
  readonly wanted: ReadonlySet<string>
  /** Whether it wants a property with all that is in it. */
  readonly keeps: (name: PropertyName) => boolean
  /** Makes an entry of what a listing says; values that make no sense count as left out. */
  readonly read: (response: MultistatusResponse, name: string, href: string) => RemoteEntry
}

/** What nearly everybody asks; it has no locks, so it matters not where they would lie. */
const usualFormat = createEntryFormat({}, { pathOf: () => undefined })

/** Makes formats for questions. */
export function createEntryFormats(
  addresses: Pick<RemoteAddresses, 'pathOf'>,
): (question: ResourceQuestion) => EntryFormat {
  return (question) =>
    Object.values(question).some((fact) => fact !== undefined && fact !== false)
      ? createEntryFormat(question, addresses)
      : usualFormat
}

/** @param addresses - tells where the root of a lock is */
export function createEntryFormat(
  question: ResourceQuestion,
  addresses: Pick<RemoteAddresses, 'pathOf'>,
): EntryFormat {
  const facts = Object.entries(namesOfFacts).flatMap(([fact, properties]) =>
    question[fact as keyof typeof namesOfFacts] === true ? [...properties] : [],
  )
  const { deadProperties = false } = question
  const dead = typeof deadProperties === 'boolean' ? [] : deadProperties.filter(isClientProperty)
  const live = [...Object.values(names), ...facts]
  const deadKeys = new Set(dead.map(propertyKey))
  const isDead =
    deadProperties === true ? isClientProperty : (name: PropertyName) => deadKeys.has(propertyKey(name))
  return {
    question: Buffer.from(
      `<?xml version="1.0" encoding="utf-8"?><d:propfind${namespaceDeclarations}>` +
        (deadProperties === true
          ? // RFC 4918 9.1: all that clients have stored, whatever it is called.
            `<d:allprop/><d:include>${live.map(writeEmptyProperty).join('')}</d:include>`
          : `<d:prop>${[...live, ...dead].map(writeEmptyProperty).join('')}</d:prop>`) +
        '</d:propfind>',
    ),
    wanted: new Set(live.map(propertyKey)),
    keeps: (name) =>
      (question.locks === true && name.namespace === davNamespace && name.local === 'lockdiscovery') ||
      (deadProperties !== false && isDead(name)),
    read: (response, name, href) => ({
      ...readEntry(response, name, href),
      ...(deadProperties === false ? {} : { deadProperties: readDead(response.elements, isDead) }),
      ...(question.locks === true ? { locks: readLocks(response.elements, addresses) } : {}),
    }),
  }
}

function readDead(
  elements: readonly XmlElement[],
  isDead: (name: PropertyName) => boolean,
): readonly DeadProperty[] {
  const found = new Map<string, DeadProperty>()
  for (const element of elements) {
    const { namespace, local } = element
    const xml = isDead(element) ? standaloneXml(element, maxPropertyBytes) : undefined
    if (xml !== undefined) found.set(propertyKey(element), { namespace, local, xml })
  }
  return [...found.values()]
}

function readLocks(
  elements: readonly XmlElement[],
  addresses: Pick<RemoteAddresses, 'pathOf'>,
): readonly RemoteLockFacts[] {
  const discovery = elements.find((element) => isDavElement(element, 'lockdiscovery'))
  return (discovery === undefined ? [] : readActiveLocks(discovery)).map(({ rootHref, ...lock }) => {
    const root = rootHref === undefined ? undefined : addresses.pathOf(rootHref)
    return root === undefined ? lock : { ...lock, root }
  })
}

function readEntry(response: MultistatusResponse, name: string, href: string): RemoteEntry {
  const { properties } = response
  const kind = kindOf(response, href)
  return {
    kind,
    name,
    href,
    ...readEtag(properties.get(getetag)),
    ...(kind === 'folder' ? {} : optional('size', readSize(properties.get(getcontentlength)))),
    ...optional('modifiedAt', readTime(properties.get(getlastmodified))),
    ...optional('createdAt', readTime(properties.get(creationdate))),
    ...(kind === 'folder'
      ? {}
      : optional('contentType', matching(properties.get(getcontenttype), isMediaType))),
    ...optional('fileId', matching(properties.get(fileid) || properties.get(id), isFileId)),
    ...optional('permissions', matching(properties.get(permissions), isLetters)),
    ...(kind === 'folder'
      ? readFolderFacts(properties)
      : optional('checksums', readChecksums(properties.get(checksums) ?? ''))),
  }
}

/** RFC 4331: negative numbers are what some servers write where there is no limit, or nothing is known. */
function readFolderFacts(properties: MultistatusResponse['properties']): {
  quota?: Quota
  folderSize?: number
} {
  const used = readSize(properties.get(quotaUsed))
  const available = readSize(properties.get(quotaAvailable))
  return {
    ...(used === undefined ? {} : { quota: { used, ...optional('available', available) } }),
    ...optional('folderSize', readSize(properties.get(folderSize))),
  }
}

/** Reads an entity tag as servers write it into XML: some leave out the quotes. */
function readEtag(text: string | undefined): { etag?: string; weakEtag?: string } {
  if (text === undefined || text.length > 512) return {}
  if (text.startsWith('W/')) return optional('weakEtag', parseStrongEtag(text.slice(2)))
  return optional('etag', parseStrongEtag(text) ?? parseStrongEtag(`"${text}"`) ?? undefined)
}

function kindOf({ properties, isCollection }: MultistatusResponse, href: string): RemoteEntry['kind'] {
  if (isCollection || properties.get(getcontenttype) === 'httpd/unix-directory') return 'folder'
  return !properties.has(resourcetype) && href.endsWith('/') ? 'folder' : 'file'
}

function readSize(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** HTTP-dates and ISO dates, and whatever else `Date.parse` takes, from 1970 to 9999. */
function readTime(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return time >= 0 && time < 253_402_300_800_000 ? time : undefined
}

function isFileId(text: string): boolean {
  return /^[!-~]{1,255}$/.test(text)
}

function isLetters(text: string): boolean {
  return /^[A-Z]{0,32}$/.test(text)
}

function matching(text: string | undefined, test: (text: string) => boolean): string | undefined {
  return text !== undefined && test(text) ? text : undefined
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V })
}
