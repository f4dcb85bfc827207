import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { mountedTrip, place, things } from './testing/mounted-trip.ts'
import { multistatus, openTestMounts, secret, webdavOf } from './testing/test-mounts.ts'

describe('the credential', () => {
  it('is a token, exchanged once for all requests until shortly before its end', async () => {
    await using test = await mountedTrip()
    await Promise.all([1, 2, 3].map(() => test.list()))
    const exchanges = () =>
      test.internet.lines().filter((line) => line === 'POST https://peer.example/token').length
    expect(exchanges()).toBe(1)
    expect(test.internet.requests.at(-1)?.headers['authorization']).toBe('Bearer the-token')
    await test.clock.advance(269_999)
    await test.list()
    expect(exchanges()).toBe(1)
    await test.clock.advance(1)
    await test.list()
    expect(exchanges()).toBe(2)
  })

  it('is exchanged anew when the server does not take it any more', async () => {
    await using test = await mountedTrip()
    await test.list()
    test.internet.answer('POST https://peer.example/token', {
      body: { access_token: 'another', expires_in: 300 },
    })
    test.peerServes('PROPFIND', '/', ({ headers }) =>
      headers['authorization'] === 'Bearer another' ? multistatus(...things) : { status: 401 },
    )
    expect(await test.list()).toHaveLength(2)
  })

  it('that the server refuses makes the mount unavailable, with a clear word, and is not asked for each time', async () => {
    await using test = await mountedTrip()
    test.internet.answer('POST https://peer.example/token', { status: 400, body: { error: 'invalid_grant' } })
    for (let n = 0; n < 3; n += 1) {
      await expect(test.tree.list(place)).rejects.toMatchObject({
        reason: 'unavailable',
        message: expect.stringMatching(/peer\.example does not open this share at present/),
      })
    }
    expect(test.internet.lines().filter((line) => line.endsWith('/token'))).toHaveLength(1)
    expect((await test.inbox())[0]?.place?.staleSince).toBe(test.clock.now())
    expect(JSON.stringify(test.logger.events)).not.toContain(secret)
  })

  it('is asked for again as soon as a server that was in trouble may be tried again', async () => {
    await using test = await mountedTrip()
    test.internet.answer('POST https://peer.example/token', transportError('ECONNREFUSED'))
    await expect(test.tree.list(place)).rejects.toMatchObject({ reason: 'unavailable' })
    test.internet.answer('POST https://peer.example/token', {
      body: { access_token: 'the-token', expires_in: 300 },
    })
    await test.clock.advance(2_000)
    expect(await test.list()).toHaveLength(2)
  })

  it('is the secret where that is allowed and there is no token', async () => {
    await using test = await mountedTrip({ webdav: webdavOf({ requirements: [] }) })
    test.internet.answer('POST https://peer.example/token', { status: 500 })
    await test.list()
    expect(test.internet.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${secret}`)
  })

  it('of a share of OCM 1.0 is the user name of Basic', async () => {
    await using test = await openTestMounts()
    const { uri: _, ...webdav } = webdavOf({ requirements: [] })
    await test.accepted({ webdav })
    test.internet.answer('PROPFIND https://peer.example/dav/', multistatus({ path: '' }))
    await test.tree.list(place).catch(() => {})
    const request = test.internet.requests.find(({ method }) => method === 'PROPFIND')
    expect(request?.headers['authorization']).toBe(`Basic ${Buffer.from(`${secret}:`).toString('base64')}`)
  })

  it('is that of the new secret once the sender has announced one', async () => {
    await using test = await mountedTrip()
    await test.list()
    await test.receive({ webdav: webdavOf({ sharedSecret: 'another-secret' }) })
    await test.list()
    const exchanged = test.internet.requests.filter(({ url }) => url.endsWith('/token')).at(-1)
    expect(new URLSearchParams(String(exchanged?.body)).get('code')).toBe('another-secret')
  })
})

describe('a server that is down', () => {
  it('is asked once, then left alone, and the mount keeps its face', async () => {
    await using test = await mountedTrip()
    await test.list()
    const face = await test.tree.stat(place)
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    const before = test.asked().length
    for (let n = 0; n < 5; n += 1) {
      await expect(test.tree.list(place)).rejects.toMatchObject({
        reason: 'unavailable',
        retryAfter: expect.any(Number),
      })
    }
    expect(test.asked()).toHaveLength(before + 1)
    expect(await test.tree.stat(place)).toEqual(face)
    expect((await test.inbox())[0]?.place?.staleSince).toBe(test.clock.now())
  })

  it('that comes back is noticed, and what it shows is fresh again', async () => {
    await using test = await mountedTrip()
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    await expect(test.tree.list(place)).rejects.toMatchObject({ reason: 'unavailable' })
    test.serve(...things)
    await test.clock.advance(2_000)
    expect(await test.list()).toHaveLength(2)
    expect((await test.inbox())[0]?.place).not.toHaveProperty('staleSince')
  })

  it('is not one that stumbles over a single folder', async () => {
    await using test = await mountedTrip()
    test.peerServes('PROPFIND', '/photos/', { status: 500 })
    await expect(test.tree.list([...place, 'photos'])).rejects.toMatchObject({ reason: 'unavailable' })
    expect(await test.list()).toHaveLength(2)
  })

  it('shows what was last seen in it', async () => {
    await using test = await mountedTrip()
    await test.list()
    test.internet.answer('PROPFIND *', transportError('ECONNREFUSED'))
    await test.tree.list(place).catch(() => {})
    expect(await test.mounts.lastListing(test.bob, 1, [])).toMatchObject({
      entries: [{ name: 'photos' }, { name: 'plan.txt', size: 8 }],
      truncated: false,
      staleSince: test.clock.now(),
    })
  })
})

describe('a caller who leaves', () => {
  it('ends what was asked on their behalf, and the server is not blamed', async () => {
    await using test = await mountedTrip()
    test.peerServes('PROPFIND', '/', () => new Promise(() => {}))
    const actor = { ...test.bob }
    const left = new AbortController()
    test.mounts.beginRequest(actor, left.signal)
    const listed = test.files.userTree(actor).list(place)
    while (test.asked().length === 0) await new Promise((resolve) => setImmediate(resolve))
    left.abort()
    await expect(listed).rejects.toMatchObject({ name: 'AbortError' })
    test.serve(...things)
    expect(await test.list()).toHaveLength(2)
  })

  it('ends the body that streams to them', async () => {
    await using test = await mountedTrip()
    const remote = new Readable({ read() {} })
    remote.push('the first part')
    test.peerServes('GET', '/plan.txt', { headers: { etag: '"1"', 'content-length': '1000' }, body: remote })
    const actor = { ...test.bob }
    const left = new AbortController()
    test.mounts.beginRequest(actor, left.signal)
    const { body } = await test.files.userTree(actor).read([...place, 'plan.txt'], {})
    left.abort()
    await expect(text(body)).rejects.toMatchObject({ name: 'AbortError' })
    expect(remote.destroyed).toBe(true)
  })
})
