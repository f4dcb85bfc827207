import { Readable } from 'node:stream'
import {
  forgedKey,
  type Message,
  type Network,
  network,
  type Person,
  shareBody,
  signedBy,
  unsignedMessage,
} from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const url = 'https://b.test/ocm/shares'
const fromEve = (changes: Record<string, unknown> = {}) =>
  unsignedMessage(url, shareBody('eve.test', 'bob@b.test', changes))

let net: Network
let bob: Person

beforeAll(async () => {
  net = await network({
    servers: ['b.test'],
    peers: {
      'eve.test': {},
      'mallory.test': {},
      'rsa.test': { algorithm: 'PS256' },
      'plain.test': { signs: false },
      'gone.test': {},
      'html.test': {},
    },
  })
  bob = await net.server('b.test').person('bob')
  await net.link('b.test', 'gone.test').set('refuse')
  net
    .peer('html.test')
    .answer('GET *', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } })
})
afterAll(() => net[Symbol.asyncDispose]())

const keyOf = (host: string) => net.peer(host).key
const byEve = (message: Message, options = {}) =>
  signedBy(keyOf('eve.test'), message, net.clock.now(), options)
const seconds = (offset: number) => Math.floor(net.clock.now() / 1000) + offset

describe('a share is refused, and nobody sees it, when', () => {
  it.each<[string, () => Message | Promise<Message>, number, string]>([
    [
      'another server has signed it',
      () => signedBy(keyOf('mallory.test'), fromEve(), net.clock.now()),
      403,
      'SIGNER_MISMATCH',
    ],
    [
      'it is signed with a key that only has the name of the right one',
      async () => signedBy(await forgedKey(keyOf('eve.test')), fromEve(), net.clock.now()),
      401,
      'SIGNATURE_INVALID',
    ],
    [
      'its owner is at another server',
      () => byEve(fromEve({ owner: 'ann@a.test' })),
      403,
      'OWNER_NOT_AT_SENDER',
    ],
    ['its server announces signatures, and it has none', () => fromEve(), 401, 'UNSIGNED'],
    [
      'its body was changed on the way',
      async () => ({ ...(await byEve(fromEve())), body: fromEve({ name: 'Planz' }).body }),
      400,
      'DIGEST_MISMATCH',
    ],
    [
      'its body and digest were changed on the way',
      async () => {
        const other = await byEve(fromEve({ name: 'Planz' }))
        const { signature = '', 'signature-input': input = '' } = (await byEve(fromEve())).headers
        return { ...other, headers: { ...other.headers, signature, 'signature-input': input } }
      },
      401,
      'SIGNATURE_INVALID',
    ],
    [
      'its signature covers no digest',
      () => byEve(fromEve(), { components: ['@method', '@target-uri', 'content-length'] }),
      401,
      'COMPONENT_MISSING',
    ],
    [
      'it was signed ten minutes ago',
      () => byEve(fromEve(), { created: seconds(-600) }),
      401,
      'SIGNATURE_EXPIRED',
    ],
    [
      'it will be signed in ten minutes',
      () => byEve(fromEve(), { created: seconds(600) }),
      401,
      'CREATED_IN_FUTURE',
    ],
    [
      'it was signed for another server',
      async () => ({ ...(await byEve({ ...fromEve(), url: 'https://a.test/ocm/shares' })), url }),
      401,
      'SIGNATURE_INVALID',
    ],
    [
      'its sender’s server cannot be asked what it is: it may come again',
      () => unsignedMessage(url, shareBody('gone.test', 'bob@b.test')),
      503,
      'PEER_UNREACHABLE',
    ],
    [
      'its sender’s server is no cloud',
      () => unsignedMessage(url, shareBody('html.test', 'bob@b.test')),
      401,
      'SENDER_NOT_DISCOVERED',
    ],
    ['it is no JSON', () => unsignedMessage(url, '{"shareWith": '), 400, 'VALIDATION_FAILED'],
    ['it is not UTF-8', () => unsignedMessage(url, Buffer.from([0xff, 0xfe])), 400, 'VALIDATION_FAILED'],
    ['it is empty', () => unsignedMessage(url, ''), 400, 'VALIDATION_FAILED'],
    ['it is a list', () => unsignedMessage(url, []), 400, 'VALIDATION_FAILED'],
    [
      'it nests 50,000 deep',
      () => unsignedMessage(url, '['.repeat(50_000) + ']'.repeat(50_000)),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'it nests 50,000 deep in a field that nobody reads',
      () => unsignedMessage(url, `{"x":${'[{"":'.repeat(25_000)}0${'}]'.repeat(25_000)}}`),
      400,
      'VALIDATION_FAILED',
    ],
    ['it has 60 MB', () => unsignedMessage(url, `"${'x'.repeat(60_000_000)}"`), 413, 'PAYLOAD_TOO_LARGE'],
    ['its name has a line break', () => byEve(fromEve({ name: 'a\nb' })), 400, 'VALIDATION_FAILED'],
    [
      'its protocol is unknown',
      () => byEve(fromEve({ protocol: { name: 'telnet' } })),
      501,
      'PROTOCOL_NOT_SUPPORTED',
    ],
  ])('%s', async (_, make, status, message) => {
    const { headers, ...answer } = await send(await make())
    expect(answer).toMatchObject({ status, json: { message } })
    expect(headers['content-type']).toMatch(/^application\/json/)
    expect(await bob.inbox()).toEqual([])
  })

  it.each(['nobody@b.test', 'bob@a.test'])('its recipient is not here: %s', async (shareWith) => {
    const answer = await send(await byEve(unsignedMessage(url, shareBody('eve.test', shareWith))))
    expect(answer).toMatchObject({
      status: 400,
      json: { message: 'VALIDATION_FAILED', validationErrors: [{ name: 'shareWith', message: 'NOT_FOUND' }] },
    })
  })

  it('its body ends before its length: nothing is answered, and the server goes on', async () => {
    const message = await byEve(fromEve())
    const headers = { ...message.headers, 'content-length': '9999' }
    const body = Readable.from([message.body])
    await expect(net.web.fetch({ ...message, headers, body })).rejects.toThrow()
    expect(await bob.inbox()).toEqual([])
  })
})

describe('a share is taken in once when', () => {
  const inboxOf = async (server: string) => (await bob.inbox()).filter((item) => item.server === server)

  it('it is signed with RSA', async () => {
    const message = unsignedMessage(url, shareBody('rsa.test', 'bob@b.test'))
    const answer = await send(await signedBy(keyOf('rsa.test'), message, net.clock.now()))
    expect(answer).toMatchObject({ status: 201, json: { recipientDisplayName: 'bob' } })
    expect(await inboxOf('rsa.test')).toMatchObject([
      { trust: { level: 'signed', known: false, why: 'unknown-peer' } },
    ])
  })

  it('it is played again (401), or sent again with a new signature (201)', async () => {
    const message = await byEve(fromEve())
    expect(await send(message)).toMatchObject({ status: 201 })
    expect(await send(message)).toMatchObject({ status: 401, json: { message: 'REPLAYED' } })
    expect(await send(await byEve(fromEve(), { nonce: 'in the same second' }))).toMatchObject({ status: 201 })
    await net.clock.advance(1000)
    expect(await send(await byEve(fromEve()))).toMatchObject({ status: 201 })
    expect(await inboxOf('eve.test')).toMatchObject([
      { name: 'Plans', trust: { level: 'signed' }, state: 'pending' },
    ])
  })

  it('its signer changes it: the new words replace the old ones', async () => {
    await net.clock.advance(1000)
    expect(await send(await byEve(fromEve({ name: 'Better plans' })))).toMatchObject({ status: 201 })
    expect(await inboxOf('eve.test')).toMatchObject([{ name: 'Better plans' }])
  })

  it('its server has no signatures: it is marked as not verified', async () => {
    const message = unsignedMessage(url, shareBody('plain.test', 'bob@b.test'))
    expect(await send(message)).toMatchObject({ status: 201 })
    expect(await send(message)).toMatchObject({ status: 201 })
    expect(await inboxOf('plain.test')).toMatchObject([
      { trust: { level: 'unsigned', known: false, why: 'unknown-peer-unsigned' } },
    ])
  })
})

describe('somebody who claims a share before its real sender', () => {
  const withSecret = (sender: string, sharedSecret: string, providerId: string) =>
    unsignedMessage(
      url,
      shareBody(sender, 'bob@b.test', {
        name: sharedSecret,
        providerId,
        protocol: { name: 'multi', webdav: { uri: providerId, sharedSecret, permissions: ['read'] } },
      }),
    )
  const named = async (name: string) => (await bob.inbox()).filter((item) => item.name === name)

  it('does not keep it out, where nothing is signed', async () => {
    expect(await send(withSecret('plain.test', 'squatted-secret', '8'))).toMatchObject({ status: 201 })
    expect(await send(withSecret('plain.test', 'the-real-secret', '8'))).toMatchObject({ status: 201 })
    expect(await named('the-real-secret')).toHaveLength(1)
  })

  it('does not keep it out, and changes nothing after it, where the sender signs without announcing it', async () => {
    const mallory = net.peer('mallory.test')
    const document = {
      ...(JSON.parse(
        (await net.web.fetch({ method: 'GET', url: 'https://mallory.test/.well-known/ocm' })).text,
      ) as object),
      capabilities: [],
    }
    mallory.answer('GET /.well-known/ocm', { status: 200, body: document })
    await net.clock.advance(24 * 3_600_000)

    expect(await send(withSecret('mallory.test', 'squatted-again', '9'))).toMatchObject({ status: 201 })
    const real = withSecret('mallory.test', 'the-signed-secret', '9')
    expect(await send(await signedBy(mallory.key, real, net.clock.now()))).toMatchObject({ status: 201 })
    expect(await send(withSecret('mallory.test', 'squatted-late', '9'))).toMatchObject({ status: 409 })
    expect(await named('the-signed-secret')).toMatchObject([{ trust: { level: 'signed' } }])
    expect(await named('squatted-late')).toEqual([])
  })

  it('fills the inbox with ten shares at most', async () => {
    const statuses: number[] = []
    for (let id = 100; id < 115; id += 1) {
      statuses.push((await send(withSecret('plain.test', `secret-number-${id}`, `${id}`))).status)
    }
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(10)
    expect(statuses.slice(-5)).toEqual([429, 429, 429, 429, 429])
  })
})

async function send(message: Message) {
  const { status, headers, text } = await net.web.fetch(message)
  return { status, headers, json: text === '' ? undefined : (JSON.parse(text) as unknown) }
}
