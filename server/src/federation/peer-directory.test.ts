import { publicJwk } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { createPeerDirectory } from './peer-directory.ts'
import { findPeer } from './peer-repository.ts'
import { hostOf, openTestFederation, type PeerOptions } from './testing/test-federation.ts'

const minute = 60_000
const documentUrl = 'https://peer.example/.well-known/ocm'
const keysUrl = 'https://peer.example/jwks'

/** A directory, and one peer to ask about. */
async function withPeer(options: PeerOptions = {}) {
  const test = await openTestFederation()
  const peer = await test.addPeer('peer.example', options)
  const asked = (url: string) => test.internet.lines().filter((line) => line === `GET ${url}`).length
  return { ...test, peer, asked, directory: createPeerDirectory(test.context) }
}

describe('what a peer says about itself', () => {
  it('is read again only when it has changed, and once a week in any case', async () => {
    await using test = await withPeer({ headers: { etag: '"one"', 'cache-control': 'max-age=86400' } })
    const { directory, peer, clock, internet } = test
    const signed = peer.key.keyId
    internet.answer(`GET ${keysUrl}`, {
      body: { keys: [publicJwk(peer.key)] },
      headers: { 'last-modified': 'Tue, 24 Nov 2026 12:00:00 GMT' },
    })
    await directory.keysWith(peer.host, signed)
    for (const url of [documentUrl, keysUrl]) internet.answer(`GET ${url}`, { status: 304 })
    const conditions: unknown[] = []
    for (let days = 1; days < 7; days += 1) {
      await clock.advance(24 * 60 * minute)
      expect(await directory.keysWith(peer.host, signed)).toMatchObject({ ok: true })
      conditions.push(...test.internet.requests.slice(-2).map(({ headers }) => headers))
    }
    expect(conditions).toHaveLength(12)
    for (const condition of conditions.filter((_, index) => index % 2 === 0)) {
      expect(condition).toMatchObject({ 'if-none-match': '"one"' })
    }
    for (const condition of conditions.filter((_, index) => index % 2 === 1)) {
      expect(condition).toMatchObject({ 'if-modified-since': 'Tue, 24 Nov 2026 12:00:00 GMT' })
    }
    await clock.advance(24 * 60 * minute)
    await directory.discover(peer.host)
    expect(test.internet.requests.findLast(({ url }) => url === documentUrl)?.headers).not.toHaveProperty(
      'if-none-match',
    )
  })

  it('is asked once by all who want to know, and remembered for an hour', async () => {
    await using test = await withPeer()
    const { directory, peer, asked, clock } = test
    const all = await Promise.all(Array.from({ length: 10 }, () => directory.discover(peer.host)))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(asked(documentUrl)).toBe(1)
    await clock.advance(60 * minute - 1)
    await directory.discover(peer.host)
    expect(asked(documentUrl)).toBe(1)
    await clock.advance(1)
    await directory.discover(peer.host)
    expect(asked(documentUrl)).toBe(2)
  })

  it('is remembered over a restart', async () => {
    await using test = await withPeer()
    await test.directory.discover(test.peer.host)
    const { host } = test.peer
    expect(await createPeerDirectory(test.context).discover(host)).toMatchObject({
      ok: true,
      discovery: { host },
    })
    expect(test.asked(documentUrl)).toBe(1)
  })

  it.each([
    ['no-store', minute / 2],
    ['max-age=1', minute / 2],
    ['max-age=7200', 120 * minute],
    ['max-age=9999999', 24 * 60 * minute],
  ])('is used as long as it says, within bounds: %s', async (cacheControl, freshFor) => {
    await using test = await withPeer({ headers: { 'cache-control': cacheControl } })
    const { directory, peer, asked, clock } = test
    await directory.discover(peer.host)
    await clock.advance(freshFor - 1)
    await directory.discover(peer.host)
    expect(asked(documentUrl)).toBe(1)
    await clock.advance(1)
    await directory.discover(peer.host)
    expect(asked(documentUrl)).toBe(2)
  })

  it('is asked for anew on demand, and everybody who waits gets the new answer', async () => {
    await using test = await withPeer()
    const { directory, peer, asked } = test
    await directory.discover(peer.host)
    await directory.discover(peer.host, { fresh: true })
    expect(asked(documentUrl)).toBe(2)
  })
})

describe('a peer that cannot be asked', () => {
  it.each([
    ['refuses', transportError('ECONNREFUSED'), 'connection-refused', true, minute / 2],
    ['is silent', transportError('UND_ERR_HEADERS_TIMEOUT'), 'timeout', true, minute / 2],
    ['has no address', transportError('ENOTFOUND'), 'unreachable', true, minute / 2],
    ['is busy', { status: 503 }, 'unavailable', true, minute / 2],
    ['stands behind a proxy that does not reach it', { status: 502 }, 'not-ocm', true, minute / 2],
    ['cannot prove its name', transportError('CERT_HAS_EXPIRED'), 'certificate', false, 5 * minute],
    ['is no cloud', { status: 404 }, 'not-ocm', false, 5 * minute],
    ['answers with a page', { body: '<html>' }, 'not-ocm', false, 5 * minute],
    ['has it switched off', { body: { enabled: false } }, 'disabled', false, 5 * minute],
  ])('because it %s is left alone for a while', async (_, answer, reason, passing, pause) => {
    await using test = await withPeer()
    const { directory, peer, asked, clock, internet } = test
    internet.answer('GET https://peer.example/*', answer)
    expect(await directory.discover(peer.host)).toMatchObject({ ok: false, reason, passing })
    const before = asked(documentUrl)
    await clock.advance(pause - 1)
    expect(await directory.discover(peer.host)).toMatchObject({ ok: false, reason, passing })
    expect(asked(documentUrl)).toBe(before)
    await clock.advance(1)
    await directory.discover(peer.host)
    expect(asked(documentUrl)).toBe(before + 1)
  })

  it('for a moment is still what it was, for a day', async () => {
    await using test = await withPeer()
    const { directory, peer, clock, internet } = test
    await directory.discover(peer.host)
    internet.answer('GET https://peer.example/*', transportError('ECONNREFUSED'))
    await clock.advance(60 * minute)
    expect(await directory.discover(peer.host)).toMatchObject({ ok: true })
    expect(await directory.discover(peer.host)).toMatchObject({ ok: true })
    await clock.advance(23 * 60 * minute)
    expect(await directory.discover(peer.host)).toMatchObject({ ok: false, reason: 'connection-refused' })
  })

  it('because it says that it is no cloud is believed at once', async () => {
    await using test = await withPeer()
    const { directory, peer, clock, internet } = test
    await directory.discover(peer.host)
    internet.answer('GET https://peer.example/*', { body: { enabled: false } })
    await clock.advance(60 * minute)
    expect(await directory.discover(peer.host)).toMatchObject({ ok: false, reason: 'disabled' })
  })

  it('does not make the next question fail that a fault met', async () => {
    await using test = await withPeer()
    const { directory, peer, internet } = test
    let failing = true
    internet.answer(`GET ${documentUrl}`, () => {
      if (failing) throw new Error('a fault of ours')
      return { body: { enabled: true, apiVersion: '1.4.0', endPoint: '/ocm', resourceTypes: [] } }
    })
    await expect(directory.discover(peer.host)).rejects.toThrow('a fault of ours')
    failing = false
    expect(await directory.discover(peer.host)).toMatchObject({ ok: true })
  })

  it('is never one of more than 64 strangers that are asked at a time', async () => {
    await using test = await withPeer()
    const { directory, peer, internet } = test
    await directory.discover(peer.host)
    internet.answer('GET https://stranger*', () => new Promise(() => {}))
    const slow = Array.from({ length: 64 }, (_, n) => directory.discover(hostOf(`stranger-${n}.example`)))
    // They end by their time-outs, when the test and its database are long gone.
    for (const promise of slow) promise.catch(() => {})
    await new Promise((resolve) => setImmediate(resolve))
    expect(await directory.discover(hostOf('one-more.example'))).toMatchObject({ ok: false, passing: true })
    // One that has answered before is no stranger.
    expect(await directory.discover(peer.host, { fresh: true })).toMatchObject({ ok: true })
  })
})

describe('strangers', () => {
  it('are forgotten a day after they were of any use, peers that people have to do with are not', async () => {
    await using test = await withPeer()
    const { directory, federation, database, clock, tenant, addPeer } = test
    const friend = await addPeer('friend.example')
    await directory.discover(friend.host)
    await directory.discover(test.peer.host)
    await database.write((tx) => federation.markKnown(tx, tenant.id, friend.host, 'share-sent'))
    await clock.advance(26 * 60 * minute)
    await directory.discover(hostOf('anybody.example'))
    expect(await findPeer(database.read, test.peer.host)).toBeUndefined()
    expect(await findPeer(database.read, friend.host)).toBeDefined()
  })
})

describe('the keys of a peer', () => {
  it('are fetched once by all who need one, and remembered for an hour', async () => {
    await using test = await withPeer()
    const { directory, peer, asked, clock } = test
    const wanted = () => directory.keysWith(peer.host, peer.key.keyId)
    const all = await Promise.all(Array.from({ length: 10 }, wanted))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(asked(keysUrl)).toBe(1)
    await clock.advance(59 * minute)
    await wanted()
    expect(asked(keysUrl)).toBe(1)
    await clock.advance(minute)
    await wanted()
    expect(asked(keysUrl)).toBe(2)
  })

  it('are fetched anew for an unknown one, but not more often than every half minute', async () => {
    await using test = await withPeer()
    const { directory, peer, asked, clock } = test
    await directory.keysWith(peer.host, peer.key.keyId)
    await clock.advance(minute / 2)
    for (const keyId of ['new', 'newer', 'newest']) await directory.keysWith(peer.host, keyId)
    expect(asked(keysUrl)).toBe(2)
  })

  it('that cannot be fetched are not asked for again for half a minute', async () => {
    await using test = await withPeer()
    const { directory, peer, asked, clock, internet } = test
    internet.answer(`GET ${keysUrl}`, { status: 500 })
    for (let n = 0; n < 3; n += 1) {
      expect(await directory.keysWith(peer.host, 'any')).toMatchObject({ ok: false, passing: true })
    }
    expect(asked(keysUrl)).toBe(1)
    await clock.advance(minute / 2)
    await directory.keysWith(peer.host, 'any')
    expect(asked(keysUrl)).toBe(2)
  })

  it('that it had are right while it cannot be asked; one that it may have got since is not wrong', async () => {
    await using test = await withPeer()
    const { directory, peer, clock, internet } = test
    await directory.keysWith(peer.host, peer.key.keyId)
    internet.answer(`GET ${keysUrl}`, transportError('ECONNREFUSED'))
    await clock.advance(60 * minute)
    expect(await directory.keysWith(peer.host, peer.key.keyId)).toMatchObject({ ok: true })
    expect(await directory.keysWith(peer.host, 'new')).toMatchObject({ ok: false, passing: true })
  })

  it('that it has withdrawn are wrong at once', async () => {
    await using test = await withPeer()
    const { directory, peer, clock, internet } = test
    await directory.keysWith(peer.host, peer.key.keyId)
    internet.answer(`GET ${keysUrl}`, { body: { keys: [{ ...publicJwk(peer.key), kid: 'another' }] } })
    await clock.advance(60 * minute)
    const keys = await directory.keysWith(peer.host, peer.key.keyId)
    expect(keys).toMatchObject({ ok: true, keys: { keys: [{ kid: 'another' }] } })
    internet.answer(`GET ${keysUrl}`, { body: 'none' })
    await clock.advance(60 * minute)
    expect(await directory.keysWith(peer.host, 'another')).toMatchObject({ ok: false, passing: false })
  })

  it('are not looked for where there is no cloud', async () => {
    await using test = await withPeer()
    const { directory, peer, asked, internet } = test
    internet.answer(`GET ${documentUrl}`, { status: 404 })
    expect(await directory.keysWith(peer.host, 'any')).toMatchObject({ ok: false, reason: 'not-ocm' })
    expect(asked(keysUrl)).toBe(0)
  })
})
