import { discoveryDocument } from '@isthmus/ocm'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { place, things } from './testing/mounted-trip.ts'
import { multistatus, openTestMounts, webdavOf } from './testing/test-mounts.ts'

const addresses = 'https://peer.example/dav/7'
const api = 'https://api.peer.example/dav/7'

/** A share of a server whose API is on another host than its addresses. */
async function shareOfTwoHosts(uri = '7') {
  const test = await openTestMounts()
  const document = discoveryDocument({
    provider: 'Peer',
    endPoint: 'https://api.peer.example/ocm',
    webdavPath: '/dav/',
    tokenEndPoint: 'https://peer.example/token',
    jwksUri: 'https://peer.example/jwks',
  })
  test.internet.answer('GET https://peer.example/.well-known/ocm', { body: document })
  await test.accepted({ webdav: webdavOf({ uri }) })
  const found = multistatus(...things)
  return {
    ...test,
    found,
    list: async () => Array.fromAsync((await test.tree.list(place)).children),
    /** PROPFIND requests, by where they went. */
    asked: () => test.internet.requests.filter(({ method }) => method === 'PROPFIND').map(({ url }) => url),
  }
}

describe('a share of a server with two hosts', () => {
  it('is looked for at the host of its addresses first', async () => {
    await using test = await shareOfTwoHosts()
    test.internet.answer(`PROPFIND ${addresses}*`, test.found)
    expect(await test.list()).toHaveLength(2)
    expect(test.asked()).toEqual([addresses, `${addresses}/`])
  })

  it.each([
    ['does not listen', transportError('ECONNREFUSED')],
    ['knows nothing of it', { status: 404 }],
    ['knows no WebDAV', { status: 405 }],
    ['does not know the token', { status: 401 }],
    ['is a page for people', { status: 200, body: '<html>' }],
    ['leads elsewhere', { status: 302, headers: { location: 'https://evil.example/' } }],
  ])('is found at that of its API when the first one %s, which is remembered', async (_, answer) => {
    await using test = await shareOfTwoHosts()
    test.internet.answer(`PROPFIND ${addresses}*`, answer)
    test.internet.answer(`PROPFIND ${api}*`, test.found)
    expect(await test.list()).toHaveLength(2)
    expect(await test.list()).toHaveLength(2)
    expect(test.asked().filter((url) => url.startsWith(addresses)).length).toBeLessThanOrEqual(1)
    expect(test.asked().slice(-2)).toEqual([`${api}/`, `${api}/`])
    await test.clock.advance(60 * 60_000)
    test.internet.answer(`PROPFIND ${addresses}*`, test.found)
    await test.list()
    expect(test.asked().slice(-2)).toEqual([addresses, `${addresses}/`])
  })

  it('that has moved is found again after a pause', async () => {
    await using test = await shareOfTwoHosts()
    test.internet.answer(`PROPFIND ${addresses}*`, test.found)
    await test.list()
    test.internet.answer(`PROPFIND ${addresses}*`, transportError('ECONNREFUSED'))
    await expect(test.list()).rejects.toMatchObject({ reason: 'unavailable' })
    test.internet.answer(`PROPFIND ${api}*`, test.found)
    await test.clock.advance(2_000)
    expect(await test.list()).toHaveLength(2)
  })

  it('that is at neither is unavailable, in the words of the first', async () => {
    await using test = await shareOfTwoHosts()
    test.internet.answer('PROPFIND *', { status: 503, headers: { 'retry-after': '77' } })
    await expect(test.list()).rejects.toMatchObject({ reason: 'unavailable', retryAfter: 77 })
    expect(test.asked()).toEqual([addresses, api])
  })

  it('does not wait long for a first one that is silent', async () => {
    await using test = await shareOfTwoHosts()
    test.internet.answer(`PROPFIND ${addresses}*`, () => new Promise(() => {}))
    test.internet.answer(`PROPFIND ${api}*`, test.found)
    const listed = test.list()
    while (test.asked().length === 0) await new Promise((resolve) => setImmediate(resolve))
    await test.clock.advance(5_000)
    expect(await listed).toHaveLength(2)
  })

  it('at an absolute URI is there and nowhere else', async () => {
    await using test = await shareOfTwoHosts('https://dav.peer.example/x/7')
    test.internet.answer('PROPFIND https://dav.peer.example/x/7*', { status: 404 })
    await expect(test.list()).rejects.toMatchObject({ reason: 'unavailable' })
    expect(test.asked()).toEqual(['https://dav.peer.example/x/7/'])
  })

  it('at a URI with which no listing could be compared is unavailable, and nobody is asked', async () => {
    await using test = await shareOfTwoHosts('https://dav.peer.example/a%2Fb')
    await expect(test.list()).rejects.toMatchObject({ reason: 'unavailable' })
    expect(test.asked()).toEqual([])
  })
})
