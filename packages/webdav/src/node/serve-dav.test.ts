import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ResourceError } from '../resource-error.ts'
import type { FileResource, ResourceTree } from '../resource-tree.ts'
import { startDavServer } from '../testing/dav-server.ts'
import { treeOf } from '../testing/trees.ts'

describe('serveDav', () => {
  it('serves a tree', async () => {
    await using server = await startDavServer(treeOf({ 'a.txt': 'hello' }))
    const response = await fetch(`${server.origin}/dav/a.txt`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('hello')
  })

  it('reads the address as it came', async () => {
    await using server = await startDavServer(treeOf({ 'a.txt': 'hello' }))
    expect(await statusLine(server.port, 'GET /dav/%2e%2e/dav/a.txt HTTP/1.1')).toContain(' 400 ')
    expect(await statusLine(server.port, 'GET /dav/x/../a.txt HTTP/1.1')).toContain(' 400 ')
    expect(await statusLine(server.port, 'GET /davos/a.txt HTTP/1.1')).toContain(' 404 ')
    expect(await statusLine(server.port, 'GET /dav/%61.txt HTTP/1.1')).toContain(' 200 ')
  })

  it('answers HEAD without a body, and keeps the connection', async () => {
    await using server = await startDavServer(treeOf({ 'a.txt': 'hello' }))
    using socket = await open(server.port)
    socket.write(
      'HEAD /dav/a.txt HTTP/1.1\r\nHost: a\r\n\r\nHEAD /dav/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )
    const both = await text(socket)
    expect(both).toMatch(/^HTTP\/1\.1 200 OK[^]*\r\n\r\nHTTP\/1\.1 404 Not Found[^]*\r\n\r\n$/)
    expect(both).toContain('content-length: 5')
  })

  it('refuses an upload half-way with the reason, not with a broken connection', async () => {
    const refusing: ResourceTree = {
      ...treeOf({}),
      async write(_path, body) {
        await once(body, 'data')
        body.destroy()
        throw new ResourceError('insufficient-storage', 'The space is full.')
      },
    }
    await using server = await startDavServer(refusing)
    using socket = await open(server.port)
    socket.write('PUT /dav/a HTTP/1.1\r\nHost: a\r\nContent-Length: 600000\r\n\r\nthe beginning')
    const [head] = await once(socket, 'data')
    expect(String(head)).toMatch(/^HTTP\/1\.1 507 /)
    // The rest is read, so that the connection can be used again.
    socket.write('x'.repeat(600_000 - 'the beginning'.length))
    socket.write('GET /dav/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect(await text(socket)).toContain('HTTP/1.1 404 Not Found')
  })

  it.each(['Content-Length: 10000000', 'Transfer-Encoding: chunked'])(
    'closes the connection rather than read a long body that nobody wants: %s',
    async (framing) => {
      await using server = await startDavServer(treeOf({}))
      using socket = await open(server.port)
      socket.write(`PUT /dav/missing/a HTTP/1.1\r\nHost: a\r\n${framing}\r\n\r\n`)
      const answer = await text(socket)
      expect(answer).toMatch(/^HTTP\/1\.1 409 /)
      expect(answer.toLowerCase()).toContain('connection: close')
    },
  )

  it('keeps the connection after a short body that nobody wanted', async () => {
    await using server = await startDavServer(treeOf({}))
    using socket = await open(server.port)
    const put = 'PUT /dav/missing/a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n'
    socket.write(`${put}abc${put}abcDELETE /dav/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    expect((await text(socket)).match(/HTTP\/1\.1 409 |HTTP\/1\.1 404 /g)).toHaveLength(3)
  })

  it('does not store an upload that breaks off, and calls it no fault', async () => {
    const tree = treeOf({ 'a.txt': 'before' })
    const broken = Promise.withResolvers<unknown>()
    const watching: ResourceTree = {
      ...tree,
      write: (...upload) => {
        const result = tree.write(...upload)
        result.catch(broken.resolve)
        return result
      },
    }
    await using server = await startDavServer(watching)
    using socket = await open(server.port)
    socket.write('PUT /dav/a.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf')
    await once(server.http, 'request')
    socket.destroy()
    await broken.promise
    expect(await (await fetch(`${server.origin}/dav/a.txt`)).text()).toBe('before')
    expect(server.faults).toEqual([])
  })

  it('cuts the connection when contents or a listing break off', async () => {
    const breaking: ResourceTree = {
      ...treeOf({ 'a.txt': '' }),
      async read() {
        return { resource: file, body: Readable.from(breakOff(Buffer.alloc(1000))) }
      },
      async list(path) {
        const { folder } = await treeOf({}).list(path)
        return { folder, children: breakOff(...Array.from({ length: 2000 }, () => file)) }
      },
    }
    await using server = await startDavServer(breaking)
    const get = await fetch(`${server.origin}/dav/a.txt`)
    expect(get.status).toBe(200)
    await expect(get.text()).rejects.toThrow()
    const propfind = await fetch(`${server.origin}/dav`, { method: 'PROPFIND', headers: { depth: '1' } })
    expect(propfind.status).toBe(207)
    await expect(propfind.text()).rejects.toThrow()
    expect(server.faults).toEqual([broken, broken])
  })

  it('stops reading the children when the client leaves', async () => {
    const stopped = Promise.withResolvers<string>()
    const endless: ResourceTree = {
      ...treeOf({}),
      async list(path) {
        const { folder } = await treeOf({}).list(path)
        return { folder, children: endlessly(() => stopped.resolve('stopped')) }
      },
    }
    await using server = await startDavServer(endless)
    using socket = await open(server.port)
    socket.write('PROPFIND /dav HTTP/1.1\r\nHost: a\r\nDepth: 1\r\n\r\n')
    await once(socket, 'data')
    socket.destroy()
    expect(await stopped.promise).toBe('stopped')
    expect(server.faults).toEqual([])
  })

  it('closes a file that was opened for a client who left meanwhile', async () => {
    const asked = Promise.withResolvers<void>()
    const left = Promise.withResolvers<void>()
    const body = new Readable({ read() {} })
    const slow: ResourceTree = {
      ...treeOf({}),
      async read() {
        asked.resolve()
        await left.promise
        return { resource: file, body }
      },
    }
    await using server = await startDavServer(slow)
    server.http.once('request', (_incoming, outgoing) => {
      outgoing.once('close', left.resolve)
    })
    using socket = await open(server.port)
    socket.write('GET /dav/a HTTP/1.1\r\nHost: a\r\n\r\n')
    await asked.promise
    socket.destroy()
    await once(body, 'close')
    expect(server.faults).toEqual([])
  })

  it('streams a listing of 20,000 files whole', async () => {
    const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, number) => [`file ${number}`, '']))
    await using server = await startDavServer(treeOf(files))
    const response = await fetch(`${server.origin}/dav`, { method: 'PROPFIND', headers: { depth: '1' } })
    expect(response.headers.get('content-length')).toBeNull()
    const listing = await response.text()
    expect(listing.match(/<d:response>/g)).toHaveLength(20_001)
    expect(listing.endsWith('</d:multistatus>')).toBe(true)
  })

  it('throws faults before the head of the answer is sent', async () => {
    await using server = await startDavServer({ ...treeOf({}), read: () => Promise.reject(broken) })
    expect((await fetch(`${server.origin}/dav/a`)).status).toBe(500)
    expect(server.faults).toEqual([broken])
  })
})

const broken = new Error('the disk is broken')

const file: FileResource = {
  kind: 'file',
  name: 'file',
  etag: 'x',
  modifiedAt: 0,
  size: 2000,
  contentType: 'text/plain',
  rights: { read: true, update: true, create: true, delete: true, share: true },
}

async function* breakOff<T>(...items: T[]): AsyncGenerator<T> {
  yield* items
  throw broken
}

async function* endlessly(onStop: () => void): AsyncGenerator<FileResource> {
  try {
    for (;;) {
      yield file
      await new Promise(setImmediate)
    }
  } finally {
    onStop()
  }
}

async function open(port: number): Promise<Socket & Disposable> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return Object.assign(socket, { [Symbol.dispose]: () => void socket.destroy() })
}

async function statusLine(port: number, requestLine: string): Promise<string> {
  using socket = await open(port)
  socket.write(`${requestLine}\r\nHost: a\r\nConnection: close\r\n\r\n`)
  return (await text(socket)).split('\r\n', 1)[0] ?? ''
}
