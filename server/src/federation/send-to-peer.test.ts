import type { ShareOffer } from '@isthmus/ocm'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { addressOf, openTestFederation, type PeerOptions } from './testing/test-federation.ts'

const secret = 'the-secret-of-share-7'
const ann = addressOf('ann@cloud.example')
const offer: ShareOffer = {
  providerId: '7',
  shareWith: addressOf('bob@peer.example'),
  shareType: 'user',
  name: 'Trip',
  owner: ann,
  sender: ann,
  resourceType: 'folder',
  webdav: {
    relativeUri: '7',
    absoluteUri: 'https://cloud.example/dav/ocm/7',
    sharedSecret: secret,
    permissions: ['read'],
    requirements: [],
  },
}

const notification = {
  notificationType: 'SHARE_UNSHARED',
  resourceType: 'folder',
  providerId: '7',
  sharedSecret: secret,
  grantee: 'bob',
  message: 'The share was removed',
} as const

async function withPeer(options: PeerOptions = {}) {
  const test = await openTestFederation()
  const peer = await test.addPeer('peer.example', options)
  const { signal } = new AbortController()
  const { federation, tenant } = test
  return {
    ...test,
    peer,
    notify: () => federation.sendNotification(tenant.id, peer.host, { notification, signal }),
    async share() {
      const terms = await federation.negotiate(peer.host, { resourceKind: 'folder' })
      if (!terms.ok) return terms.outcome
      return federation.sendShare(tenant.id, { discovery: terms.discovery, offer, signal })
    },
    async exchange() {
      const discovered = await federation.discover(peer.host)
      if (!discovered.ok) throw new Error('not discovered')
      return federation.exchangeToken(tenant.id, discovered.discovery, secret)
    },
  }
}

describe('the terms of a share', () => {
  it.each<[string, PeerOptions, unknown]>([
    ['demand a token of whoever can exchange one', {}, { ok: true, mustExchangeToken: true }],
    ['demand none of whoever cannot', { exchangesTokens: false }, { ok: true, mustExchangeToken: false }],
    [
      'say that a peer takes no folders',
      { document: { resourceTypes: [{ name: 'file', shareTypes: ['user'], protocols: { webdav: '/' } }] } },
      { ok: false, outcome: { outcome: 'failed', reason: 'resource-type-not-supported' } },
    ],
    [
      'say that there is no cloud',
      { document: { enabled: false } },
      { ok: false, outcome: { outcome: 'failed', reason: 'disabled' } },
    ],
  ])('%s', async (_, options, expected) => {
    await using test = await withPeer(options)
    expect(await test.federation.negotiate(test.peer.host, { resourceKind: 'folder' })).toMatchObject(
      expected as object,
    )
  })

  it('wait for a peer that is down', async () => {
    await using test = await withPeer()
    test.internet.answer('GET *', transportError('ECONNREFUSED'))
    expect(await test.federation.negotiate(test.peer.host, { resourceKind: 'folder' })).toMatchObject({
      ok: false,
      outcome: { outcome: 'retry', reason: 'connection-refused' },
    })
  })
})

describe('a message', () => {
  it('is posted, signed by the tenant, to where the peer says', async () => {
    await using test = await withPeer()
    test.internet.answer('POST https://peer.example/ocm/shares', {
      status: 201,
      body: { recipientDisplayName: 'Bob' },
    })
    expect(await test.share()).toMatchObject({ outcome: 'delivered', recipientDisplayName: 'Bob' })
    const request = test.internet.requests.find(({ method }) => method === 'POST')
    const [key] = (await test.federation.jwks(test.tenant.id)).keys
    expect(request?.headers['signature-input']).toContain(`keyid="${key?.kid}"`)
    expect(JSON.parse(String(request?.body))).toMatchObject({
      shareWith: 'bob@peer.example',
      providerId: '7',
    })
  })

  it('about the end of a share names us, and the secret to those who ask for it', async () => {
    await using test = await withPeer()
    test.internet.answer('POST https://peer.example/ocm/notifications', { status: 201, body: {} })
    expect(await test.notify()).toMatchObject({ outcome: 'delivered' })
    expect(JSON.parse(String(test.internet.requests.at(-1)?.body))).toMatchObject({
      notificationType: 'SHARE_UNSHARED',
      senderDomain: 'cloud.example',
      providerId: '7',
      notification: { sharedSecret: secret },
    })
  })

  it('sent twice in one second has two signatures, so that the second one is no replay', async () => {
    await using test = await withPeer()
    test.internet.answer('POST *', { status: 201, body: {} })
    await test.share()
    await test.share()
    const [first, second] = test.internet.requests.filter(({ method }) => method === 'POST')
    expect(second?.body).toEqual(first?.body)
    expect(second?.headers['content-digest']).toBe(first?.headers['content-digest'])
    expect(second?.headers['signature']).not.toBe(first?.headers['signature'])
  })

  it('to a peer that announces no signatures has none', async () => {
    await using test = await withPeer({ signs: false })
    test.internet.answer('POST *', { status: 201, body: {} })
    await test.notify()
    expect(test.internet.requests.at(-1)?.headers['signature']).toBeUndefined()
  })

  it('that is refused is logged with what the peer says, and without the secret', async () => {
    await using test = await withPeer()
    test.internet.answer('POST *', { status: 403, body: { message: `no ${secret} of yours` } })
    expect(await test.share()).toMatchObject({
      outcome: 'refused',
      reason: 'forbidden',
      detail: 'no … of yours',
    })
    expect(JSON.stringify(test.logger.events)).not.toContain(secret)
    expect(test.logger.events.map(({ event }) => event)).toContain('federation.refused')
  })

  it('to a peer that cannot be discovered is not sent', async () => {
    await using test = await withPeer()
    test.internet.answer('GET *', transportError('ETIMEDOUT'))
    expect(await test.notify()).toMatchObject({ outcome: 'retry', reason: 'timeout' })
    test.internet.answer('GET *', { status: 404 })
    await test.clock.advance(60_000)
    expect(await test.notify()).toMatchObject({ outcome: 'failed', reason: 'not-ocm' })
    expect(test.internet.lines().filter((line) => line.startsWith('POST'))).toEqual([])
  })
})

describe('an exchange of tokens', () => {
  it('gives a token', async () => {
    await using test = await withPeer()
    test.internet.answer('POST https://peer.example/token', {
      body: { access_token: 'abc', token_type: 'Bearer', expires_in: 60 },
    })
    expect(await test.exchange()).toEqual({ ok: true, accessToken: 'abc', expiresInMs: 60_000 })
    const form = new URLSearchParams(String(test.internet.requests.at(-1)?.body))
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'authorization_code',
      client_id: 'cloud.example',
      code: secret,
    })
  })

  it('says why there is none', async () => {
    await using test = await withPeer()
    test.internet.answer('POST *', { status: 400, body: { error: 'invalid_grant' } })
    expect(await test.exchange()).toMatchObject({ ok: false, reason: 'invalid_grant', retry: false })
    test.internet.answer('POST *', transportError('ECONNRESET'))
    expect(await test.exchange()).toMatchObject({ ok: false, reason: 'unreachable', retry: true })
  })
})
