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

    const heldLocks = [{ token: lock.token, root: ['folder'] }]
    await client.write(['folder', 'b.txt'], body('3'), { heldLocks })
    await client.makeFolder(['folder', 'new'], { heldLocks })
    await client.move(['folder', 'b.txt'], ['c.txt'], { heldLocks })
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

  it('of a folder in part is trouble', async () => {
    await using server = await answering(207, {}, '<d:multistatus xmlns:d="DAV:"/>')
    const trouble = expect.objectContaining({ name: 'RemoteTrouble', code: 'partly-done' })
    await expect(clientOf(server.origin).lock(['a'])).rejects.toThrow(trouble)
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

function body(contents: string): Readable {
  return Readable.from([Buffer.from(contents)])
}

function refusal(status: number): unknown {
  return expect.objectContaining({ name: 'RemoteRefusal', status })
}
