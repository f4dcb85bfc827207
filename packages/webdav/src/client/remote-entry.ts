import { isMediaType } from '../content-headers.ts'
import { parseStrongEtag } from '../headers/entity-tags.ts'
import {
  davNamespace,
  namespaceDeclarations,
  ownCloudNamespace,
  propertyKey,
  writeEmptyProperty,
} from '../properties/property-name.ts'
import type { PropertyName } from '../resource-tree.ts'
import type { MultistatusResponse } from './multistatus-reader.ts'

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
  /** Those of the properties that were asked for beyond all this and that it has. */
  readonly properties?: readonly RemoteProperty[]
}

/** A property of a resource on another server; `text` of one with elements in it is that of the last of them. */
export interface RemoteProperty extends PropertyName {
  readonly text: string
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

/** How entries are asked for and read. */
export interface EntryFormat {
  /** The request body. */
  readonly question: Uint8Array
  /** Keys of the properties that it asks for. */
  readonly wanted: ReadonlySet<string>
  /** Makes an entry of what a listing says; values that make no sense count as left out. */
  readonly read: (response: MultistatusResponse, name: string, href: string) => RemoteEntry
}

/** @param extra - properties that are wanted beyond those of every entry */
export function createEntryFormat(extra: readonly PropertyName[]): EntryFormat {
  const all = [...Object.values(names), ...extra]
  return {
    question: Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?>' +
        `<d:propfind${namespaceDeclarations}><d:prop>${all.map(writeEmptyProperty).join('')}</d:prop></d:propfind>`,
    ),
    wanted: new Set(all.map(propertyKey)),
    read(response, name, href) {
      const entry = readEntry(response, name, href)
      if (extra.length === 0) return entry
      const properties = extra.flatMap((property) => {
        const text = response.properties.get(propertyKey(property))
        return text === undefined ? [] : [{ ...property, text }]
      })
      return { ...entry, properties }
    },
  }
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
