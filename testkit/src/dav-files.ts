import type { Readable } from 'node:stream'
import { createWebdavClient, type ListingOptions, type RemoteEntry } from '@isthmus/webdav'
import type { WebAnswer, WebClient, WebResponse } from './web-client.ts'

type Headers = Readonly<Record<string, string>>

/**
 * Somebody's files over WebDAV. Paths are names joined by `/`, not encoded. Every answer is given as it came, whatever
 * its status.
 */
export interface DavFiles {
  get(path: string, headers?: Headers): Promise<WebAnswer>
  /** Like `get`, or another method, with the body still under way. */
  open(path: string, headers?: Headers, method?: string): Promise<WebResponse>
  head(path: string, headers?: Headers): Promise<WebAnswer>
  put(path: string, body: string | Uint8Array | Readable, headers?: Headers): Promise<WebAnswer>
  mkcol(path: string): Promise<WebAnswer>
  delete(path: string, headers?: Headers): Promise<WebAnswer>
  /** @param target - in the same tree */
  move(path: string, target: string, headers?: Headers): Promise<WebAnswer>
  copy(path: string, target: string, headers?: Headers): Promise<WebAnswer>
  /** An exclusive lock for as long as the server allows; makes an empty file where nothing is. */
  lock(path: string): Promise<WebAnswer>
  /** @param token - as `Lock-Token` had it, with the angle brackets */
  unlock(path: string, token: string): Promise<WebAnswer>
  /** PROPFIND, depth 1, without reading the answer. */
  propfind(path: string): Promise<WebAnswer>
  /**
   * What is in a folder, as a client reads it.
   * @throws RemoteRefusal, RemoteTrouble of `@isthmus/webdav`
   */
  list(path: string, question?: ListingOptions): Promise<RemoteEntry[]>
  /** One resource, as a client reads it; fails when nothing is there. */
  stat(path: string, question?: ListingOptions): Promise<RemoteEntry>
  /** Any other request. */
  ask(method: string, path: string, headers?: Headers, body?: string): Promise<WebAnswer>
}

/**
 * @param root - URL of the tree, without a slash at the end
 * @param authorization - value of the header
 */
export function createDavFiles(web: WebClient, root: string, authorization: string): DavFiles {
  const client = createWebdavClient({
    baseUrl: root,
    send: (request) => web.send(request),
    authorization: () => authorization,
  })
  const urlOf = (path: string) => [root, ...namesOf(path).map(encodeURIComponent)].join('/')
  const ask = (method: string, path: string, headers: Headers = {}, body?: string | Uint8Array | Readable) =>
    web.fetch({ method, url: urlOf(path), headers: { authorization, ...headers }, ...(body && { body }) })

  return {
    get: (path, headers) => ask('GET', path, headers),
    open: (path, headers, method = 'GET') =>
      web.send({ method, url: urlOf(path), headers: { authorization, ...headers } }),
    head: (path, headers) => ask('HEAD', path, headers),
    put: (path, body, headers) => ask('PUT', path, headers, body),
    mkcol: (path) => ask('MKCOL', path),
    delete: (path, headers) => ask('DELETE', path, headers),
    move: (path, target, headers) => ask('MOVE', path, { destination: urlOf(target), ...headers }),
    copy: (path, target, headers) => ask('COPY', path, { destination: urlOf(target), ...headers }),
    lock: (path) => ask('LOCK', path, { depth: '0', 'content-type': 'application/xml' }, lockInfo),
    unlock: (path, token) => ask('UNLOCK', path, { 'lock-token': token }),
    propfind: (path) => ask('PROPFIND', path, { depth: '1' }),
    async list(path, question) {
      await using listing = await client.list(namesOf(path), question)
      return await Array.fromAsync(listing.children)
    },
    async stat(path, question) {
      const entry = await client.stat(namesOf(path), question)
      if (entry === undefined) throw new Error(`nothing is at ${path}`)
      return entry
    },
    ask,
  }
}

/** RFC 4918 14.11 */
const lockInfo =
  '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype></lockinfo>'

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}
