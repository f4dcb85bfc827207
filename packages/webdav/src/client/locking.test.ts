import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { startDavServer, startServer } from '../testing/dav-server.ts'
import { sendOverHttp } from '../testing/send-over-http.ts'
import { treeOf } from '../testing/trees.ts'
import { createWebdavClient, type WebdavClient } from './webdav-client.ts'

describe('a lock on a server with our own engine', () => {
  it('keeps others out, is refreshed and removed', async () => {
    await using server = await startDavServer(treeOf({ 'a.txt': '1', 'folder/b.txt': '2' }))
    const client = clientOf(server.origin)
    const { lock, created } = await client.lock(['folder'], { timeout: 600 })
    expect({ lock, created }).toEqual({
      lock: { token: expect.stringMatching(/^opaquelocktoken:/), timeout: 600 },
      created: false,
    })
    await expect(client.write(['folder', 'b.txt'], body('3'))).rejects.toThrow(refusal(423))
    await expect(client.lock(['folder', 'b.txt'])).rejects.toThrow(refusal(423))

    const lockTokens = [lock.token]
    await client.write(['folder', 'b.txt'], body('3'), { lockTokens })
    await client.makeFolder(['folder', 'new'], { lockTokens })
    await client.move(['folder', 'b.txt'], ['c.txt'], { lockTokens })
    expect(await client.refreshLock(['folder'], lock.token, 900)).toEqual({ token: lock.token, timeout: 900 })
    await client.unlock(['folder'], lock.token)
    await client.remove(['folder'])
  })

  it('is shared or flat, belongs to somebody, and makes the file where there is none', async () => {
    const tree = treeOf({})
    await using server = await startDavServer(tree)
    const client = clientOf(server.origin)
    const owner = '<o:owner xmlns:o="DAV:" xmlns:d="DAV:">Ann</o:owner>'
    const order = { scope: 'shared', depth: '0', owner } as const
    expect(await client.lock(['new.txt'], order)).toMatchObject({ created: true })
    expect(await tree.stat(['new.txt'], { locks: true })).toMatchObject({ locks: [order] })
    expect(await client.lock(['new.txt'], order)).toMatchObject({ created: false })
  })

  it('is taken only under its conditions', async () => {
    await using server = await startDavServer(treeOf({ a: '' }))
    const preconditions = { ifNoneMatch: 'any' } as const
    await expect(clientOf(server.origin).lock(['a'], {}, { preconditions })).rejects.toThrow(refusal(412))
  })

  it('that is none is not refreshed and not removed', async () => {
    await using server = await startDavServer(treeOf({ a: '' }))
    const client = clientOf(server.origin)
    await expect(client.refreshLock(['a'], 'opaquelocktoken:1', undefined)).rejects.toThrow(refusal(412))
    await expect(client.unlock(['a'], 'opaquelocktoken:1')).rejects.toThrow(refusal(409))
  })
})

describe('a lock on a server that says little', () => {
  it.each([
    ['nothing', ''],
    ['no XML', '<html><br>'],
    ['another lock', discovery('x:2', 'Second-5')],
    ['a time that is none', discovery('x:1', 'soon')],
    ['no time', discovery('x:1', '').replace('<d:timeout></d:timeout>', '')],
  ])('is a lock though the body holds %s', async (_what, text) => {
    await using server = await answering(200, { 'lock-token': '<x:1>' }, text)
    expect(await clientOf(server.origin).lock(['a'])).toEqual({ lock: { token: 'x:1' }, created: false })
  })

  it('is none without a token', async () => {
    await using server = await answering(200, {}, discovery('x:1', 'Second-5'))
    const trouble = expect.objectContaining({ name: 'RemoteTrouble', code: 'unexpected-answer' })
    await expect(clientOf(server.origin).lock(['a'])).rejects.toThrow(trouble)
  })

  // RFC 4918 9.10.9
  it('of a folder in which something is locked already is none', async () => {
    await using server = await answering(207, {}, '<d:multistatus xmlns:d="DAV:"/>')
    await expect(clientOf(server.origin).lock(['a'])).rejects.toThrow(refusal(423))
  })
})

describe('the locks of a resource', () => {
  it('are told when they are asked for, with where they were taken', async () => {
    await using server = await startDavServer(treeOf({ 'a.txt': '1', 'folder/b.txt': '2' }))
    const client = clientOf(server.origin)
    const owner = '<o:owner xmlns:o="DAV:" xmlns:d="DAV:"><o:href>ann</o:href></o:owner>'
    const { lock } = await client.lock(['folder'], { timeout: 600, owner })
    const expected = {
      token: lock.token,
      scope: 'exclusive',
      depth: 'infinity',
      root: ['folder'],
      timeout: 600,
    }
    const found = await client.stat(['folder', 'b.txt'], { locks: true })
    expect(found?.locks).toEqual([{ ...expected, owner: expect.stringContaining('<o:href>ann</o:href>') }])
    expect((await client.stat(['a.txt'], { locks: true }))?.locks).toEqual([])
    expect(await client.stat(['a.txt'])).not.toHaveProperty('locks')
  })

  it('are told as far as the other server describes them, strong where it does not', async () => {
    const active = (inner: string) => `<d:activelock>${inner}</d:activelock>`
    const token = (text: string) => `<d:locktoken><d:href>${text}</d:href></d:locktoken>`
    const elsewhere = '<d:lockroot><d:href>/other</d:href></d:lockroot>'
    const flat = '<d:lockscope><d:shared/></d:lockscope><d:depth>0</d:depth><d:timeout>Infinite</d:timeout>'
    const locks = [token('x:1'), '', token('x: 2'), flat + elsewhere + token('x:3')].map(active).join('')
    await using server = await answering(207, {}, responseWith(`<d:lockdiscovery>${locks}</d:lockdiscovery>`))
    expect((await clientOf(server.origin).stat(['a'], { locks: true }))?.locks).toEqual([
      { token: 'x:1', scope: 'exclusive', depth: 'infinity', owner: '' },
      { token: 'x:3', scope: 'shared', depth: '0', owner: '', timeout: 2 ** 32 - 1 },
    ])
  })
})

function clientOf(origin: string): WebdavClient {
  return createWebdavClient({ baseUrl: `${origin}/dav`, send: sendOverHttp, authorization: () => 'Bearer x' })
}

function answering(status: number, headers: Record<string, string>, text: string) {
  return startServer((_incoming, outgoing) => {
    outgoing.writeHead(status, headers).end(text)
  })
}

function discovery(token: string, timeout: string): string {
  return (
    '<d:prop xmlns:d="DAV:"><d:lockdiscovery><d:activelock>' +
    `<d:timeout>${timeout}</d:timeout><d:locktoken><d:href>${token}</d:href></d:locktoken>` +
    '</d:activelock></d:lockdiscovery></d:prop>'
  )
}

function responseWith(properties: string): string {
  return (
    '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/a</d:href><d:propstat>' +
    `<d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`
  )
}

function body(contents: string): Readable {
  return Readable.from([Buffer.from(contents)])
}

function refusal(status: number): unknown {
  return expect.objectContaining({ name: 'RemoteRefusal', status })
}
