import { refusal, xmlAnswer } from '../dav-answer.ts'
import { startsWithPath } from '../dav-path.ts'
import type { DavResponse } from '../dav-request.ts'
import { lockRootHref } from '../error-answer.ts'
import { parseDepth } from '../headers/depth.ts'
import { writeLockToken } from '../headers/lock-token.ts'
import { parseTimeout } from '../headers/timeout.ts'
import { writeHref } from '../href.ts'
import { answerStatuses } from '../multistatus.ts'
import { writeActiveLock, writeLocks } from '../properties/lock-properties.ts'
import { ResourceError } from '../resource-error.ts'
import type { Locking, LockOrder } from '../resource-tree.ts'
import { type LockInfo, parseLockInfo } from '../xml/lockinfo-body.ts'
import { readXml } from '../xml/read-xml.ts'
import { currentResource } from './current-resource.ts'
import type { DavCall, DavMethod } from './dav-call.ts'
import { nothingLockable } from './nothing-lockable.ts'
import { surroundingsOf } from './surroundings.ts'

/** LOCK (RFC 4918 9.10): takes a write lock, or without a body refreshes one. */
export const answerLock: DavMethod = async (call) => {
  const { headers, body } = call.request
  const { locking } = call.tree
  if (locking === undefined) return nothingLockable(call)
  const timeout = headers['timeout'] === undefined ? undefined : parseTimeout(headers['timeout'])
  if (timeout === 'malformed') return refusal(400, 'Timeout must be Infinite or Second- and a number.')

  const xml = await readXml(body)
  if (!xml.ok && xml.reason === 'too-large') return refusal(413, 'The request body is too large.')
  if (xml.ok && xml.root === undefined) return refresh(call, locking, timeout)
  const info = xml.ok && xml.root !== undefined ? parseLockInfo(xml.root) : undefined
  if (info === undefined) return refusal(400, 'The request body is not a lockinfo element for a write lock.')
  return take(call, locking, info, timeout)
}

async function take(
  call: DavCall,
  locking: Locking,
  info: LockInfo,
  timeout: number | undefined,
): Promise<DavResponse> {
  const { request, tree, preconditions, lockTokens } = call
  const depth = parseDepth(request.headers)
  // RFC 4918 9.10.3: a lock is of depth 0 or infinity; a missing header means infinity.
  if (depth === '1' || depth === 'malformed') return refusal(400, 'Depth must be 0 or infinity.')
  if (request.trailingSlash && (await tree.stat(request.path)) === undefined) {
    return refusal(409, 'An address that ends with a slash is a folder, and LOCK makes only files.')
  }

  const order: LockOrder = {
    ...info,
    preconditions,
    lockTokens,
    depth: depth === '0' ? '0' : 'infinity',
    ...(timeout === undefined ? {} : { timeout }),
  }
  const taken = await attempt(call, locking, order)
  if ('status' in taken) return taken
  const { lock, created } = taken
  const { mountPath, now } = surroundingsOf(call)
  // RFC 4918 14.12: the address under which the lock was asked for.
  const root = writeHref(mountPath, lock.root, request.trailingSlash)
  return xmlAnswer(created ? 201 : 200, writeDiscovery(writeActiveLock(lock, root, now)), {
    'lock-token': writeLockToken(lock.token),
  })
}

async function attempt(
  call: DavCall,
  locking: Locking,
  order: LockOrder,
): Promise<Awaited<ReturnType<Locking['lock']>> | DavResponse> {
  try {
    return await locking.lock(call.request.path, order)
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'locked') return answerConflict(call, error)
    throw error
  }
}

function answerConflict(call: DavCall, { message, lockRoot }: ResourceError): DavResponse {
  const { path, trailingSlash } = call.request
  const href = lockRootHref(lockRoot, call)
  if (lockRoot === undefined || lockRoot.length <= path.length || !startsWithPath(lockRoot, path)) {
    return refusal(423, message, { condition: 'no-conflicting-lock', href })
  }
  // RFC 4918 9.10.3: a lock that cannot be had for all of a folder MUST be answered with what is in its way.
  return answerStatuses([
    { href, status: '423 Locked' },
    { href: writeHref(call.options.mountPath, path, trailingSlash), status: '424 Failed Dependency' },
  ])
}

/** RFC 4918 9.10.2 */
async function refresh(call: DavCall, locking: Locking, timeout: number | undefined): Promise<DavResponse> {
  const { request, tree, lockTokens } = call
  const [token, ...others] = lockTokens
  if (token === undefined || others.length > 0) {
    return refusal(400, 'Without a body LOCK refreshes the one lock whose token is in the If header.')
  }
  const before = await currentResource(call)
  if ('status' in before) return before

  const lock = await refreshOrRefuse(locking, call, token, timeout)
  if ('status' in lock) return lock
  // With the new time, and with the shared locks beside it.
  const locks = (await tree.stat(request.path, { locks: true }))?.locks ?? [lock]
  const { mountPath, now } = surroundingsOf(call)
  const href = writeHref(mountPath, request.path, before.kind === 'folder')
  return xmlAnswer(200, writeDiscovery(writeLocks(locks, href, mountPath, now)))
}

async function refreshOrRefuse(
  locking: Locking,
  { request }: DavCall,
  token: string,
  timeout: number | undefined,
): Promise<Awaited<ReturnType<Locking['refresh']>> | DavResponse> {
  try {
    return await locking.refresh(request.path, token, timeout)
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'precondition-failed') {
      return refusal(412, error.message, { condition: 'lock-token-matches-request-uri' })
    }
    throw error
  }
}

function writeDiscovery(locks: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    `<d:prop xmlns:d="DAV:"><d:lockdiscovery>${locks}</d:lockdiscovery></d:prop>`
  )
}
