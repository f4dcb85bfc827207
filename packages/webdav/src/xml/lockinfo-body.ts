import type { Lock } from '../resource-tree.ts'
import { standaloneXml } from './standalone-xml.ts'
import { davChild, isDavElement, type XmlElement } from './xml-element.ts'

/** What a LOCK asks for (RFC 4918 14.11). */
export type LockInfo = Pick<Lock, 'scope' | 'owner'>

/** Longest `owner` element, in bytes: it is repeated for everything that the lock covers. */
const maxOwnerBytes = 4 * 1024

/**
 * Reads the body of a LOCK.
 * @returns `undefined` when it is not a `lockinfo` element that asks for a write lock, or its owner is too long
 */
export function parseLockInfo(root: XmlElement): LockInfo | undefined {
  if (!isDavElement(root, 'lockinfo')) return undefined
  const type = davChild(root, 'locktype')
  const scope = parseScope(davChild(root, 'lockscope'))
  if (type === undefined || davChild(type, 'write') === undefined || scope === undefined) return undefined
  const element = davChild(root, 'owner')
  const owner = element === undefined ? '' : standaloneXml(element, maxOwnerBytes)
  return owner === undefined ? undefined : { scope, owner }
}

/** Reads a `lockscope` element (RFC 4918 14.13). */
export function parseScope(element: XmlElement | undefined): Lock['scope'] | undefined {
  if (element === undefined) return undefined
  const exclusive = davChild(element, 'exclusive') !== undefined
  const shared = davChild(element, 'shared') !== undefined
  if (exclusive === shared) return undefined
  return exclusive ? 'exclusive' : 'shared'
}
