import type { PeerHost } from '@isthmus/ocm'
import { describe, expect, it } from 'vitest'
import type { PeerActor } from '../../platform/actor.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import type { Call } from '../route.ts'
import { route } from './receive-notification.ts'

/** What the rooms would say, and what they were asked to do. */
interface World {
  /** A share that we sent, by its id at us: to whom, and whether its secret was shown. */
  sent?: { host: string; proven: boolean }
  /** One that we received. */
  received?: { host: string; proven: boolean }
  /** What the signature proves, where there is one. */
  verification?: { ok: true } | { ok: false; status: 401 | 403 | 503; reason: string }
}

async function notify(
  body: Record<string, unknown>,
  { sent, received, verification = { ok: true } }: World,
  signed = true,
) {
  const done: string[] = []
  const asked: string[] = []
  const by = ({ host, verified }: PeerActor) => `${host} (${verified ? 'proven' : 'by secret'})`
  const application = {
    shares: {
      partnerOf: async () => sent,
      async noteAnswer(actor: PeerActor, { answer }: { answer: string }) {
        if (sent === undefined) return { ok: false, reason: 'share-not-found' }
        if (actor.host !== sent.host) return { ok: false, reason: 'not-allowed' }
        done.push(`${answer} by ${by(actor)}`)
        return { ok: true }
      },
    },
    mounts: {
      partnerOf: async () => received,
      async endReceivedShare(actor: PeerActor) {
        if (actor.host !== received?.host) return { ok: false, reason: 'share-not-found' }
        done.push(`ended by ${by(actor)}`)
        return { ok: true }
      },
    },
    federation: {
      async verifyPeer(tenant: number, _: unknown, host: PeerHost, { unsigned }: { unsigned: string }) {
        asked.push(host)
        if (signed)
          return verification.ok
            ? { ok: true, actor: { kind: 'peer', tenant, host, verified: true } }
            : verification
        return unsigned === 'allow'
          ? { ok: true, actor: { kind: 'peer', tenant, host, verified: false } }
          : { ok: false, status: 401, reason: 'unsigned', detail: '' }
      },
    },
  }
  const call = {
    application,
    tenant: { id: 1, host: 'cloud.example', publicUrl: 'https://cloud.example' },
    method: 'POST',
    rawUrl: '/ocm/notifications',
    headers: signed ? { signature: 'ocm=:x:' } : {},
    raw: Buffer.from(JSON.stringify(body)),
    logger: createMemoryLogger(),
  } as unknown as Call<'none', undefined, undefined>
  const reply = await route.handle(call)
  return { status: reply.status, message: messageOf(reply.body), done, asked, headers: reply.headers }
}

function messageOf(body: unknown): unknown {
  return (body as { json: { message?: string } }).json.message
}

const accepted = { notificationType: 'SHARE_ACCEPTED', providerId: '7', resourceType: 'folder' }
const unshared = { ...accepted, notificationType: 'SHARE_UNSHARED' }
const named = (body: object, senderDomain: string) => ({ ...body, senderDomain })
const withSecret = (body: object) => ({ ...body, notification: { sharedSecret: 'the-secret' } })
const peer = (proven = false) => ({ host: 'peer.example', proven })

describe('an answer of a recipient’s server', () => {
  it('is noted when it names itself and signs', async () => {
    const outcome = await notify(named(accepted, 'peer.example'), { sent: peer() })
    expect(outcome).toMatchObject({ status: 201, done: ['accepted by peer.example (proven)'] })
  })

  it('is noted when it only signs, as servers before OCM 1.5 do', async () => {
    const outcome = await notify(accepted, { sent: peer() })
    expect(outcome).toMatchObject({
      status: 201,
      done: ['accepted by peer.example (proven)'],
      asked: ['peer.example'],
    })
  })

  it('is noted when it only knows the secret', async () => {
    const outcome = await notify(withSecret(accepted), { sent: peer(true) }, false)
    expect(outcome).toMatchObject({ status: 201, done: ['accepted by peer.example (by secret)'] })
  })

  it('is refused with neither, and nobody is asked who that could be', async () => {
    for (const body of [accepted, withSecret(accepted), named(accepted, 'victim.example')]) {
      for (const world of [{ sent: peer() }, {}]) {
        expect(await notify(body, world, false)).toMatchObject({ status: 401, done: [], asked: [] })
      }
    }
  })

  it('is refused when somebody else signs it, whose share it is not', async () => {
    const outcome = await notify(named(accepted, 'evil.example'), { sent: peer() })
    expect(outcome).toMatchObject({ status: 403, done: [] })
  })

  it('is refused when the secret is that of another server than the one that is named', async () => {
    const outcome = await notify(named(withSecret(accepted), 'evil.example'), { sent: peer(true) }, false)
    expect(outcome).toMatchObject({ status: 403, done: [], asked: [] })
  })

  it('is refused when its signature does not hold, though it knows the secret', async () => {
    const verification = { ok: false, status: 401, reason: 'signature-invalid' } as const
    const outcome = await notify(withSecret(accepted), { sent: peer(true), verification })
    expect(outcome).toMatchObject({ status: 401, message: 'SIGNATURE_INVALID', done: [] })
  })

  it('may come again when its keys cannot be had', async () => {
    const verification = { ok: false, status: 503, reason: 'peer-unreachable' } as const
    const outcome = await notify(accepted, { sent: peer(), verification })
    expect(outcome).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
  })

  it('about a share that is none says so', async () => {
    expect(await notify(accepted, {})).toMatchObject({
      status: 404,
      message: 'RESOURCE_NOT_FOUND',
      asked: [],
    })
    expect(await notify(named(accepted, 'peer.example'), {})).toMatchObject({ status: 404 })
  })
})

describe('the end of a share', () => {
  it('ends what we received from whoever says so', async () => {
    const outcome = await notify(named(unshared, 'peer.example'), { received: peer() })
    expect(outcome).toMatchObject({ status: 201, done: ['ended by peer.example (proven)'] })
  })

  it('from a recipient’s server means that it was declined', async () => {
    const outcome = await notify(named(unshared, 'peer.example'), { sent: peer() })
    expect(outcome).toMatchObject({ status: 201, done: ['declined by peer.example (proven)'] })
  })

  it('is that of the share whose secret is shown, where both go by one number', async () => {
    const both = { sent: peer(true), received: peer() }
    expect(await notify(withSecret(unshared), both, false)).toMatchObject({
      done: ['declined by peer.example (by secret)'],
    })
    const other = { sent: peer(), received: peer(true) }
    expect(await notify(withSecret(unshared), other, false)).toMatchObject({
      done: ['ended by peer.example (by secret)'],
    })
  })

  it('is that of the share that we received, where nothing else says it', async () => {
    const outcome = await notify(unshared, {
      sent: { host: 'other.example', proven: false },
      received: peer(),
    })
    expect(outcome).toMatchObject({ done: ['ended by peer.example (proven)'] })
  })
})

it.each([
  ['RESHARE_UNDO', 501],
  ['REQUEST_SHARE', 400],
  ['MESSAGE_POSTED', 501],
  ['NONSENSE', 400],
])('%s is not understood: %i', async (notificationType, status) => {
  expect(await notify({ ...accepted, notificationType }, { sent: peer() })).toMatchObject({
    status,
    done: [],
  })
})
