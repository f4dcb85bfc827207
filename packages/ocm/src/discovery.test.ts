import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { discover } from './discovery.ts'
import { peerHost, scriptedPeer, transportError } from './testing/scripted-peer.ts'
import type { HttpRequest } from './transport.ts'

const host = peerHost('drive.north.example:8443')
const document = { enabled: true, apiVersion: '1.4.0', endPoint: `https://${host}/ocm`, resourceTypes: [] }
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<!doctype html>' }
const lastModified = 'Sat, 29 Aug 2026 10:40:00 GMT'
const never = new Promise<never>(() => {})

function paths(requests: HttpRequest[]): string[] {
  return requests.map(({ url }) => new URL(url).pathname)
}

describe('discovery', () => {
  it('OCM-DISC-1, OCM-DISC-2: asks for /.well-known/ocm at the host and port of the address', async () => {
    const peer = scriptedPeer(() => ({ body: document }))
    const result = await discover(host, { send: peer.send })
    expect(result).toMatchObject({
      ok: true,
      discovery: { host, scheme: 'https', endPoint: document.endPoint },
    })
    expect(peer.requests).toEqual([
      { method: 'GET', url: `https://${host}/.well-known/ocm`, headers: { accept: 'application/json' } },
    ])
  })

  it('OCM-DISC-6: asks at the paths of older servers when there is no document', async () => {
    const peer = scriptedPeer(({ url }) => (url.endsWith('/ocm-provider/') ? { body: document } : html))
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: true })
    expect(paths(peer.requests)).toEqual(['/.well-known/ocm', '/ocm-provider', '/ocm-provider/'])
  })

  it.each([
    ['404', { status: 404, body: 'nothing' }],
    ['a login page', html],
    ['no JSON', { body: '{"enabled":' }],
    ['bytes that are no text', { body: chunks(Buffer.from([0xff, 0xfe])) }],
    ['a document without endPoint', { body: { enabled: true } }],
    ['an empty body', {}],
  ])('OCM-DISC-3: fails with %s', async (_name, answer) => {
    const peer = scriptedPeer(() => answer)
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: false, reason: 'not-ocm' })
  })

  it('OCM-DISC-20: takes an answer that OCM is off for an answer', async () => {
    const peer = scriptedPeer(() => ({ body: { ...document, enabled: false } }))
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: false, reason: 'disabled' })
    expect(peer.requests).toHaveLength(1)
  })

  it.each([429, 503])('does not take an older document from a server that answers %i', async (status) => {
    const peer = scriptedPeer(({ url }) => (url.endsWith('ocm') ? { status } : { body: document }))
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: false, reason: 'unavailable' })
  })

  it('says how long the document holds, and with what to ask for a newer one', async () => {
    const headers = { 'cache-control': 'max-age=600', etag: 'W/"7"', 'last-modified': lastModified }
    const peer = scriptedPeer(() => ({ headers, body: document }))
    expect(await discover(host, { send: peer.send })).toMatchObject({
      ok: true,
      freshForMs: 600_000,
      validators: { url: `https://${host}/.well-known/ocm`, etag: 'W/"7"', lastModified },
    })
  })

  it.each([
    ['ECONNRESET', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['ECONNREFUSED', 'connection-refused'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ])('asks only once when %s says that it is %s', async (code, reason) => {
    const peer = scriptedPeer(() => transportError(code))
    expect(await discover(host, { send: peer.send })).toEqual({ ok: false, reason, detail: code })
    expect(peer.requests).toHaveLength(1)
  })

  it('throws what is no trouble of the network', async () => {
    const peer = scriptedPeer(() => new TypeError('a fault'))
    await expect(discover(host, { send: peer.send })).rejects.toThrow('a fault')
  })
})

describe('OCM-DISC-4: the fall-back to http', () => {
  it.each([
    transportError('ECONNREFUSED'),
    transportError('ERR_SSL_WRONG_VERSION_NUMBER'),
    transportError('EPROTO', 'write EPROTO …:SSL routines:ssl3_get_record:wrong version number'),
    Object.assign(new TypeError('fetch failed'), { cause: transportError('ECONNREFUSED') }),
  ])('is made after "%s" when it is allowed', async (error) => {
    const plain = { ...document, endPoint: `http://${host}/ocm` }
    const peer = scriptedPeer(({ url }) => (url.startsWith('https:') ? error : { body: plain }))
    const result = await discover(host, { send: peer.send, allowHttpFallback: true })
    expect(result).toMatchObject({ ok: true, discovery: { scheme: 'http', endPoint: plain.endPoint } })
  })

  it('is not made when it is not allowed', async () => {
    const peer = scriptedPeer(({ url }) =>
      url.startsWith('https:') ? transportError('ECONNREFUSED') : { body: document },
    )
    expect((await discover(host, { send: peer.send })).ok).toBe(false)
    expect(peer.urls().every((url) => url.startsWith('https:'))).toBe(true)
  })

  it.each([
    transportError('DEPTH_ZERO_SELF_SIGNED_CERT'),
    transportError('ERR_TLS_CERT_ALTNAME_INVALID'),
    transportError('EPROTO', 'write EPROTO …:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure'),
    transportError('ECONNRESET'),
    transportError('ETIMEDOUT'),
  ])('is never made after "%s"', async (error) => {
    const peer = scriptedPeer(({ url }) => (url.startsWith('https:') ? error : { body: document }))
    expect((await discover(host, { send: peer.send, allowHttpFallback: true })).ok).toBe(false)
    expect(peer.requests).toHaveLength(1)
  })

  it('is never made because https answers something else', async () => {
    const peer = scriptedPeer(({ url }) => (url.startsWith('https:') ? { status: 404 } : { body: document }))
    expect((await discover(host, { send: peer.send, allowHttpFallback: true })).ok).toBe(false)
    expect(peer.urls().some((url) => url.startsWith('http:'))).toBe(false)
  })
})

describe('OCM-DISC-24: discovery is limited', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('to 256 KiB, and stops reading there', async () => {
    let pulled = 0
    async function* endless() {
      for (;;) {
        pulled += 1
        yield new Uint8Array(64 * 1024)
      }
    }
    const peer = scriptedPeer(({ url }) =>
      url.includes('well-known') ? { body: endless() } : { status: 404 },
    )
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: false, reason: 'too-large' })
    expect(pulled).toBe(5)
  })

  it('to ten seconds, when the answer does not come', async () => {
    const peer = scriptedPeer(() => never)
    const result = discover(host, { send: peer.send })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await result).toMatchObject({ ok: false, reason: 'timeout' })
    expect(peer.requests).toHaveLength(1)
  })

  it('to ten seconds, when the answer does not end', async () => {
    async function* hanging() {
      yield Buffer.from('{')
      await never
    }
    const peer = scriptedPeer(() => ({ body: hanging() }))
    const result = discover(host, { send: peer.send })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await result).toMatchObject({ ok: false, reason: 'timeout' })
  })

  it('to three redirects', async () => {
    const peer = scriptedPeer(({ url }) => {
      const hop = Number(new URL(url).searchParams.get('hop'))
      return { status: 302, headers: { location: `/.well-known/ocm?hop=${hop + 1}` } }
    })
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: false, reason: 'not-ocm' })
    expect(paths(peer.requests).filter((path) => path === '/.well-known/ocm').length).toBe(4 + 3 + 3)
  })

  it('to redirects that stay on https', async () => {
    const peer = scriptedPeer(({ url }) =>
      url.startsWith('https:')
        ? { status: 301, headers: { location: url.replace('https:', 'http:') } }
        : { body: document },
    )
    expect((await discover(host, { send: peer.send, allowHttpFallback: true })).ok).toBe(false)
    expect(peer.urls().some((url) => url.startsWith('http:'))).toBe(false)
  })

  it('by the signal of its caller', async () => {
    const caller = new AbortController()
    const result = discover(host, { send: scriptedPeer(() => never).send, signal: caller.signal })
    caller.abort(Object.assign(new Error('shutting down'), { code: 'ABORT_ERR' }))
    await expect(result).rejects.toThrow('shutting down')
    await expect(
      discover(host, { send: scriptedPeer(() => never).send, signal: caller.signal }),
    ).rejects.toThrow()
  })

  it('follows a redirect to another host', async () => {
    const peer = scriptedPeer(({ url }) =>
      url.includes('north')
        ? { status: 308, headers: { location: 'https://ocm.west.example/doc' } }
        : { body: { ...document, endPoint: 'https://ocm.west.example/api' } },
    )
    expect(await discover(host, { send: peer.send })).toMatchObject({ ok: true, discovery: { host } })
  })
})

async function* chunks(...list: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* list
}
