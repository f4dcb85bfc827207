/**
 * A user's files as the file commands see them: WebDAV at the operator's door, which is what every client gets, so
 * that mounts, quota, versions and trash are there without a word about them here.
 */
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import {
  createWebdavClient,
  type DavPath,
  type RemoteEntry,
  RemoteRefusal,
  RemoteTrouble,
  type WebdavClientRequest,
  type WebdavClientResponse,
} from '@isthmus/webdav'
import { CommandFailure } from '../command-failure.ts'
import type { Operator } from '../operator-client.ts'
import { ProblemError } from '../problem.ts'
import { showPath } from './remote-path.ts'

/** A file or folder. */
export interface RemoteFile {
  readonly kind: 'file' | 'folder'
  readonly name: string
  /** Bytes; of a file. */
  readonly size?: number
  /** Epoch milliseconds. */
  readonly modifiedAt?: number
  /** Changes when the contents do. */
  readonly etag?: string
  /** Hexadecimal; of a file whose server tells it. */
  readonly sha1?: string
}

/** Every method throws ProblemError when the server refuses. */
export interface RemoteFiles {
  stat(path: DavPath): Promise<RemoteFile | undefined>
  /** What is in a folder, by name. */
  list(path: DavPath): Promise<RemoteFile[]>
  /**
   * @param from - the first byte that is wanted, as long as the file still has `etag`
   * @returns `resumed`: whether `body` begins there, and not with the first byte
   */
  read(
    path: DavPath,
    from?: { readonly first: number; readonly etag: string },
  ): Promise<{ readonly body: Readable; readonly resumed: boolean }>
  /** Refused when what arrives is not what `length` and `sha1` say. */
  write(
    path: DavPath,
    body: Readable,
    facts: { readonly length: number; readonly sha1: string; readonly modifiedAt: number },
  ): Promise<void>
  makeFolder(path: DavPath): Promise<void>
  remove(path: DavPath): Promise<void>
  move(from: DavPath, to: DavPath, options: { readonly overwrite: boolean }): Promise<void>
}

/** The files of the user that the operator acts as. @throws ProblemError `user-not-found` */
export async function openRemoteFiles(operator: Operator): Promise<RemoteFiles> {
  const { username } = await operator.ask<{ username: string }>('GET', '/api/v1/me')
  const client = createWebdavClient({
    baseUrl: `${origin}/dav/files/${encodeURIComponent(username)}/`,
    send: (request) => send(operator, request),
    authorization: () => '',
  })
  return {
    stat: (path) =>
      explain(path, async () => {
        const entry = await client.stat(path, { checksums: true })
        return entry && fileOf(entry)
      }),
    list: (path) =>
      explain(path, async () => {
        await using listing = await client.list(path, { checksums: true })
        const files = []
        for await (const entry of listing.children) files.push(fileOf(entry))
        return files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      }),
    read: (path, from) =>
      explain(path, async () => {
        const options = from === undefined ? {} : { range: { first: from.first }, rangeIfEtag: from.etag }
        const { body, range } = await client.read(path, options)
        return { body, resumed: range !== undefined }
      }),
    write: (path, body, { length, sha1, modifiedAt }) =>
      explain(path, async () => {
        const checksum = { algorithm: 'sha1', value: sha1 } as const
        await client.write(path, body, { length, checksum, modifiedAt })
      }),
    makeFolder: (path) => explain(path, () => client.makeFolder(path)),
    remove: (path) => explain(path, () => client.remove(path)),
    move: (from, to, options) =>
      explain(from, async () => {
        await client.move(from, to, options)
      }),
  }
}

/** Of no importance: the socket leads to one server, and the operator's door looks at no host. */
const origin = 'http://localhost'

async function send(operator: Operator, request: WebdavClientRequest): Promise<WebdavClientResponse> {
  const { method, url, headers, body } = request
  const answer = await operator.send({
    method,
    path: url.slice(origin.length),
    // Without an origin it is one of this server (RFC 4918 8.3).
    headers: headers['destination']
      ? { ...headers, destination: headers['destination'].slice(origin.length) }
      : headers,
    ...(body === undefined ? {} : { body }),
  })
  // The client keeps the status of a refusal alone; what the server says about it is worth more.
  const message =
    answer.status >= 400 && answer.status !== 404 ? messageOf(await text(answer.body)) : undefined
  if (message !== undefined) throw new ProblemError(problemOf(answer.status, message))
  return answer
}

/** The text in the error body of our own server (RFC 4918 16, and `message` as the ownCloud family reads it). */
function messageOf(body: string): string | undefined {
  const [, escaped] = /<s:message>([^<]*)<\/s:message>/.exec(body) ?? []
  return escaped?.replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

function problemOf(status: number, title: string) {
  const code = codes[status] ?? 'refused'
  return { type: `urn:isthmus:error:${code}`, title, status, code }
}

const codes: Readonly<Record<number, string>> = {
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  412: 'conflict',
  413: 'payload-too-large',
  423: 'locked',
  502: 'unavailable',
  503: 'unavailable',
  507: 'insufficient-storage',
}

/** Runs a request; a refusal names the place that it is about. */
async function explain<T>(path: DavPath, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const detail = `Path: ${showPath(path)}`
    if (error instanceof RemoteTrouble && error.cause instanceof ProblemError) {
      throw new ProblemError({ ...error.cause.problem, detail })
    }
    if (error instanceof RemoteRefusal) {
      const title = error.status === 404 ? 'There is no such file or folder.' : error.message
      throw new ProblemError({ ...problemOf(error.status, title), detail })
    }
    if (error instanceof RemoteTrouble) {
      const { code, message, cause } = error
      const reason = cause instanceof Error ? `${message} (${cause.message})` : message
      throw new CommandFailure(code, `${showPath(path)}: ${reason}.`, { cause: error })
    }
    throw error
  }
}

function fileOf({ kind, name, size, modifiedAt, etag, checksums }: RemoteEntry): RemoteFile {
  return {
    kind,
    name,
    ...(size === undefined ? {} : { size }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(etag === undefined ? {} : { etag }),
    ...(checksums?.sha1 === undefined ? {} : { sha1: checksums.sha1 }),
  }
}
