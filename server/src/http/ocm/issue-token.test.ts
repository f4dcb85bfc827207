import { describe, expect, it } from 'vitest'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import type { Call } from '../route.ts'
import { route } from './issue-token.ts'

const honest = { grant_type: 'authorization_code', client_id: 'peer.example', code: 'the-secret' }

async function ask(
  form: Record<string, string> | string,
  { verified = { ok: true }, redemption = {} }: { verified?: object; redemption?: object } = {},
) {
  const logger = createMemoryLogger()
  const asked: unknown[] = []
  const call = {
    application: {
      federation: {
        verifyPeer: async (_tenant: number, _request: unknown, host: string, options: object) => {
          asked.push({ host, ...options })
          return { actor: { host }, ...verified }
        },
      },
      shares: {
        redeemSecret: async () => ({
          ok: true,
          token: { accessToken: 'abc', expiresInMs: 300_000 },
          ...redemption,
        }),
      },
    },
    tenant: { id: 1, publicUrl: 'https://cloud.example' },
    method: 'POST',
    rawUrl: '/ocm/token',
    headers: {},
    raw: Buffer.from(typeof form === 'string' ? form : new URLSearchParams(form).toString()),
    logger,
  } as unknown as Call<'none', undefined, undefined>
  return { reply: await route.handle(call), asked, logger }
}

describe('a token', () => {
  it('is given for the secret to the server that asks, and kept by nobody on the way', async () => {
    const { reply, asked } = await ask(honest)
    expect(reply).toEqual({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { json: { access_token: 'abc', token_type: 'Bearer', expires_in: 300 } },
    })
    expect(asked).toEqual([{ host: 'peer.example', replay: 'allow', unsigned: 'discover' }])
  })

  it.each<[string, Parameters<typeof ask>, number, string]>([
    ['for what is no form', ['{}'], 400, 'invalid_request'],
    ['without a code', [{ ...honest, code: '' }], 400, 'invalid_request'],
    ['for another grant', [{ ...honest, grant_type: 'password' }], 400, 'unsupported_grant_type'],
    [
      'to whoever does not prove who it is',
      [honest, { verified: { ok: false, status: 401, reason: 'unsigned', detail: '' } }],
      400,
      'invalid_client',
    ],
    [
      'to somebody else than it says',
      [honest, { verified: { ok: false, status: 403, reason: 'signer-mismatch', detail: '' } }],
      400,
      'invalid_client',
    ],
    [
      'to a server that is blocked',
      [honest, { verified: { ok: false, status: 403, reason: 'peer-blocked', detail: '' } }],
      400,
      'unauthorized_client',
    ],
    [
      'for now to a server that asks too often',
      [honest, { verified: { ok: false, status: 429, reason: 'too-many-requests', detail: '' } }],
      503,
      'temporarily_unavailable',
    ],
    [
      'for now to whoever cannot be asked',
      [honest, { verified: { ok: false, status: 503, reason: 'peer-unreachable', detail: '' } }],
      503,
      'temporarily_unavailable',
    ],
    ...(['unknown-code', 'share-ended', 'wrong-receiver'] as const).map(
      (reason): [string, Parameters<typeof ask>, number, string] => [
        `because of ${reason}`,
        [honest, { redemption: { ok: false, reason } }],
        400,
        'invalid_grant',
      ],
    ),
  ])('is not given %s', async (_, request, status, error) => {
    const { reply, logger } = await ask(...request)
    expect(reply).toMatchObject({
      status,
      body: { json: { error } },
      headers: { 'cache-control': 'no-store' },
    })
    if (status === 503) expect(reply.headers).toMatchObject({ 'retry-after': '30' })
    expect(JSON.stringify(logger.events)).not.toContain('the-secret')
  })
})
