import { generateKey } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import type { FederationLimits } from './context.ts'
import {
  hostOf,
  incoming,
  openTestFederation,
  type PeerOptions,
  roomyLimits,
} from './testing/test-federation.ts'
import type { VerifyPeerOptions } from './verify-peer.ts'

async function withPeer({
  limits = roomyLimits,
  ...options
}: PeerOptions & { limits?: FederationLimits } = {}) {
  const test = await openTestFederation({ limits })
  const peer = await test.addPeer('peer.example', options)
  return {
    ...test,
    peer,
    verify: (
      request: Parameters<typeof test.federation.verifyPeer>[1],
      { claimed = 'peer.example', ...how }: Partial<VerifyPeerOptions> & { claimed?: string } = {},
    ) =>
      test.federation.verifyPeer(test.tenant.id, request, hostOf(claimed), {
        replay: 'refuse',
        unsigned: 'discover',
        clientAddress: '192.0.2.1',
        ...how,
      }),
  }
}

const plain = incoming('/ocm/shares', '{}')

describe('a signed request', () => {
  it('comes from the server whose key it was signed with', async () => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    expect(await test.verify(request)).toEqual({
      ok: true,
      actor: { kind: 'peer', tenant: test.tenant.id, host: 'peer.example', verified: true },
    })
  })

  it('is refused in the name of another server, also of one that publishes a key of the same id', async () => {
    await using test = await withPeer()
    await test.addPeer('victim.example')
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    expect(await test.verify(request, { claimed: 'victim.example' })).toMatchObject({
      ok: false,
      status: 403,
    })
    const forged = await generateKey('peer.example#key', 'Ed25519')
    expect(await test.verify(await test.signedBy(forged, '/ocm/shares', '{}'))).toMatchObject({
      ok: false,
      status: 401,
      reason: 'signature-invalid',
    })
  })

  it('is refused when its body is another one', async () => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    expect(await test.verify({ ...request, body: Buffer.from('[]') })).toMatchObject({
      ok: false,
      status: 400,
      reason: 'digest-mismatch',
    })
  })

  it('counts once, where replays do harm', async () => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    const both = await Promise.all([test.verify(request), test.verify(request)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    await test.clock.advance(300_000)
    expect(await test.verify(request)).toMatchObject({ ok: false, reason: 'replayed' })
    await test.clock.advance(1_000)
    expect(await test.verify(request)).toMatchObject({ ok: false, reason: 'signature-expired' })
  })

  it('counts again where it may', async () => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/token', '')
    expect(await test.verify(request, { replay: 'allow' })).toMatchObject({ ok: true })
    expect(await test.verify(request, { replay: 'allow' })).toMatchObject({ ok: true })
  })

  it.each([
    ['document', 'https://peer.example/.well-known/ocm'],
    ['key set', 'https://peer.example/jwks'],
  ])('may come again when the %s of its server cannot be had now', async (_, url) => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    test.internet.answer(`GET ${url}`, transportError('ECONNREFUSED'))
    const refused = { ok: false, status: 503, reason: 'peer-unreachable' }
    expect(await test.verify(request)).toMatchObject(refused)
  })

  it('is refused when its server is none', async () => {
    await using test = await withPeer()
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    test.internet.answer('GET https://peer.example/*', { status: 404 })
    expect(await test.verify(request)).toMatchObject({ ok: false, status: 401, reason: 'unknown-key' })
  })

  it('that does not hold is refused, whatever other proof it has', async () => {
    await using test = await withPeer({ signs: false })
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    expect(await test.verify(request, { unsigned: 'allow' })).toMatchObject({ ok: false, status: 401 })
  })
})

describe('an unsigned request', () => {
  it('is taken, as not proven, from a server that announces no signatures', async () => {
    await using test = await withPeer({ signs: false })
    expect(await test.verify(plain)).toMatchObject({ ok: true, actor: { verified: false } })
  })

  it('is refused from a server that announces them', async () => {
    await using test = await withPeer()
    expect(await test.verify(plain)).toMatchObject({ ok: false, status: 401, reason: 'unsigned' })
  })

  it('is refused from what is no cloud, and may come again from one that cannot be asked', async () => {
    await using test = await withPeer()
    test.internet.answer('GET https://page.example/*', { body: '<html>' })
    expect(await test.verify(plain, { claimed: 'page.example' })).toMatchObject({
      ok: false,
      status: 401,
      reason: 'sender-not-discovered',
    })
    expect(await test.verify(plain, { claimed: 'down.example' })).toMatchObject({ ok: false, status: 503 })
  })

  it('with another proof, or for which there is no use, makes nobody ask anybody', async () => {
    await using test = await withPeer()
    expect(await test.verify(plain, { unsigned: 'allow' })).toMatchObject({
      ok: true,
      actor: { verified: false },
    })
    expect(await test.verify(plain, { unsigned: 'refuse' })).toMatchObject({ ok: false, reason: 'unsigned' })
    expect(test.internet.requests).toEqual([])
  })

  it('is what a signature for something else makes it', async () => {
    await using test = await withPeer({ signs: false })
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}', { tag: 'other' })
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value).replace(/^ocm=/, 'sig1=')]),
    )
    expect(await test.verify({ ...request, headers }, { unsigned: 'refuse' })).toMatchObject({
      ok: false,
      reason: 'unsigned',
    })
  })
})

describe('a server that an administrator has blocked', () => {
  it('is not heard, signed or not, until the block is taken back', async () => {
    await using test = await withPeer()
    const operator = { kind: 'operator', tenant: test.tenant.id } as const
    await test.federation.setPeerRule(operator, test.peer.host, { rule: 'block' })
    const request = await test.signedBy(test.peer.key, '/ocm/shares', '{}')
    expect(await test.verify(request)).toMatchObject({ ok: false, status: 403, reason: 'peer-blocked' })
    expect(await test.verify(plain)).toMatchObject({ ok: false, status: 403, reason: 'peer-blocked' })
    expect(test.internet.requests).toEqual([])
    await test.federation.clearPeerRule(operator, test.peer.host)
    expect(await test.verify(request)).toMatchObject({ ok: true })
  })
})

describe('too many messages', () => {
  const limits = { requestsPerMinute: 3, unprovenPerMinute: 3, lookupsPerMinute: 3 }
  const unproven = async (test: Awaited<ReturnType<typeof withPeer>>, clientAddress: string) =>
    (await test.verify(plain, { clientAddress })).ok

  it('of one server, at any number of processes, are asked to come again in the next minute', async () => {
    await using test = await withPeer({ limits })
    const send = async (replay: 'refuse' | 'allow') => {
      await test.clock.advance(1000)
      return test.verify(await test.signedBy(test.peer.key, '/ocm/shares', '{}'), { replay })
    }
    for (const replay of ['refuse', 'allow', 'refuse'] as const) {
      expect(await send(replay)).toMatchObject({ ok: true })
    }
    const refused = await send('refuse')
    expect(refused).toMatchObject({ ok: false, status: 429, reason: 'too-many-requests' })
    if (refused.ok) throw new Error('it was let through')
    await test.clock.advance((refused.retryAfter ?? 0) * 1000)
    expect(await send('refuse')).toMatchObject({ ok: true })
  })

  it('that prove nothing are counted by the address that they come from, and keep nobody else out', async () => {
    await using test = await withPeer({ signs: false, limits })
    for (let sent = 0; sent < 3; sent += 1) expect(await unproven(test, '192.0.2.7')).toBe(true)
    const asked = test.internet.requests.length
    expect(await test.verify(plain, { clientAddress: '192.0.2.7' })).toMatchObject({
      ok: false,
      status: 429,
      retryAfter: expect.any(Number),
    })
    expect(test.internet.requests).toHaveLength(asked)
    expect(await unproven(test, '192.0.2.8')).toBe(true)
    await test.clock.advance(60_000)
    expect(await unproven(test, '192.0.2.7')).toBe(true)
  })

  it('with the secret of a share are not counted among those that prove nothing', async () => {
    await using test = await withPeer({ limits })
    for (let sent = 0; sent < 5; sent += 1) {
      expect(await test.verify(plain, { unsigned: 'allow' })).toMatchObject({ ok: true })
    }
  })
})
