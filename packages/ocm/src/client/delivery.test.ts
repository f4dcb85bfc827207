import { generateKey, keyFromJwks, publicJwk } from '@isthmus/http-signatures'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { OutgoingNotification } from '../peers/peer-profile.ts'
import { verifyRequest } from '../receiver/verify-request.ts'
import {
  peerDiscovery,
  peerHost,
  type ScriptedAnswer,
  scriptedPeer,
  transportError,
} from '../testing/scripted-peer.ts'
import { shareOffer } from '../testing/share-offer.ts'
import { readShareCreation } from '../wire/share-creation.ts'
import { retryAfterOf } from './retry-after.ts'
import { sendNotification } from './send-notification.ts'
import { sendShare } from './send-share.ts'

const now = Date.UTC(2026, 10, 24, 12)
const north = peerHost('drive.north.example')
const never = new Promise<never>(() => {})

function deliver(answer: ScriptedAnswer | Error) {
  return sendShare(shareOffer(), { discovery: peerDiscovery(), send: scriptedPeer(() => answer).send, now })
}

describe('sending a share', () => {
  it('OCM-SHARE-2: posts it as JSON to the shares of the endPoint', async () => {
    const peer = scriptedPeer(() => ({ status: 201, body: { recipientDisplayName: 'Noor' } }))
    const discovery = peerDiscovery({ endPoint: 'https://api.south.example/x/ocm/' })
    const outcome = await sendShare(shareOffer(), { discovery, send: peer.send, now })
    expect(outcome).toEqual({ outcome: 'delivered', recipientDisplayName: 'Noor' })

    const [request] = peer.requests
    const body = Buffer.from(request?.body ?? '')
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.south.example/x/ocm/shares' })
    expect(request?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': `${body.byteLength}`,
    })
    expect(readShareCreation(JSON.parse(body.toString()))).toMatchObject({ ok: true })
  })

  it('OCM-SIG-6 to OCM-SIG-11: signs it for a peer with http-sig', async () => {
    const key = await generateKey(`${north}#k1`, 'Ed25519')
    const peer = scriptedPeer(() => ({ status: 201 }))
    const discovery = peerDiscovery({ capabilities: ['http-sig'] })
    await sendShare(shareOffer(), { discovery, send: peer.send, now, signingKey: key })

    const [request] = peer.requests
    if (!request?.body) throw new Error('nothing was sent')
    expect(request.headers['signature-input']).toBe(
      `ocm=("@method" "@target-uri" "content-digest" "content-length");created=${now / 1000};keyid="${north}#k1";alg="ed25519";tag="ocm"`,
    )
    expect(request.headers['content-digest']).toMatch(/^sha-256=:.{44}:$/)
    const findKey = async (keyId: string) => keyFromJwks({ keys: [publicJwk(key)] }, keyId)
    const evidence = await verifyRequest(
      { ...request, body: request.body },
      { claimedHost: north, findKey, now },
    )
    expect(evidence).toEqual({ ok: true, evidence: 'signature', keyId: key.keyId })
  })

  it('signs it with a nonce, which tells it from an equal one in the same second', async () => {
    const signingKey = await generateKey(`${north}#k1`, 'Ed25519')
    const peer = scriptedPeer(() => ({ status: 201 }))
    const discovery = peerDiscovery({ capabilities: ['http-sig'] })
    for (const nonce of ['n1', 'n1', 'n2']) {
      await sendShare(shareOffer(), { discovery, send: peer.send, now, signingKey, nonce })
    }
    expect(peer.requests[0]?.headers['signature-input']).toContain(';nonce="n1";tag="ocm"')
    expect(new Set(peer.requests.map(({ headers }) => headers['signature'])).size).toBe(2)
  })

  it('OCM-SIG-2: does not sign it for a peer without http-sig', async () => {
    const key = await generateKey(`${north}#k1`, 'Ed25519')
    const peer = scriptedPeer(() => ({ status: 201 }))
    await sendShare(shareOffer(), { discovery: peerDiscovery(), send: peer.send, now, signingKey: key })
    expect(peer.requests[0]?.headers).not.toHaveProperty('signature')
  })

  it.each([
    [201, { recipientDisplayName: 'Noor', recipientUserId: 'noor' }],
    [201, []],
    [201, {}],
    [201, ''],
    [200, '<!doctype html>'],
    [200, '{"recipientDisplayName":'],
    [200, 'x'.repeat(100_000)],
    [204, ''],
  ])('is done when the peer answers %i with %.30j', async (status, body) => {
    expect((await deliver({ status, body })).outcome).toBe('delivered')
  })

  it.each([
    [400, 'invalid'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [413, 'too-large'],
    [418, 'unexpected-status'],
    [500, 'server-error'],
    [501, 'not-supported'],
  ])('is refused for good when the peer answers %i', async (status, reason) => {
    const body = { message: 'no', validationErrors: [] }
    expect(await deliver({ status, body })).toEqual({ outcome: 'refused', status, reason, detail: 'no' })
    expect(await deliver({ status, body: '<html>' })).toEqual({ outcome: 'refused', status, reason })
  })

  it.each([301, 302, 303, 307, 308])('never follows a %i', async (status) => {
    const peer = scriptedPeer(() => ({
      status,
      headers: { location: 'https://elsewhere.example/ocm/shares' },
    }))
    const outcome = await sendShare(shareOffer(), { discovery: peerDiscovery(), send: peer.send, now })
    expect(outcome).toEqual({ outcome: 'refused', status, reason: 'redirected' })
    expect(peer.requests).toHaveLength(1)
  })

  it.each([
    [429, 'too-many-requests'],
    [502, 'bad-gateway'],
    [503, 'unavailable'],
    [504, 'gateway-timeout'],
  ])('may be tried again when the peer answers %i', async (status, reason) => {
    const headers = { 'retry-after': '120' }
    expect(await deliver({ status, headers, body: { message: 'later' } })).toEqual({
      outcome: 'retry',
      status,
      reason,
      retryAfterMs: 120_000,
      detail: 'later',
    })
  })

  it.each([
    ['ECONNREFUSED', 'connection-refused'],
    ['ENOTFOUND', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'certificate'],
  ])('may be tried again after %s', async (code, reason) => {
    expect(await deliver(transportError(code))).toEqual({ outcome: 'retry', reason, detail: code })
  })

  it('throws what is no trouble of the network', async () => {
    await expect(deliver(new TypeError('a fault'))).rejects.toThrow('a fault')
  })

  it('tells what the peer says on one short line, without the secret that it repeats', async () => {
    const message = `cannot\n take\u0000 q7Zr-1nT0 ${'x'.repeat(500)}`
    const outcome = await deliver({ status: 400, body: { message } })
    expect(outcome).toMatchObject({ detail: expect.stringMatching(/^cannot take … x+$/) as string })
    expect('detail' in outcome && outcome.detail.length).toBe(200)
  })
})

describe('a peer that does not finish', () => {
  afterEach(() => void vi.useRealTimers())

  it('is tried again later when not even the status has come', async () => {
    vi.useFakeTimers()
    const outcome = sendShare(shareOffer(), {
      discovery: peerDiscovery(),
      send: scriptedPeer(() => never).send,
      now,
    })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await outcome).toMatchObject({ outcome: 'retry', reason: 'timeout' })
  })

  it('has answered when the status has come', async () => {
    vi.useFakeTimers()
    async function* hanging() {
      yield Buffer.from('{"recipient')
      await never
    }
    const { send } = scriptedPeer(() => ({ status: 201, body: hanging() }))
    const outcome = sendShare(shareOffer(), { discovery: peerDiscovery(), send, now })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await outcome).toEqual({ outcome: 'delivered' })
  })

  it('has answered when the connection breaks after the status', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"recipient')
      throw transportError('ECONNRESET')
    }
    expect(await deliver({ status: 201, body: broken() })).toEqual({ outcome: 'delivered' })
  })
})

describe('sending a notification', () => {
  it('OCM-NOTIF-1: posts it as JSON to the notifications of the endPoint', async () => {
    const notification: OutgoingNotification = {
      notificationType: 'SHARE_DECLINED',
      senderDomain: north,
      resourceType: 'file',
      shareType: 'user',
      providerId: '31',
      sharedSecret: 'q7Zr-1nT0',
    }
    const peer = scriptedPeer(() => ({ status: 200, body: { status: 'ok' } }))
    const outcome = await sendNotification(notification, { discovery: peerDiscovery(), send: peer.send, now })
    expect(outcome).toEqual({ outcome: 'delivered' })
    expect(peer.urls()).toEqual(['https://files.south.example/ocm/notifications'])
    expect(JSON.parse(Buffer.from(peer.requests[0]?.body ?? '').toString())).toMatchObject({
      providerId: '31',
    })
  })
})

it.each([
  [undefined, undefined],
  ['', undefined],
  ['120', 120_000],
  ['0', 0],
  ['999999999', 86_400_000],
  ['Tue, 24 Nov 2026 12:02:00 GMT', 120_000],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
])('Retry-After: %s means to wait %s ms', (value, milliseconds) => {
  expect(retryAfterOf(value === undefined ? {} : { 'retry-after': value }, now)).toBe(milliseconds)
})
