import type { PropertyName } from '../resource-tree.ts'
import { maxNames, namesIn } from './propfind-body.ts'
import { davChild, isDavElement, textOf, type XmlElement } from './xml-element.ts'

/** What a `sync-collection` report asks for (RFC 6578 6.1). */
export interface SyncQuestion {
  /** As the client sent it; `undefined` for the first synchronisation. */
  readonly token: string | undefined
  /** `undefined` when the client left it to the `Depth` header. */
  readonly level: '1' | 'infinite' | undefined
  /** Most changes that the client wants. */
  readonly limit: number | undefined
  readonly names: readonly PropertyName[]
}

/** Reads the body of a `sync-collection` report; `undefined` when it is malformed. */
export function parseSyncCollection(root: XmlElement): SyncQuestion | undefined {
  if (!isDavElement(root, 'sync-collection')) return undefined
  const token = davChild(root, 'sync-token')
  const level = readLevel(davChild(root, 'sync-level'))
  const limit = readLimit(davChild(root, 'limit'))
  const prop = davChild(root, 'prop')
  if (token === undefined || level === 'malformed' || limit === 'malformed') return undefined
  const names = prop === undefined ? [] : namesIn(prop)
  if (names.length > maxNames) return undefined
  return { token: textOf(token).trim() || undefined, level, limit, names }
}

function readLevel(element: XmlElement | undefined): SyncQuestion['level'] | 'malformed' {
  const text = element === undefined ? undefined : textOf(element).trim()
  switch (text) {
    case undefined:
    case '1':
      return text
    case 'infinite':
    // Some clients write it as in a Depth header.
    case 'infinity':
      return 'infinite'
    default:
      return 'malformed'
  }
}

/** RFC 5323 5.17 */
function readLimit(element: XmlElement | undefined): number | undefined | 'malformed' {
  if (element === undefined) return undefined
  const count = davChild(element, 'nresults')
  const text = count === undefined ? '' : textOf(count).trim()
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 'malformed'
}
