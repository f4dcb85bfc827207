import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { startDavServer, startServer } from '../testing/dav-server.ts'
import { sendOverHttp } from '../testing/send-over-http.ts'
import { treeOf } from '../testing/trees.ts'
import { createWebdavClient, type WebdavClient } from './webdav-client.ts'

const files = {
  'a b.txt': 'hello',
  'Plans/sub/x': '',
  'Plans/<🏝> & 100%.txt': '0123456789',
  "Plans/it's": '',
}

describe('a client of our own engine', () => {
  it('lists a folder with one request', async () => {
    await using server = await startDavServer(treeOf(files))
    let requests = 0
    server.http.on('request', () => {
      requests += 1
    })
    const listing = await clientOf(server.origin).list(['Plans'])
    const children = await Array.fromAsync(listing.children)
    expect(requests).toBe(1)
    expect(listing.self).toMatchObject({ kind: 'folder', name: 'Plans', href: '/dav/Plans/' })
    expect(children.map(({ name, kind }) => [name, kind])).toEqual([
      ['sub', 'folder'],
      ['<🏝> & 100%.txt', 'file'],
      ["it's", 'file'],
    ])
    expect(children[1]).toMatchObject({
      size: 10,
      contentType: 'text/plain',
      permissions: 'RGDNVW',
      etag: expect.any(String),
      fileId: expect.any(String),
      modifiedAt: expect.any(Number),
      createdAt: expect.any(Number),
    })
  })

  it('asks again for every entry by its address', async () => {
    await using server = await startDavServer(treeOf(files))
    const client = clientOf(server.origin)
    const { children } = await client.list(['Plans'])
    for (const child of await Array.fromAsync(children)) {
      expect(await client.stat(child)).toEqual(child)
    }
  })

  it('lists the root, and 5,000 files', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, number) => [`file ${number}`, '']))
    await using server = await startDavServer(treeOf(many))
    const { self, children } = await clientOf(server.origin).list([])
    expect(self).toMatchObject({ kind: 'folder', name: '' })
    expect(await Array.fromAsync(children)).toHaveLength(5000)
  })

  it('lists a file as itself, with nothing in it', async () => {
    await using server = await startDavServer(treeOf(files))
    const { self, children } = await clientOf(server.origin).list(['a b.txt'])
    expect(self.kind).toBe('file')
    expect(await Array.fromAsync(children)).toEqual([])
  })

  it('knows what is there and what is not', async () => {
    await using server = await startDavServer(treeOf(files))
    const client = clientOf(server.origin)
    expect(await client.stat(['a b.txt'])).toMatchObject({ kind: 'file', name: 'a b.txt', size: 5 })
    expect(await client.stat(['Plans'])).toMatchObject({ kind: 'folder', name: 'Plans' })
    expect(await client.stat(['nothing'])).toBeUndefined()
  })

  it('reads a file and its parts', async () => {
    await using server = await startDavServer(treeOf(files))
    const client = clientOf(server.origin)
    const place = ['Plans', '<🏝> & 100%.txt']
    const whole = await client.read(place)
    expect(whole).toMatchObject({ size: 10, contentType: 'text/plain' })
    expect(whole.checksums).toEqual({ sha1: '87acec17cd9dcd20a716cc2cf67417b71c8a7016' })
    expect(await text(whole.body)).toBe('0123456789')
    const part = await client.read(place, { range: { first: 2, last: 4 } })
    expect(part).toMatchObject({ size: 10, range: { first: 2, last: 4 }, etag: whole.etag })
    expect(await text(part.body)).toBe('234')
    const end = await client.read(place, { range: { suffixLength: 2 } })
    expect(await text(end.body)).toBe('89')
    const changed = await client.read(place, { range: { first: 2 }, rangeIfEtag: 'older' })
    expect(changed.range).toBeUndefined()
    expect(await text(changed.body)).toBe('0123456789')
    await expect(client.read(place, { range: { first: 10 } })).rejects.toThrow(
      expect.objectContaining({ name: 'RemoteRefusal', status: 416, size: 10 }),
    )
  })

  it('writes, and is refused what its conditions forbid', async () => {
    const tree = treeOf({})
    await using server = await startDavServer(tree)
    const client = clientOf(server.origin)
    const first = await client.write(['a.txt'], bodyOf('1'), { length: 1, modifiedAt: 1_790_000_000_500 })
    expect(first).toEqual({ created: true, etag: expect.any(String) })
    expect(await tree.stat(['a.txt'])).toMatchObject({ etag: first.etag, modifiedAt: 1_790_000_000_000 })

    const second = await client.write(['a.txt'], bodyOf('22'), {
      preconditions: { ifMatch: [first.etag ?? ''] },
    })
    expect(second).toMatchObject({ created: false })
    for (const preconditions of [
      { ifMatch: [first.etag ?? ''] },
      { ifMatch: [] },
      { ifNoneMatch: 'any' as const },
    ]) {
      await expect(client.write(['a.txt'], bodyOf('3'), { preconditions })).rejects.toThrow(refusal(412))
    }
    expect(await text((await client.read(['a.txt'])).body)).toBe('22')
  })

  it('has the other server check what arrives', async () => {
    const tree = treeOf({})
    await using server = await startDavServer(tree)
    const client = clientOf(server.origin)
    const checksum = { algorithm: 'sha1', value: 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d' } as const
    await expect(client.write(['a'], bodyOf('hallo'), { checksum })).rejects.toThrow(refusal(400))
    expect(await tree.stat(['a'])).toBeUndefined()
    await client.write(['a'], bodyOf('hello'), { checksum })
  })

  // RFC 4918 10.4.8
  it('submits lock tokens without claiming that the locks still stand', async () => {
    await using server = await startDavServer(treeOf({}))
    const seen: unknown[] = []
    server.http.prependListener('request', ({ headers }) => seen.push(headers['if']))
    await clientOf(server.origin).write(['a'], bodyOf(''), { lockTokens: ['opaquelocktoken:1'] })
    expect(seen).toEqual(['(<opaquelocktoken:1>) (Not <DAV:no-lock>)'])
  })

  it('makes folders, moves, copies and removes', async () => {
    const tree = treeOf({ 'a.txt': 'a' })
    await using server = await startDavServer(tree)
    const client = clientOf(server.origin)
    await client.makeFolder(['new folder'])
    await expect(client.makeFolder(['new folder'])).rejects.toThrow(refusal(405))
    await expect(client.makeFolder(['missing', 'folder'])).rejects.toThrow(refusal(409))
    expect(await client.move(['a.txt'], ['new folder', 'b & c.txt'])).toEqual({ created: true })
    expect(await client.copy(['new folder'], ['copy'])).toEqual({ created: true })
    expect(await client.copy(['new folder'], ['copy'], { depth: '0' })).toEqual({ created: false })
    await expect(client.copy(['new folder'], ['copy'], { overwrite: false })).rejects.toThrow(refusal(412))
    expect(await tree.stat(['copy', 'b & c.txt'])).toBeUndefined()
    await client.remove(['new folder'])
    await expect(client.remove(['new folder'])).rejects.toThrow(refusal(404))
  })

  it('sends what authorizes it, asked for each time', async () => {
    await using server = await startDavServer(treeOf({}))
    const seen: (string | undefined)[] = []
    server.http.prependListener('request', ({ headers }) => seen.push(headers.authorization))
    let token = 0
    const authorization = async () => `Bearer ${(token += 1)}`
    const client = createWebdavClient({ baseUrl: `${server.origin}/dav`, send: sendOverHttp, authorization })
    await client.stat([])
    await client.stat([])
    expect(seen).toEqual(['Bearer 1', 'Bearer 2'])
  })
})

describe('a client without an answer', () => {
  it('says that the server is unreachable, and why', async () => {
    const cause = new Error('connection refused')
    const client = createWebdavClient({
      baseUrl: 'http://peer.example/dav',
      send: () => Promise.reject(cause),
      authorization: () => 'Bearer x',
    })
    await expect(client.stat([])).rejects.toThrow(expect.objectContaining({ code: 'unreachable', cause }))
  })

  it('passes on what its owner did: a failed authorization, an abort, a broken upload', async () => {
    const noToken = new Error('no token')
    const unauthorized = createWebdavClient({
      baseUrl: 'http://peer.example/dav',
      send: () => Promise.reject(new Error('asked')),
      authorization: () => Promise.reject(noToken),
    })
    await expect(unauthorized.stat([])).rejects.toBe(noToken)

    await using server = await startDavServer({ ...treeOf({}), list: () => new Promise(() => {}) })
    const client = clientOf(server.origin)
    const leaving = new Error('leaving')
    const aborter = new AbortController()
    server.http.once('request', () => aborter.abort(leaving))
    await expect(client.list([], { signal: aborter.signal })).rejects.toBe(leaving)

    const brokenUpload = new Error('the user left')
    const body = new Readable({ read() {} })
    body.push('beginning')
    server.http.once('request', () => body.destroy(brokenUpload))
    await expect(client.write(['a'], body, { length: 100 })).rejects.toBe(brokenUpload)
  })

  it('passes on an abort in the middle of a listing', async () => {
    const leaving = new Error('leaving')
    const aborter = new AbortController()
    await using server = await startServer((_incoming, outgoing) => {
      outgoing.writeHead(207)
      outgoing.write(multistatus(entry('/dav/')).replace('</d:multistatus>', ''))
    })
    const { children } = await clientOf(server.origin).list([], { signal: aborter.signal })
    aborter.abort(leaving)
    await expect(Array.fromAsync(children)).rejects.toBe(leaving)
  })
})

function clientOf(origin: string): WebdavClient {
  return createWebdavClient({ baseUrl: `${origin}/dav`, send: sendOverHttp, authorization: () => 'Bearer x' })
}

function bodyOf(contents: string): Readable {
  return Readable.from([Buffer.from(contents)])
}

function multistatus(responses: string): string {
  return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${responses}</d:multistatus>`
}

function entry(href: string): string {
  return (
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype/>` +
    '<d:getcontentlength>3</d:getcontentlength></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
  )
}

function refusal(status: number): unknown {
  return expect.objectContaining({ name: 'RemoteRefusal', status })
}
