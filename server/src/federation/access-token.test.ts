import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { UserId } from '../platform/actor.ts'
import { createSigningKeys } from './signing-keys.ts'
import { addressOf, hostOf, openTestFederation } from './testing/test-federation.ts'

const order = {
  shareId: 12,
  recipient: addressOf('bob@peer.example'),
  clientId: hostOf('peer.example'),
  owner: 'user-1' as UserId,
  lifetime: 300,
}

describe('an access token', () => {
  it('opens the share that it was issued for until its time is over', async () => {
    await using test = await openTestFederation()
    const { federation, tenant, clock } = test
    const token = await federation.issueAccessToken(tenant.id, order)
    expect(await federation.verifyAccessToken(tenant.id, token)).toEqual({
      shareId: 12,
      clientId: 'peer.example',
    })
    await clock.advance(299_999)
    expect(await federation.verifyAccessToken(tenant.id, token)).toBeDefined()
    await clock.advance(1)
    expect(await federation.verifyAccessToken(tenant.id, token)).toBeUndefined()
  })

  it('says for whom it is, from whom and for what, and never the secret', async () => {
    await using test = await openTestFederation()
    const token = await test.federation.issueAccessToken(test.tenant.id, order)
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'Ed25519', typ: 'at+jwt' })
    expect(decodeJwt(token)).toEqual({
      iss: 'https://cloud.example',
      sub: 'user-1',
      aud: 'bob@peer.example',
      client_id: 'peer.example',
      share: '12',
      iat: test.clock.now() / 1000,
      exp: test.clock.now() / 1000 + 300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('is another one each time', async () => {
    await using test = await openTestFederation()
    const { federation, tenant } = test
    const tokens = await Promise.all([1, 2].map(() => federation.issueAccessToken(tenant.id, order)))
    expect(tokens[0]).not.toBe(tokens[1])
  })

  it('opens nothing at another tenant', async () => {
    await using test = await openTestFederation()
    const { federation, tenant } = test
    const token = await federation.issueAccessToken(tenant.id, order)
    const other = (tenant.id + 1) as typeof tenant.id
    expect(await federation.verifyAccessToken(other, token)).toBeUndefined()
  })

  it('is none when it was changed, or signed for another purpose or with another algorithm', async () => {
    await using test = await openTestFederation()
    const { context, federation, tenant } = test
    const token = await federation.issueAccessToken(tenant.id, order)
    const [head = '', claims = '', signature = ''] = token.split('.')
    const payload = { ...decodeJwt(token), share: '13' }
    const otherClaims = Buffer.from(JSON.stringify(payload)).toString('base64url')
    const key = await createSigningKeys(context).active(tenant.id)
    const jwt = (typ: string, alg = key.joseAlgorithm as string) =>
      new SignJWT(payload).setProtectedHeader({ alg, typ, kid: key.keyId })
    const [published] = (await federation.jwks(tenant.id)).keys
    const none = [
      `${head}.${otherClaims}.${signature}`,
      `${head}.${claims}.`,
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.`,
      await jwt('JWT').sign(key.keyObject),
      await jwt('at+jwt', 'HS256').sign(Buffer.from(JSON.stringify(published))),
      await jwt('at+jwt').setIssuer('https://other.example').sign(key.keyObject),
      await new SignJWT({ share: '12' })
        .setProtectedHeader({ alg: key.joseAlgorithm, typ: 'at+jwt', kid: key.keyId })
        .setIssuer('https://cloud.example')
        .sign(key.keyObject),
    ]
    for (const text of none) expect(await federation.verifyAccessToken(tenant.id, text)).toBeUndefined()
  })

  it.each(['', 'q7Zr-1nT0', 'a.b', 'a.b.c', '{}.{}.{}', 'x'.repeat(8192), '.'.repeat(100)])(
    'is not what somebody may call so: %s',
    async (text) => {
      await using test = await openTestFederation()
      expect(await test.federation.verifyAccessToken(test.tenant.id, text)).toBeUndefined()
    },
  )
})

describe('the keys of a tenant', () => {
  it('are made once, however many ask at the same time, and written down', async () => {
    await using test = await openTestFederation()
    const { context, database, tenant } = test
    const processes = Array.from({ length: 5 }, () => createSigningKeys(context))
    const keys = await Promise.all(processes.map((process) => process.active(tenant.id)))
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1)
    const published = await test.federation.jwks(tenant.id)
    expect(published.keys.map(({ kid }) => kid)).toEqual([keys[0]?.keyId])
    const lines = await database.read.selectFrom('audit').select('action').execute()
    expect(lines.filter(({ action }) => action === 'signing-key.created')).toHaveLength(1)
  })

  it('are published without what must stay here, and stored sealed', async () => {
    await using test = await openTestFederation()
    const { federation, database, tenant } = test
    expect(await federation.jwks(tenant.id)).toEqual({
      keys: [
        {
          kty: 'OKP',
          crv: 'Ed25519',
          x: expect.any(String),
          use: 'sig',
          alg: 'Ed25519',
          kid: expect.any(String),
        },
      ],
    })
    const [stored] = await database.read.selectFrom('signing_keys').selectAll().execute()
    expect(stored?.private_sealed).toMatch(/^v1\.k1\./)
  })
})
