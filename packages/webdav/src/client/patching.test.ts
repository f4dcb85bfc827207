import { describe, expect, it } from 'vitest'
import { startDavServer, startServer } from '../testing/dav-server.ts'
import { sendOverHttp } from '../testing/send-over-http.ts'
import { treeOf, withoutExtras } from '../testing/trees.ts'
import { createWebdavClient, type WebdavClient } from './webdav-client.ts'

const color = { namespace: 'urn:x', local: 'color' }
const plain = { namespace: '', local: 'plain' }
const red = { ...color, xml: '<x:color xmlns:x="urn:x">red</x:color>' }

describe('properties on a server with our own engine', () => {
  it('are set, read back and removed', async () => {
    const tree = treeOf({ a: 'hello' })
    await using server = await startDavServer(tree)
    const client = clientOf(server.origin)
    const set = [red, { ...plain, xml: '<plain>1</plain>' }]
    await client.patchProperties(['a'], { set, remove: [], modifiedAt: 1_790_000_000_500 })
    expect(await tree.stat(['a'])).toMatchObject({ modifiedAt: 1_790_000_000_000 })

    const deadProperties = [color, plain, { namespace: 'urn:x', local: 'none' }]
    const expected = [
      { ...color, xml: expect.stringMatching(/^<x:color [^>]*xmlns:x="urn:x"[^>]*>red<\/x:color>$/) },
      { ...plain, xml: expect.stringMatching(/^<plain[^>]*>1<\/plain>$/) },
    ]
    for (const question of [{ deadProperties }, { deadProperties: true }]) {
      expect((await client.stat(['a'], question))?.deadProperties).toEqual(expected)
      const { children } = await client.list([], question)
      expect((await Array.fromAsync(children))[0]?.deadProperties).toEqual(expected)
    }
    expect(await client.stat(['a'])).not.toHaveProperty('deadProperties')

    await client.patchProperties(['a'], { set: [], remove: [color, plain] })
    expect((await client.stat(['a'], { deadProperties }))?.deadProperties).toEqual([])
  })

  it('are refused as a whole', async () => {
    await using server = await startDavServer(withoutExtras(treeOf({ a: '' })))
    const client = clientOf(server.origin)
    const remove = [plain]
    await expect(client.patchProperties(['a'], { set: [red], remove })).rejects.toThrow(refusal(403))
    await expect(client.patchProperties(['b'], { set: [red], remove })).rejects.toThrow(refusal(404))
    const preconditions = { ifMatch: ['other'] }
    await expect(client.patchProperties(['a'], { set: [red], remove }, { preconditions })).rejects.toThrow(
      refusal(412),
    )
  })
})

describe('properties on another server', () => {
  it('are none that it keeps for itself, or for one of its users', async () => {
    const properties =
      '<x:color xmlns:x="urn:x">red</x:color><d:displayname>a</d:displayname>' +
      '<oc:favorite xmlns:oc="http://owncloud.org/ns">1</oc:favorite><nc:note xmlns:nc="http://nextcloud.org/ns"/>'
    const text = `<d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>`
    await using server = await answering(207, multistatus(text))
    const { deadProperties } = (await clientOf(server.origin).stat(['a'], { deadProperties: true })) ?? {}
    expect(deadProperties).toEqual([{ ...color, xml: expect.stringContaining('>red<') }])
  })

  it.each([
    ['of one part', parts('200 OK', '403 Forbidden'), 403],
    ['before what follows from it', parts('424 Failed Dependency', '409 Conflict'), 409],
    ['after what follows from it', parts('507 Insufficient Storage', '424 Failed Dependency'), 507],
    ['that nobody explains', parts('424 Failed Dependency'), 424],
    ['of the resource', '<d:status>HTTP/1.1 423 Locked</d:status>', 423],
  ])('are refused for the reason %s', async (_what, response, status) => {
    await using server = await answering(207, multistatus(response))
    const patched = clientOf(server.origin).patchProperties(['a'], { set: [red], remove: [] })
    await expect(patched).rejects.toThrow(refusal(status))
  })

  it.each([
    ['a multistatus', 207, multistatus(parts('200 OK', '200 OK'))],
    ['no content', 204, ''],
  ])('are changed when the answer is %s', async (_what, status, text) => {
    await using server = await answering(status, text)
    await clientOf(server.origin).patchProperties(['a'], { set: [red], remove: [] })
  })

  it.each(['<html>', '<d:multistatus xmlns:d="DAV:"/>'])(
    'are not changed for certain when the answer is %s',
    async (text) => {
      await using server = await answering(207, text)
      const patched = clientOf(server.origin).patchProperties(['a'], { set: [red], remove: [] })
      await expect(patched).rejects.toThrow(
        expect.objectContaining({ name: 'RemoteTrouble', code: 'malformed' }),
      )
    },
  )
})

function clientOf(origin: string): WebdavClient {
  return createWebdavClient({ baseUrl: `${origin}/dav`, send: sendOverHttp, authorization: () => 'Bearer x' })
}

function answering(status: number, text: string) {
  return startServer((_incoming, outgoing) => {
    outgoing.writeHead(status).end(text)
  })
}

function multistatus(response: string): string {
  return `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/a</d:href>${response}</d:response></d:multistatus>`
}

function parts(...statuses: string[]): string {
  return statuses
    .map((status) => `<d:propstat><d:prop/><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`)
    .join('')
}

function refusal(status: number): unknown {
  return expect.objectContaining({ name: 'RemoteRefusal', status })
}
