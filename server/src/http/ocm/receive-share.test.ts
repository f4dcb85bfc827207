import { expect, it } from 'vitest'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import type { Call } from '../route.ts'
import { route } from './receive-share.ts'

const share = {
  shareWith: 'bob@cloud.example',
  name: 'Trip',
  providerId: '7',
  owner: 'ann@peer.example',
  sender: 'ann@peer.example',
  shareType: 'user',
  resourceType: 'folder',
  protocol: { name: 'multi', webdav: { uri: '7', sharedSecret: 'the-secret', permissions: ['read'] } },
}

async function post(body: object, reception: object = { ok: true, recipient: { displayName: 'Bob' } }) {
  const asked: string[] = []
  const logger = createMemoryLogger()
  const call = {
    application: {
      federation: {
        verifyPeer: async (_tenant: number, _request: unknown, host: string) => {
          asked.push(host)
          return { ok: true, actor: { host } }
        },
      },
      mounts: { receiveShare: async () => reception },
      metrics: createMetrics({ logger }).metrics,
    },
    tenant: { id: 1, host: 'cloud.example', publicUrl: 'https://cloud.example' },
    method: 'POST',
    rawUrl: '/ocm/shares',
    headers: {},
    raw: Buffer.from(JSON.stringify(body)),
    logger,
  } as unknown as Call<'none', undefined, undefined>
  return { reply: await route.handle(call), asked }
}

it('a share that is taken in is answered with the name of its recipient', async () => {
  const { reply, asked } = await post(share)
  expect(reply).toEqual({ status: 201, body: { json: { recipientDisplayName: 'Bob' } } })
  expect(asked).toEqual(['peer.example'])
})

it('a share of somebody else’s is refused before anybody is asked', async () => {
  const { reply, asked } = await post({ ...share, owner: 'carol@victim.example' })
  expect(reply).toMatchObject({ status: 403, body: { json: { message: 'OWNER_NOT_AT_SENDER' } } })
  expect(asked).toEqual([])
})

it.each([
  ['recipient-not-found', 400, 'VALIDATION_FAILED'],
  ['no-token-endpoint', 400, 'VALIDATION_FAILED'],
  ['not-listed', 403, 'UNTRUSTED_SERVICE'],
  ['not-invited', 403, 'NOT_INVITED'],
  ['peer-blocked', 403, 'PEER_BLOCKED'],
  ['sender-blocked', 403, 'SENDER_BLOCKED'],
  ['conflict', 409, 'ALREADY_EXIST'],
  ['too-many-pending', 429, 'TOO_MANY_PENDING'],
  ['no-access', 501, 'PROTOCOL_NOT_SUPPORTED'],
  ['sender-unreachable', 503, 'PEER_UNREACHABLE'],
])('a share that is not taken in because of %s is answered %i %s', async (reason, status, message) => {
  const { reply } = await post(share, { ok: false, reason, detail: '' })
  expect(reply).toMatchObject({ status, body: { json: { message } } })
  if (status === 429 || status === 503) expect(reply.headers).toHaveProperty('retry-after')
})
