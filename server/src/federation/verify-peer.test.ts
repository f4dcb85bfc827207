import { generateKey } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { hostOf, incoming, openTestFederation, type PeerOptions } from './testing/test-federation.ts'
import type { VerifyPeerOptions } from './verify-peer.ts'

async function withPeer(options: PeerOptions = {}) {
  const test = await openTestFederation()
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
