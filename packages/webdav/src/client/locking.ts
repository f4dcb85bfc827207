import { parseLockToken, writeLockToken } from '../headers/lock-token.ts'
import { writeTimeout } from '../headers/timeout.ts'
import type { Lock } from '../resource-tree.ts'
import { readXml } from '../xml/read-xml.ts'
import { davChild } from '../xml/xml-element.ts'
import { readActiveLocks } from './active-lock.ts'
import { type Answer, discardBody, type Exchange } from './exchange.ts'
import type { RemoteAddresses, RemotePlace } from './remote-address.ts'
import { RemoteRefusal } from './remote-refusal.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/** A lock on another server. */
export interface RemoteLock {
  readonly token: string
  /** How long it lasts, in seconds, where the other server said so. */
  readonly timeout?: number
}

/** What a lock shall be like: exclusive and of depth `infinity` unless it says otherwise. */
export interface RemoteLockOrder extends Partial<Pick<Lock, 'scope' | 'depth'>> {
  /** An `owner` element of WebDAV as XML that stands on its own. */
  readonly owner?: string
  /** In seconds. */
  readonly timeout?: number
}

interface LockExchange {
  readonly exchange: Exchange
  readonly addresses: RemoteAddresses
  readonly signal: AbortSignal | undefined
}

/** Takes a lock (LOCK); where nothing is, an empty file is made. */
export async function lockRemote(
  { exchange, addresses, signal }: LockExchange,
  place: RemotePlace,
  { scope = 'exclusive', depth = 'infinity', owner = '', timeout }: RemoteLockOrder,
  headers: Readonly<Record<string, string>>,
): Promise<{ lock: RemoteLock; created: boolean }> {
  const answer = await exchange({
    method: 'LOCK',
    url: addresses.urlOf(place),
    headers: {
      ...headers,
      ...timeoutHeader(timeout),
      depth,
      'content-type': 'application/xml; charset=utf-8',
    },
    body: Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?>' +
        `<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:${scope}/></d:lockscope>` +
        `<d:locktype><d:write/></d:locktype>${owner}</d:lockinfo>`,
    ),
    expected: [200, 201, 207],
    signal,
  })
  if (answer.status === 207) {
    discardBody(answer.body)
    // RFC 4918 9.10.9: something in the folder is locked, and nothing was.
    throw new RemoteRefusal('LOCK', 423)
  }
  const token = parseLockToken(answer.header('lock-token') ?? '')
  if (token === undefined) {
    discardBody(answer.body)
    throw new RemoteTrouble('unexpected-answer', 'the other server named no lock')
  }
  return { lock: await readLock(answer, token), created: answer.status === 201 }
}

/** Makes a lock last longer. */
export async function refreshRemoteLock(
  { exchange, addresses, signal }: LockExchange,
  place: RemotePlace,
  token: string,
  timeout: number | undefined,
): Promise<RemoteLock> {
  const answer = await exchange({
    method: 'LOCK',
    url: addresses.urlOf(place),
    headers: { ...timeoutHeader(timeout), if: `(${writeLockToken(token)})` },
    expected: [200],
    signal,
  })
  return readLock(answer, token)
}

/** Removes a lock (UNLOCK). */
export async function unlockRemote(
  { exchange, addresses, signal }: LockExchange,
  place: RemotePlace,
  token: string,
): Promise<void> {
  const { body } = await exchange({
    method: 'UNLOCK',
    url: addresses.urlOf(place),
    headers: { 'lock-token': writeLockToken(token) },
    expected: [200, 204],
    signal,
  })
  discardBody(body)
}

/**
 * The `If` header that submits lock tokens for whatever they are good for, without saying that they still are: a list
 * that always holds is beside them (RFC 4918 10.4.8).
 */
export function submittedTokensHeader(tokens: readonly string[]): Record<string, string> {
  const lists = tokens.map((token) => `(${writeLockToken(token)})`)
  return lists.length === 0 ? {} : { if: [...lists, '(Not <DAV:no-lock>)'].join(' ') }
}

function timeoutHeader(timeout: number | undefined): Record<string, string> {
  return timeout === undefined ? {} : { timeout: writeTimeout(timeout) }
}

/** Only how long the lock lasts is in the body alone, and it may be missing there. */
async function readLock({ body }: Answer, token: string): Promise<RemoteLock> {
  const xml = await readXml(body).catch(() => undefined)
  discardBody(body)
  const discovery =
    xml?.ok === true && xml.root !== undefined ? davChild(xml.root, 'lockdiscovery') : undefined
  const own = discovery && readActiveLocks(discovery).find((lock) => lock.token === token)
  return own?.timeout === undefined ? { token } : { token, timeout: own.timeout }
}
