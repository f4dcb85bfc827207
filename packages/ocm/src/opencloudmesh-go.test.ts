import { type Fields, keyFromJwks } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { type IncomingRequest, verifyRequest } from './receiver/verify-request.ts'
import { fixture } from './testing/fixtures.ts'
import { peerHost } from './testing/scripted-peer.ts'
import { readShareAnswer } from './wire/answers.ts'
import { readJwkSet } from './wire/jwk-set.ts'
import { readNotification } from './wire/notification.ts'
import { readShareCreation } from './wire/share-creation.ts'
import { readTokenRequest, readTokenResponse } from './wire/token.ts'

interface Exchange {
  request: { method: string; url: string; headers: Fields; body: string }
  signer: string
  answer: { status: number; body: unknown }
}

const exchanges = ['invite-accepted', 'share-creation', 'notification', 'token-request']

function recorded(name: string) {
  const { request, signer, answer } = fixture(`opencloudmesh-go/${name}.json`) as Exchange
  const created = /;created=(\d+)/.exec(String(request.headers['signature-input']))?.[1]
  const now = Number(created) * 1000 + 5000
  return {
    request: { ...request, body: Buffer.from(request.body) },
    body: request.body,
    signer: peerHost(signer),
    answer,
    now,
  }
}

function keysOf(host: string): unknown {
  const sets = [1, 2].map(
    (n) => fixture(`opencloudmesh-go/jwks-${n}.json`) as { host: string; document: unknown },
  )
  return sets.find((set) => set.host === host)?.document
}

async function verify(request: IncomingRequest, claimed: string, now: number) {
  return verifyRequest(request, {
    claimedHost: peerHost(claimed),
    findKey: async (keyId, host) => keyFromJwks(readJwkSet(keysOf(host)), keyId),
    now,
    mustBeSigned: true,
  })
}

describe('opencloudmesh-go 1.2, as recorded', () => {
  it.each(exchanges)('signs its %s so that it verifies', async (name) => {
    const { request, signer, now } = recorded(name)
    const evidence = await verify(request, signer, now)
    expect(evidence).toEqual({ ok: true, evidence: 'signature', keyId: `${signer}#key1` })
  })

  it.each(exchanges)(
    'cannot be taken for another server by its %s, nor can its request be changed or kept',
    async (name) => {
      const { request, signer, now } = recorded(name)
      const other = signer === 'ocmgo1.test:8611' ? 'ocmgo2.test:8612' : 'ocmgo1.test:8611'
      expect(await verify(request, other, now)).toMatchObject({
        ok: false,
        status: 403,
        reason: 'signer-mismatch',
      })
      const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) }
      expect(await verify(changed, signer, now)).toMatchObject({
        ok: false,
        status: 400,
        reason: 'digest-mismatch',
      })
      expect(await verify(request, signer, now + 300_000)).toMatchObject({
        ok: false,
        reason: 'signature-expired',
      })
    },
  )

  it('sends a share that reads', () => {
    const { body, answer, signer } = recorded('share-creation')
    const read = readShareCreation(JSON.parse(body), { mustExchangeToken: true })
    expect(read).toMatchObject({
      ok: true,
      share: {
        shareWith: { host: 'ocmgo2.test:8612' },
        name: 'hello-ocm.txt',
        sender: {
          identifier: 'MDFhMjAwY2UtMzc2YS03ZTExLWFiNjMtN2Y0MjUwZThhOTk1QG9jbWdvMS50ZXN0Ojg2MTE',
          host: signer,
        },
        resourceType: 'file',
        webdav: {
          uri: '01a200ce-a728-7384-af7b-ec4b09c8d4fc',
          permissions: ['read'],
          requirements: ['must-exchange-token'],
        },
      },
    })
    expect(readShareAnswer(answer.body)).toEqual({ recipientDisplayName: 'Super Administrator' })
  })

  it('sends a notification that reads', () => {
    const { body } = recorded('notification')
    expect(readNotification(JSON.parse(body))).toMatchObject({
      ok: true,
      notification: {
        notificationType: 'SHARE_ACCEPTED',
        providerId: '01a200ce-a728-7383-9aac-216c29bff99c',
      },
    })
  })

  it('exchanges the secret of its share for a token', () => {
    const { request, answer, signer } = recorded('token-request')
    const code = 'a5wRvq_AqKFabQTOtxwTyQl-UUwNYXNIYInqDnrNcvA='
    expect(readTokenRequest(request.body)).toEqual({ ok: true, request: { clientId: signer, code } })
    expect(readTokenResponse(answer.body)).toMatchObject({ expiresInMs: 3_600_000 })
  })
})
