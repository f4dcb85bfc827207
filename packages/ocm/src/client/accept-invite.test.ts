import { generateKey } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { ocmAddress } from '../addresses.ts'
import { grantInvite, refuseInvite } from '../receiver/invite-endpoint.ts'
import { fixture } from '../testing/fixtures.ts'
import { peerDiscovery, peerHost, scriptedPeer, transportError } from '../testing/scripted-peer.ts'
import { readInviteAcceptance } from '../wire/invite-acceptance.ts'
import { acceptInvite } from './accept-invite.ts'

const now = 1_788_000_000_000
const [north, south] = [peerHost('drive.north.example'), peerHost('files.south.example')]
const ida = { address: ocmAddress('ida', north), name: 'Ida', email: 'ida@mail.example' }
const noor = { address: ocmAddress('noor', south), name: 'Noor', email: 'noor@mail.example' }
const acceptance = { token: '3c1f7e52-9b0d-4a44', recipient: noor }
const discovery = peerDiscovery({ capabilities: ['http-sig', 'invites'] }, north)

describe('accepting an invite', () => {
  it('OCM-INV-2, OCM-INV-3, OCM-INV-7: tells who accepts, signed, and learns who has invited', async () => {
    const signingKey = await generateKey(`${south}#k1`, 'Ed25519')
    const peer = scriptedPeer(() => grantInvite(ida))
    const outcome = await acceptInvite(acceptance, { discovery, send: peer.send, now, signingKey })
    expect(outcome).toEqual({ ok: true, inviter: ida })

    const [request] = peer.requests
    expect(request).toMatchObject({ method: 'POST', url: `https://${north}/ocm/invite-accepted` })
    const body = JSON.parse(Buffer.from(request?.body ?? []).toString())
    expect(body).toEqual({
      recipientProvider: 'files.south.example',
      token: '3c1f7e52-9b0d-4a44',
      userID: 'noor',
      email: 'noor@mail.example',
      name: 'Noor',
    })
    expect(request?.headers['signature-input']).toContain(`keyid="${south}#k1"`)
    expect(readInviteAcceptance(body)).toEqual({ ok: true, acceptance })
  })

  it.each([
    ['unknown-token', 'invalid-token'],
    ['untrusted-server', 'not-trusted'],
    ['already-accepted', 'already-accepted'],
  ] as const)('OCM-INV-8: is refused for %s', async (refusal, reason) => {
    const { send } = scriptedPeer(() => refuseInvite(refusal))
    const outcome = await acceptInvite(acceptance, { discovery, send, now })
    const { status, body } = refuseInvite(refusal)
    const { message: detail } = body as { message: string }
    expect(outcome).toEqual({ ok: false, reason, retry: false, status, detail })
  })

  it.each([
    [{ status: 404 }, 'invalid-token', false],
    [{ status: 503 }, 'unexpected-status', true],
    [{ status: 500 }, 'unexpected-status', false],
    [{ body: '<html>' }, 'malformed', false],
    [{ body: { userID: '' } }, 'malformed', false],
    [transportError('ECONNRESET'), 'unreachable', true],
  ] as const)('%j is %s, to be tried again: %s', async (answer, reason, retry) => {
    const { send } = scriptedPeer(() => answer)
    expect(await acceptInvite(acceptance, { discovery, send, now })).toMatchObject({
      ok: false,
      reason,
      retry,
    })
  })

  it('repeats no token that the other server repeats', async () => {
    const { send } = scriptedPeer(() => ({ status: 400, body: { message: `no ${acceptance.token}` } }))
    const outcome = await acceptInvite(acceptance, { discovery, send, now })
    expect(JSON.stringify(outcome)).not.toContain(acceptance.token)
  })
})

describe('reading an accepted invite', () => {
  it('of opencloudmesh-go 1.2, whose ids are base64url and whose e-mail addresses are empty', () => {
    const { request } = fixture('opencloudmesh-go/invite-accepted.json') as { request: { body: string } }
    expect(readInviteAcceptance(JSON.parse(request.body))).toEqual({
      ok: true,
      acceptance: {
        token: 'bb6b0ce1bd0516b0f90fb421e72a6567998be9d30af18dfce459e2f22dcf50c3',
        recipient: {
          address: {
            identifier: 'MDFhMjAwY2UtMzc3YS03MjVkLTljM2MtZjhmMDY1NjE4MDJkQG9jbWdvMi50ZXN0Ojg2MTI',
            host: 'ocmgo2.test:8612',
          },
          name: 'Super Administrator',
        },
      },
    })
  })

  it('of OCM 1.1, with a URL as recipientProvider, and OCM-INV-16: of an id with its host', () => {
    const body = {
      recipientProvider: 'https://files.south.example/',
      token: 't',
      userID: 'noor@files.south.example',
    }
    expect(readInviteAcceptance(body)).toEqual({
      ok: true,
      acceptance: { token: 't', recipient: { address: noor.address } },
    })
  })

  it.each([
    ['recipientProvider', 'REQUIRED', undefined],
    ['recipientProvider', 'INVALID', 'no host'],
    ['token', 'REQUIRED', undefined],
    ['token', 'REQUIRED', ''],
    ['token', 'TOO_LONG', 'x'.repeat(2000)],
    ['userID', 'REQUIRED', undefined],
    ['userID', 'INVALID', 'a\nb'],
    ['userID', 'INVALID', '@'],
  ])('is refused when %s is %s', (name, message, value) => {
    const body = { recipientProvider: south, token: 't', userID: 'noor', [name]: value }
    expect(readInviteAcceptance(body)).toMatchObject({
      ok: false,
      status: 400,
      validationErrors: [{ name, message }],
    })
  })
})
