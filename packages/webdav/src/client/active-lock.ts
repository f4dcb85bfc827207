import { parseTimeout } from '../headers/timeout.ts'
import type { Lock } from '../resource-tree.ts'
import { parseScope } from '../xml/lockinfo-body.ts'
import { standaloneXml } from '../xml/standalone-xml.ts'
import { childElements, davChild, isDavElement, textOf, type XmlElement } from '../xml/xml-element.ts'

/** A lock on another server, as it is described there. */
export interface RemoteActiveLock extends Pick<Lock, 'token' | 'scope' | 'depth' | 'owner'> {
  /** How long it lasts, in seconds, where the other server said so. */
  readonly timeout?: number
  /** Address of what was locked, where the other server said so. */
  readonly rootHref?: string
}

/** Longest `owner` element that is kept, in bytes. */
const maxOwnerBytes = 4 * 1024
/** More locks on one resource are not believed. */
const maxLocks = 100

/** Reads a `lockdiscovery` element (RFC 4918 15.8); what has no token is left out. */
export function readActiveLocks(discovery: XmlElement): RemoteActiveLock[] {
  return childElements(discovery)
    .filter((element) => isDavElement(element, 'activelock'))
    .slice(0, maxLocks)
    .flatMap((element) => readActiveLock(element) ?? [])
}

/** RFC 4918 14.1 */
function readActiveLock(element: XmlElement): RemoteActiveLock | undefined {
  const token = hrefIn(davChild(element, 'locktoken'))
  if (token === undefined || !/^[!-;=?-~]{1,255}$/.test(token)) return undefined
  const owner = davChild(element, 'owner')
  const timeout = parseTimeout(textIn(davChild(element, 'timeout')))
  const rootHref = hrefIn(davChild(element, 'lockroot'))
  return {
    token,
    // What is not understood is taken for the stronger lock.
    scope: parseScope(davChild(element, 'lockscope')) ?? 'exclusive',
    depth: textIn(davChild(element, 'depth')).trim() === '0' ? '0' : 'infinity',
    owner: (owner && standaloneXml(owner, maxOwnerBytes)) ?? '',
    ...(timeout === 'malformed' ? {} : { timeout }),
    ...(rootHref === undefined ? {} : { rootHref }),
  }
}

function hrefIn(element: XmlElement | undefined): string | undefined {
  const href = element && davChild(element, 'href')
  return href && textOf(href).trim()
}

function textIn(element: XmlElement | undefined): string {
  return element === undefined ? '' : textOf(element)
}
