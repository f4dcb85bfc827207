import { writeTimeout } from '../headers/timeout.ts'
import { writeHref } from '../href.ts'
import type { Lock } from '../resource-tree.ts'
import { escapeXml } from '../xml/escape-xml.ts'

/** The contents of `supportedlock` (RFC 4918 15.10): write locks of both scopes. */
export const supportedLock = ['exclusive', 'shared']
  .map(
    (scope) =>
      `<d:lockentry><d:lockscope><d:${scope}/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockentry>`,
  )
  .join('')

/**
 * The contents of `lockdiscovery` (RFC 4918 15.8).
 * @param href - of the resource that the locks cover
 * @param now - epoch milliseconds
 */
export function writeLocks(locks: readonly Lock[], href: string, mountPath: string, now: number): string {
  return locks.map((lock) => writeActiveLock(lock, rootHref(lock, href, mountPath), now)).join('')
}

/**
 * Writes one lock (RFC 4918 14.1).
 * @param root - address of the resource that was locked
 * @param now - epoch milliseconds
 */
export function writeActiveLock(lock: Lock, root: string, now: number): string {
  const { scope, depth, owner, expiresAt, token } = lock
  return (
    `<d:activelock><d:lockscope><d:${scope}/></d:lockscope><d:locktype><d:write/></d:locktype>` +
    `<d:depth>${depth}</d:depth>${owner}<d:timeout>${writeTimeout((expiresAt - now) / 1000)}</d:timeout>` +
    `<d:locktoken><d:href>${escapeXml(token)}</d:href></d:locktoken>` +
    `<d:lockroot><d:href>${root}</d:href></d:lockroot></d:activelock>`
  )
}

/** What covers a resource from further up is a folder. */
function rootHref({ root }: Lock, href: string, mountPath: string): string {
  const asFolder = writeHref(mountPath, root, true)
  return asFolder === `${href}/` ? href : asFolder
}
