import { describe, expect, it } from 'vitest'
import { discover } from './discovery.ts'
import { peerDiscovery, peerHost, scriptedPeer } from './testing/scripted-peer.ts'

const host = peerHost('drive.north.example:8443')
const document = { enabled: true, apiVersion: '1.4.0', endPoint: `https://${host}/ocm`, resourceTypes: [] }
const lastModified = 'Sat, 29 Aug 2026 10:40:00 GMT'

describe('a document that is known', () => {
  const wellKnown = `https://${host}/.well-known/ocm`
  const known = {
    discovery: peerDiscovery({}, host),
    validators: { url: wellKnown, etag: '"7"', lastModified },
  }

  it('is asked for conditionally, also behind a redirect, and given back when it has not changed', async () => {
    const peer = scriptedPeer(({ url }) =>
      url === wellKnown
        ? { status: 302, headers: { location: 'https://west.example/ocm' } }
        : { status: 304, headers: { 'cache-control': 'max-age=60' } },
    )
    expect(await discover(host, { send: peer.send, known })).toEqual({
      ok: true,
      ...known,
      freshForMs: 60_000,
    })
    for (const { headers } of peer.requests) {
      expect(headers).toMatchObject({ 'if-none-match': '"7"', 'if-modified-since': lastModified })
    }
  })

  it('gives way to a newer one', async () => {
    const newer = { ...document, provider: 'Newer' }
    const peer = scriptedPeer(() => ({ headers: { etag: '"8"' }, body: newer }))
    expect(await discover(host, { send: peer.send, known })).toMatchObject({
      discovery: { provider: 'Newer' },
      validators: { url: wellKnown, etag: '"8"' },
    })
  })

  it('counts at the address that it came from, and at no other', async () => {
    const elsewhere = { ...known, validators: { ...known.validators, url: `https://${host}/ocm-provider` } }
    const peer = scriptedPeer(({ url }) => ({ status: url.endsWith('/ocm-provider') ? 304 : 404 }))
    expect(await discover(host, { send: peer.send, known: elsewhere })).toMatchObject({ ok: true })
    expect(peer.requests.map(({ headers }) => 'if-none-match' in headers)).toEqual([false, true])
  })

  it('is not assumed where a server says without having been asked that nothing has changed', async () => {
    const { send } = scriptedPeer(() => ({ status: 304 }))
    expect(await discover(host, { send })).toMatchObject({ ok: false, reason: 'not-ocm' })
    const { validators: _, ...bare } = known
    expect(await discover(host, { send, known: bare })).toMatchObject({ ok: false, reason: 'not-ocm' })
  })

  it('has no validators that are too long to be sent back', async () => {
    const peer = scriptedPeer(() => ({ headers: { etag: `"${'x'.repeat(600)}"` }, body: document }))
    expect(await discover(host, { send: peer.send })).not.toHaveProperty('validators')
  })
})
