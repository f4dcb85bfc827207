import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { testSurroundings } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'
import { getFiles } from './get-files.ts'
import type { RemoteFile, RemoteFiles } from './remote-files.ts'

const contents = Buffer.from('0123456789')

/** One file on a server whose answers break off after some bytes. */
class BreakingServer {
  /** Bytes per answer. */
  patience = 4
  sha1 = createHash('sha1').update(contents).digest('hex')
  etag = 'e1'
  readonly asked: number[] = []

  get file(): RemoteFile {
    return { kind: 'file', name: 'a.txt', size: contents.length, etag: this.etag, sha1: this.sha1 }
  }

  get files(): RemoteFiles {
    const parts: Pick<RemoteFiles, 'stat' | 'list' | 'read'> = {
      stat: async (path) => (path.length === 0 ? { kind: 'folder', name: '' } : this.file),
      list: async () => [this.file],
      read: async (_path, from) => {
        const resumed = from?.etag === this.etag
        const first = resumed ? from.first : 0
        this.asked.push(first)
        return { resumed, body: Readable.from(this.#answer(first)) }
      },
    }
    return parts as RemoteFiles
  }

  async *#answer(first: number): AsyncGenerator<Buffer> {
    yield contents.subarray(first, first + this.patience)
    if (first + this.patience < contents.length) throw new Error('aborted')
  }
}

describe('a download', () => {
  let stack: AsyncDisposableStack
  let folder: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await temporaryFolder()).path
  })
  afterEach(() => stack.disposeAsync())

  const get = (server: BreakingServer) =>
    getFiles(testSurroundings(), server.files, { path: ['a.txt'], folder })

  it('goes on where it broke off', async () => {
    const server = new BreakingServer()
    await expect(get(server)).rejects.toMatchObject({ code: 'broken-off' })
    await expect(get(server)).rejects.toMatchObject({ code: 'broken-off' })
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.isthmus-.*\.part$/)])
    expect(await get(server)).toMatchObject({ files: 1, bytes: 2 })
    expect(server.asked).toEqual([0, 4, 8])
    expect(await readdir(folder)).toEqual(['a.txt'])
    expect(await readFile(join(folder, 'a.txt'))).toEqual(contents)
  })

  it('begins anew when the file has changed meanwhile', async () => {
    const server = new BreakingServer()
    await expect(get(server)).rejects.toThrow('broke off')
    server.etag = 'e2'
    server.patience = 10
    await get(server)
    expect(server.asked).toEqual([0, 0])
    expect(await readFile(join(folder, 'a.txt'))).toEqual(contents)
  })

  it('is not taken for good when its checksum is another one', async () => {
    const server = new BreakingServer()
    server.patience = 10
    server.sha1 = 'f'.repeat(40)
    expect(await get(server)).toMatchObject({
      files: 0,
      failed: [{ path: '/a.txt', reason: expect.stringContaining('did not arrive') }],
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves out what the server refuses, and gets the rest', async () => {
    const server = new BreakingServer()
    server.patience = 10
    const files: RemoteFiles = {
      ...server.files,
      async list(path) {
        if (path.length > 0) {
          throw new ProblemError({ type: '', code: 'unavailable', title: 'The other cloud does not answer.' })
        }
        return [{ kind: 'folder', name: 'mount' }, server.file]
      },
    }
    const order = { path: [], folder, target: join(folder, 'back') }
    expect(await getFiles(testSurroundings(), files, order)).toMatchObject({
      files: 1,
      failed: [{ path: '/mount', reason: 'The other cloud does not answer.' }],
    })
  })
})
