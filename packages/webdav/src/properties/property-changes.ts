import { checksumsOf } from '../headers/checksum.ts'
import { parseModificationTime } from '../modification-time.ts'
import type { DeadProperty, PropertyName, PropertyPatch, Resource } from '../resource-tree.ts'
import type { PropertyChange } from '../xml/propertyupdate-body.ts'
import { standaloneXml } from '../xml/standalone-xml.ts'
import { childElements, textOf, type XmlElement } from '../xml/xml-element.ts'
import { findLiveProperty } from './live-properties.ts'
import { davNamespace, microsoftNamespace, ownCloudNamespace, propertyKey } from './property-name.ts'

/** Largest property that is stored, in bytes of its element. */
const maxPropertyBytes = 64 * 1024

/** What can become of one instruction of a PROPPATCH, when it is the only one. */
export type Verdict =
  | { readonly outcome: 'done'; readonly name: PropertyName; readonly effect: Effect }
  | {
      /** `senseless` for a value that the property cannot have. */
      readonly outcome: 'protected' | 'not-stored' | 'senseless' | 'too-large'
      readonly name: PropertyName
    }

type Effect =
  | { readonly kind: 'set'; readonly property: DeadProperty }
  | { readonly kind: 'remove' }
  | { readonly kind: 'touch'; readonly modifiedAt: number }
  | { readonly kind: 'none' }

/**
 * Judges one instruction.
 * @param stores - whether the tree stores anything
 */
export function judgeChange(
  { action, property }: PropertyChange,
  resource: Resource,
  stores: boolean,
): Verdict {
  const { namespace, local } = property
  const name = { namespace, local }
  if (action === 'set' && timeProperties.has(propertyKey(name))) return judgeTime(name, property, stores)
  if (isProtected(name)) {
    return action === 'set' && repeatsChecksums(property, resource)
      ? { outcome: 'done', name, effect: { kind: 'none' } }
      : { outcome: 'protected', name }
  }
  // RFC 4918 14.23: to remove a property that is not there is no error.
  if (action === 'remove') return { outcome: 'done', name, effect: { kind: stores ? 'remove' : 'none' } }
  if (!stores) return { outcome: 'not-stored', name }
  const xml = standaloneXml(property, maxPropertyBytes)
  if (xml === undefined) return { outcome: 'too-large', name }
  return { outcome: 'done', name, effect: { kind: 'set', property: { ...name, xml } } }
}

/** What the instructions come to, in their order; `undefined` when that is nothing. */
export function toPatch(verdicts: readonly Verdict[]): PropertyPatch | undefined {
  const set = new Map<string, DeadProperty>()
  const remove = new Map<string, PropertyName>()
  let modifiedAt: number | undefined
  for (const verdict of verdicts) {
    if (verdict.outcome !== 'done') continue
    const key = propertyKey(verdict.name)
    const { effect } = verdict
    if (effect.kind === 'touch') modifiedAt = effect.modifiedAt
    if (effect.kind === 'set') {
      set.set(key, effect.property)
      remove.delete(key)
    }
    if (effect.kind === 'remove') {
      remove.set(key, verdict.name)
      set.delete(key)
    }
  }
  if (set.size === 0 && remove.size === 0 && modifiedAt === undefined) return undefined
  return {
    set: [...set.values()],
    remove: [...remove.values()],
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  }
}

/** By which clients set the time of the last change: rclone and ownCloud, KDE and GNOME, Windows. */
const timeProperties: ReadonlySet<string> = new Set(
  [
    { namespace: davNamespace, local: 'lastmodified' },
    { namespace: davNamespace, local: 'getlastmodified' },
    { namespace: microsoftNamespace, local: 'Win32LastModifiedTime' },
  ].map(propertyKey),
)

function judgeTime(name: PropertyName, property: XmlElement, stores: boolean): Verdict {
  if (!stores) return { outcome: 'not-stored', name }
  const modifiedAt = parseModificationTime(textOf(property).trim())
  return modifiedAt === undefined
    ? { outcome: 'senseless', name }
    : { outcome: 'done', name, effect: { kind: 'touch', modifiedAt } }
}

function isProtected(name: PropertyName): boolean {
  return name.namespace === davNamespace || findLiveProperty(name) !== undefined
}

/** Together with the time rclone sets the checksums again that it read: the file has them still. */
function repeatsChecksums(property: XmlElement, resource: Resource): boolean {
  if (property.namespace !== ownCloudNamespace || property.local !== 'checksums') return false
  const known = resource.kind === 'file' ? checksumsOf(resource).map((one) => one.toLowerCase()) : []
  const claimed = childElements(property)
    .flatMap((element) => textOf(element).trim().split(/\s+/))
    .map((one) => one.toLowerCase())
  return claimed.length > 0 && claimed.every((one) => known.includes(one))
}
