import {
  type Message,
  type ShareView,
  shareBody,
  signedBy,
  type TwoClouds,
  tokenMessage,
  twoClouds,
  unsignedMessage,
} from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let world: TwoClouds
/** Ann’s share with Eve, at `a.test`. */
let share: ShareView
let sharedSecret: string

beforeAll(async () => {
  world = await twoClouds({
    peers: {
      'eve.test': { exchangesTokens: true },
      'mallory.test': { exchangesTokens: true },
      'plain.test': { signs: false },
    },
  })
  await world.ann.files.mkcol('Trip')
  share = await world.ann.share('Trip', 'eve@eve.test')
  const offer = world.peer('eve.test').requests.find(({ url }) => url === '/ocm/shares')
  sharedSecret = (JSON.parse(offer?.body.toString() ?? '') as ReturnType<typeof shareBody>).protocol.webdav
    .sharedSecret
})
afterAll(() => world[Symbol.asyncDispose]())

const atAnn = 'https://a.test/ocm/notifications'
const tokenUrl = 'https://a.test/ocm/token'
const by = async (host: string, message: Message) =>
  signedBy(world.peer(host).key, message, world.clock.now())

async function send(message: Message) {
  const { status, json } = await world.web.fetch(message)
  return [status, json()] as const
}

describe('a notification about a share of ours', () => {
  const notification = (changes: Record<string, unknown> = {}) =>
    unsignedMessage(atAnn, {
      notificationType: 'SHARE_ACCEPTED',
      resourceType: 'folder',
      providerId: share.id,
      senderDomain: 'eve.test',
      notification: { sharedSecret, message: 'Recipient accepted the share' },
      ...changes,
    })

  it.each<[string, () => Message | Promise<Message>, number, string]>([
    [
      'from another server than its recipient’s, which knows the secret',
      () => by('mallory.test', notification({ senderDomain: 'mallory.test' })),
      403,
      'NOT_ALLOWED',
    ],
    [
      'signed by another server than it names',
      () => by('mallory.test', notification()),
      403,
      'SIGNER_MISMATCH',
    ],
    [
      'without a signature, though its server announces them, and without the secret',
      () => notification({ notification: { sharedSecret: 'guessed-secret' } }),
      401,
      'UNSIGNED',
    ],
    [
      'from a server without signatures, which does not know the secret',
      () => notification({ senderDomain: 'plain.test', notification: {} }),
      401,
      'UNSIGNED',
    ],
    [
      'from another server without signatures, which knows the secret',
      () => notification({ senderDomain: 'plain.test' }),
      403,
      'NOT_ALLOWED',
    ],
    [
      'from nobody in particular, who does not know the secret',
      () => notification({ senderDomain: undefined, notification: { sharedSecret: 'guessed-secret' } }),
      401,
      'UNSIGNED',
    ],
    [
      'that does not exist',
      () => by('eve.test', notification({ providerId: '999' })),
      404,
      'RESOURCE_NOT_FOUND',
    ],
    [
      'whose id is no id',
      () => by('eve.test', notification({ providerId: '1 OR 1' })),
      404,
      'RESOURCE_NOT_FOUND',
    ],
    [
      'of an unknown type',
      () => by('eve.test', notification({ notificationType: 'SHARE_EATEN' })),
      400,
      'VALIDATION_FAILED',
    ],
    ['that is no JSON', () => unsignedMessage(atAnn, '<xml/>'), 400, 'VALIDATION_FAILED'],
    ['that nests 50,000 deep', () => unsignedMessage(atAnn, '['.repeat(50_000)), 400, 'VALIDATION_FAILED'],
    ['of 60 MB', () => unsignedMessage(atAnn, `"${'x'.repeat(60_000_000)}"`), 413, 'PAYLOAD_TOO_LARGE'],
  ])('%s is refused and changes nothing', async (_, make, status, message) => {
    expect(await send(await make())).toMatchObject([status, { message }])
    expect(await world.ann.shareState(share.id)).toBe('announced')
  })

  it('is heard from its recipient’s server, by signature or secret, as often as it comes', async () => {
    const once = await by('eve.test', notification())
    expect(await send(once)).toEqual([201, {}])
    expect(await world.ann.shareState(share.id)).toBe('accepted')
    expect(await send(once)).toMatchObject([401, { message: 'REPLAYED' }])
    await world.clock.advance(1000)
    expect(await send(await by('eve.test', notification()))).toEqual([201, {}])
    expect(await send(notification({ senderDomain: undefined }))).toEqual([201, {}])
  })
})

describe('a request for a token', () => {
  const request = (changes: Record<string, string> = {}) =>
    tokenMessage(tokenUrl, {
      grant_type: 'authorization_code',
      client_id: 'eve.test',
      code: sharedSecret,
      ...changes,
    })

  it.each<[string, () => Message | Promise<Message>, string]>([
    [
      'by another server, which has got hold of the secret',
      () => by('mallory.test', request({ client_id: 'mallory.test' })),
      'invalid_grant',
    ],
    ['signed by another server than it names', () => by('mallory.test', request()), 'invalid_client'],
    ['that nobody has signed', () => request(), 'invalid_client'],
    ['with an unknown secret', () => by('eve.test', request({ code: 'guessed-secret' })), 'invalid_grant'],
    [
      'of an unknown kind',
      () => by('eve.test', request({ grant_type: 'password' })),
      'unsupported_grant_type',
    ],
    ['that is JSON', () => by('eve.test', unsignedMessage(tokenUrl, { code: 'x' })), 'invalid_request'],
    ['that is empty', () => tokenMessage(tokenUrl, {}), 'invalid_request'],
  ])('%s is refused', async (_, make, error) => {
    expect(await send(await make())).toEqual([400, { error }])
  })

  it('may be repeated within a second, as peers sign without a nonce', async () => {
    const message = await by('eve.test', request())
    expect(await send(message)).toMatchObject([200, { token_type: 'Bearer' }])
    expect(await send(message)).toMatchObject([200, { token_type: 'Bearer' }])
  })
})

describe('the end of a share that Bob has', () => {
  const atBob = 'https://b.test/ocm/notifications'
  const end = (changes: Record<string, unknown> = {}) =>
    unsignedMessage(atBob, {
      notificationType: 'SHARE_UNSHARED',
      resourceType: 'folder',
      providerId: '7',
      senderDomain: 'plain.test',
      notification: { sharedSecret: 'the-secret-of-plain.test' },
      ...changes,
    })
  const stateOf = async (server: string) =>
    (await world.bob.inbox()).find((item) => item.server === server)?.state

  beforeAll(async () => {
    for (const host of ['plain.test', 'eve.test']) {
      const webdav = { uri: '7', sharedSecret: `the-secret-of-${host}`, permissions: ['read'] }
      const body = shareBody(host, 'bob@b.test', { protocol: { name: 'multi', webdav } })
      const message = unsignedMessage('https://b.test/ocm/shares', body)
      const [status] = await send(host === 'eve.test' ? await by(host, message) : message)
      expect(status).toBe(201)
    }
  })

  it('is not believed of another server', async () => {
    const message = await by('mallory.test', end({ senderDomain: 'mallory.test' }))
    expect(await send(message)).toMatchObject([403, { message: 'NOT_ALLOWED' }])
    const notification = { sharedSecret: 'guessed-secret' }
    expect(await send(end({ notification }))).toMatchObject([401, { message: 'UNSIGNED' }])
    expect([await stateOf('plain.test'), await stateOf('eve.test')]).toEqual(['pending', 'pending'])
  })

  it('is believed of its sender’s server, by its signature', async () => {
    expect(await send(await by('eve.test', end({ senderDomain: 'eve.test', notification: {} })))).toEqual([
      201,
      {},
    ])
    expect([await stateOf('plain.test'), await stateOf('eve.test')]).toEqual(['pending', 'removed'])
  })

  it('is believed of whoever knows the secret, where nothing is signed', async () => {
    expect(await send(end({ senderDomain: undefined }))).toEqual([201, {}])
    expect(await stateOf('plain.test')).toBe('removed')
    expect(await send(end())).toEqual([201, {}])
  })
})
