import { describe, expect, it } from 'vitest'
import { fetchKeys } from './fetch-keys.ts'
import { peerDiscovery, scriptedPeer, transportError } from './testing/scripted-peer.ts'

describe('the keys of a peer', () => {
  const keys = [{ kid: 'k1', kty: 'OKP' }]

  it('OCM-KEY-4: may be published on another host', async () => {
    const peer = scriptedPeer(() => ({ headers: { 'cache-control': 'max-age=60' }, body: { keys } }))
    const discovery = peerDiscovery({ capabilities: ['http-sig'], jwksUri: 'https://keys.example/set' })
    expect(await fetchKeys(discovery, { send: peer.send })).toEqual({
      ok: true,
      keys: { keys },
      freshForMs: 60_000,
    })
    expect(peer.urls()).toEqual(['https://keys.example/set'])
  })

  it('are not fetched again when they have not changed', async () => {
    const discovery = peerDiscovery({ jwksUri: 'https://keys.example/set' })
    const peer = scriptedPeer(({ headers }) =>
      headers['if-none-match'] === '"1"' ? { status: 304 } : { headers: { etag: '"1"' }, body: { keys } },
    )
    const first = await fetchKeys(discovery, { send: peer.send })
    if (!first.ok) throw new Error(first.detail)
    expect(await fetchKeys(discovery, { send: peer.send, known: first })).toMatchObject({
      ok: true,
      keys: { keys },
      validators: { etag: '"1"' },
    })
    expect(peer.requests).toHaveLength(2)
  })

  it('OCM-KEY-5: are not taken over http from a peer on https', async () => {
    const peer = scriptedPeer(() => ({ body: { keys } }))
    const discovery = peerDiscovery({ jwksUri: 'http://keys.example/set' })
    expect(await fetchKeys(discovery, { send: peer.send })).toMatchObject({ ok: false, reason: 'insecure' })
    expect(peer.requests).toEqual([])
  })

  it('are at a fixed place when http-sig comes without jwksUri', async () => {
    const peer = scriptedPeer(() => ({ body: { keys } }))
    const result = await fetchKeys(peerDiscovery({ capabilities: ['http-sig'] }), { send: peer.send })
    expect(result.ok).toBe(true)
    expect(peer.urls()).toEqual(['https://files.south.example/.well-known/jwks.json'])
  })

  it.each([
    [{}, { body: { keys } }, 'no-keys'],
    [{ jwksUri: '/jwks' }, { body: {} }, 'not-a-key-set'],
    [{ jwksUri: '/jwks' }, { status: 404 }, 'status'],
    [{ jwksUri: '/jwks' }, { body: '<html>' }, 'not-json'],
    [{ jwksUri: '/jwks' }, transportError('ENOTFOUND'), 'unreachable'],
  ])('are not to be had (%j)', async (said, answer, reason) => {
    const peer = scriptedPeer(() => answer)
    expect(await fetchKeys(peerDiscovery(said), { send: peer.send })).toMatchObject({ ok: false, reason })
  })
})
