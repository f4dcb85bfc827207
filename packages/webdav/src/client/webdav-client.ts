import type { Readable } from 'node:stream'
import { writeChecksum } from '../headers/checksum.ts'
import { parseStrongEtag, writeEtagCondition } from '../headers/entity-tags.ts'
import { writeHttpDate } from '../http-date.ts'
import type { Preconditions } from '../preconditions.ts'
import type {
  ChangeOptions,
  CopyOptions,
  PropertyPatch,
  ReadOptions,
  TransferOptions,
  WriteOptions,
} from '../resource-tree.ts'
import { type Answer, createExchange, discardBody, type Question, type WebdavSend } from './exchange.ts'
import { type ListingOptions, listRemote, type RemoteListing, statRemote } from './listing.ts'
import {
  lockRemote,
  type RemoteLock,
  type RemoteLockOrder,
  refreshRemoteLock,
  submittedTokensHeader,
  unlockRemote,
} from './locking.ts'
import { patchRemote } from './patching.ts'
import { type RemoteReading, readRemote } from './reading.ts'
import { createRemoteAddresses, type RemotePlace } from './remote-address.ts'
import { createEntryFormats, type RemoteEntry } from './remote-entry.ts'

/** Where the other server is, and how to reach it. */
export interface WebdavClientOptions {
  /** http(s) URL of the root, without credentials and query; requests go nowhere but to its origin. */
  readonly baseUrl: string
  /** How requests leave this program. */
  readonly send: WebdavSend
  /** Value of the `Authorization` header, asked for before each request. What it throws is passed on. */
  readonly authorization: () => Promise<string> | string
}

interface Abortable {
  /** Aborting makes the call, or what streams from it, fail with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** What every change is made under; `lockTokens` are those of locks on the other server. */
interface RemoteChange extends Abortable, Partial<ChangeOptions> {}

/**
 * Resources on another WebDAV server. The options are those of `ResourceTree`, so that a tree that stands for another
 * server can pass them on.
 *
 * Every method throws `RemoteRefusal` when the other server says no, and `RemoteTrouble` when there is no answer that
 * could be relied on.
 */
export interface WebdavClient {
  /** @returns `undefined` when the other server says that nothing is there (404) */
  stat(place: RemotePlace, options?: ListingOptions): Promise<RemoteEntry | undefined>
  /** What is directly in a folder, as it arrives; of a file, itself alone. */
  list(place: RemotePlace, options?: ListingOptions): Promise<RemoteListing>
  /** The contents of a file, or a range of them. Whoever gets `body` consumes or destroys it. */
  read(place: RemotePlace, options?: ReadOptions & Abortable): Promise<RemoteReading>
  /**
   * Creates or replaces a file. An error of `body` is passed on. Of checksums only `sha1` is sent along: servers refuse
   * a file whose checksum they cannot compute.
   * @returns `etag` where the other server told the new one: strong, without quotes
   */
  write(
    place: RemotePlace,
    body: Readable,
    options?: Partial<WriteOptions> & RemoteChange,
  ): Promise<{ created: boolean; etag?: string }>
  /** Makes a folder in one that is there. */
  makeFolder(place: RemotePlace, options?: RemoteChange): Promise<void>
  /** Removes a file, or a folder with everything in it. */
  remove(place: RemotePlace, options?: RemoteChange): Promise<void>
  /** Copies within the other server. @returns `created`: nothing was replaced */
  copy(
    from: RemotePlace,
    to: RemotePlace,
    options?: Partial<CopyOptions> & RemoteChange,
  ): Promise<{ created: boolean }>
  /** Moves within the other server. @returns `created`: nothing was replaced */
  move(
    from: RemotePlace,
    to: RemotePlace,
    options?: Partial<TransferOptions> & RemoteChange,
  ): Promise<{ created: boolean }>
  /** The time of the last change is set as the servers of the ownCloud family take it; others refuse it. */
  patchProperties(place: RemotePlace, patch: PropertyPatch, options?: RemoteChange): Promise<void>
  /** Takes a lock; where nothing is, an empty file is made. */
  lock(
    place: RemotePlace,
    order?: RemoteLockOrder,
    options?: RemoteChange,
  ): Promise<{ lock: RemoteLock; created: boolean }>
  /** @param timeout - how long the lock shall last from now on, in seconds */
  refreshLock(
    place: RemotePlace,
    token: string,
    timeout: number | undefined,
    options?: Abortable,
  ): Promise<RemoteLock>
  /** Gives a lock back before its time. */
  unlock(place: RemotePlace, token: string, options?: Abortable): Promise<void>
}

/**
 * A client for one WebDAV tree on another server. It trusts that server in nothing: requests go to the base's origin
 * whatever a listing says, a listing is whole or fails, and no answer is taken for what was not asked.
 *
 * @throws TypeError when `baseUrl` is none
 */
export function createWebdavClient({ baseUrl, send, authorization }: WebdavClientOptions): WebdavClient {
  const addresses = createRemoteAddresses(baseUrl)
  const exchange = createExchange(send, authorization)
  const formatFor = createEntryFormats(addresses)

  return {
    stat: (place, options = {}) => statRemote({ exchange, addresses, formatFor }, place, options),
    list: (place, options = {}) => listRemote({ exchange, addresses, formatFor }, place, options),
    read: async (place, options = {}) =>
      readRemote(exchange, addresses.urlOf(place), options, options.signal),

    async write(place, body, { length, modifiedAt, checksum, ...options } = {}) {
      const { status, header } = await change({
        method: 'PUT',
        url: addresses.urlOf(place),
        headers: {
          ...changeHeaders(options),
          'content-type': 'application/octet-stream',
          ...(length === undefined ? {} : { 'content-length': String(length) }),
          ...(modifiedAt === undefined ? {} : { 'x-oc-mtime': String(Math.floor(modifiedAt / 1000)) }),
          ...(checksum?.algorithm === 'sha1' ? { 'oc-checksum': writeChecksum(checksum) } : {}),
        },
        body,
        expected: [200, 201, 204],
        signal: options.signal,
      })
      const etag = parseStrongEtag(header('oc-etag') ?? header('etag') ?? '')
      return { created: status === 201, ...(etag === undefined ? {} : { etag }) }
    },

    async makeFolder(place, options = {}) {
      await change({
        method: 'MKCOL',
        url: addresses.urlOf(place, true),
        headers: changeHeaders(options),
        expected: [200, 201],
        signal: options.signal,
      })
    },

    async remove(place, options = {}) {
      await change({
        method: 'DELETE',
        url: addresses.urlOf(place),
        headers: changeHeaders(options),
        expected: [200, 204],
        signal: options.signal,
      })
    },

    copy: (from, to, { depth = 'infinity', ...options } = {}) =>
      transfer('COPY', from, to, options, { depth }),
    move: (from, to, options = {}) => transfer('MOVE', from, to, options, {}),

    patchProperties: async (place, patch, options = {}) =>
      patchRemote(exchange, addresses.urlOf(place), patch, changeHeaders(options), options.signal),

    lock: async (place, order = {}, options = {}) =>
      lockRemote({ exchange, addresses, signal: options.signal }, place, order, changeHeaders(options)),
    refreshLock: async (place, token, timeout, { signal } = {}) =>
      refreshRemoteLock({ exchange, addresses, signal }, place, token, timeout),
    unlock: async (place, token, { signal } = {}) =>
      unlockRemote({ exchange, addresses, signal }, place, token),
  }

  async function transfer(
    method: 'COPY' | 'MOVE',
    from: RemotePlace,
    to: RemotePlace,
    { overwrite = true, ...options }: Partial<TransferOptions> & RemoteChange,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ created: boolean }> {
    const { status } = await change({
      method,
      url: addresses.urlOf(from),
      headers: {
        ...changeHeaders(options),
        ...headers,
        destination: addresses.urlOf(to),
        overwrite: overwrite ? 'T' : 'F',
      },
      expected: [200, 201, 204],
      signal: options.signal,
    })
    return { created: status === 201 }
  }

  /** Asks for a change; nothing in the answer's body matters. */
  async function change(question: Question): Promise<Answer> {
    const answer = await exchange(question)
    discardBody(answer.body)
    return answer
  }
}

function changeHeaders({ preconditions = {}, lockTokens = [] }: RemoteChange): Record<string, string> {
  return { ...conditionHeaders(preconditions), ...submittedTokensHeader(lockTokens) }
}

function conditionHeaders(preconditions: Preconditions): Record<string, string> {
  const { ifMatch, ifNoneMatch, ifUnmodifiedSince } = preconditions
  return {
    ...(ifMatch === undefined ? {} : { 'if-match': writeEtagCondition(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { 'if-none-match': writeEtagCondition(ifNoneMatch) }),
    ...(ifUnmodifiedSince === undefined ? {} : { 'if-unmodified-since': writeHttpDate(ifUnmodifiedSince) }),
  }
}
