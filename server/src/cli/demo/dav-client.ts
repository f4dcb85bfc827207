import { createHash } from 'node:crypto'
import type { HttpClient } from './http-client.ts'
import { expectEqual } from './unexpected.ts'

/** A file that was read to its end. */
export interface Digest {
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Someone's files over WebDAV as the demo needs them; paths begin with `/` and are not encoded. */
export interface DavClient {
  /** Status of a GET whose body is not wanted. */
  status(path: string): Promise<number>
  /** Names in a folder. */
  list(path: string): Promise<string[]>
  text(path: string): Promise<string>
  /** Bytes `first` to `last`, both included. */
  range(path: string, first: number, last: number): Promise<Buffer>
  digest(path: string): Promise<Digest>
  makeFolder(path: string): Promise<void>
  /** Writes a file that does not exist yet. */
  create(path: string, body: string | AsyncIterable<Uint8Array>): Promise<void>
  replace(path: string, body: string): Promise<void>
  rename(path: string, to: string): Promise<void>
}

/** @throws Unexpected when the server refuses */
export function createDavClient(http: HttpClient, name: string): DavClient {
  const root = `/dav/files/${encodeURIComponent(name)}`
  const address = (path: string): string => root + path.split('/').map(encodeURIComponent).join('/')

  return {
    async status(path) {
      const answer = await http.send('GET', address(path))
      await answer.body?.cancel()
      return answer.status
    },
    async list(path) {
      const answer = await ask('PROPFIND', path, 207, { headers: { depth: '1' } })
      return namesIn(await answer.text())
    },
    text: async (path) => (await ask('GET', path, 200)).text(),
    async range(path, first, last) {
      const answer = await ask('GET', path, 206, { headers: { range: `bytes=${first}-${last}` } })
      return Buffer.from(await answer.arrayBuffer())
    },
    async digest(path) {
      const { body } = await ask('GET', path, 200)
      const hash = createHash('sha256')
      let size = 0
      for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
        hash.update(chunk)
        size += chunk.byteLength
      }
      return { size, sha256: hash.digest('hex') }
    },
    makeFolder: (path) => done('MKCOL', path, 201),
    create: (path, body) => done('PUT', path, 201, { body, headers: { 'if-none-match': '*' } }),
    replace: (path, body) => done('PUT', path, 204, { body }),
    rename: (path, to) => done('MOVE', path, 201, { headers: { destination: address(to), overwrite: 'F' } }),
  }

  async function ask(
    method: string,
    path: string,
    status: number,
    options: Parameters<HttpClient['send']>[2] = {},
  ): Promise<Response> {
    const answer = await http.send(method, address(path), options)
    if (answer.status !== status) {
      expectEqual(`${method} ${address(path)}`, `${answer.status} ${await answer.text()}`, `${status}`)
    }
    return answer
  }

  async function done(...order: Parameters<typeof ask>): Promise<void> {
    const answer = await ask(...order)
    await answer.body?.cancel()
  }
}

/** The names in a multistatus answer, without the folder itself, which comes first (RFC 4918 9.1). */
function namesIn(multistatus: string): string[] {
  const hrefs = [...multistatus.matchAll(/<(?:\w+:)?href>([^<]*)<\//g)].map(([, href = '']) => href)
  return hrefs
    .slice(1)
    .map((href) => decodeURIComponent(unescapeXml(href.replace(/\/$/, '').split('/').at(-1) ?? '')))
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
