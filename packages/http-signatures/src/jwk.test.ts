import { constants, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import keysFixture from './fixtures/rfc9421/keys.json' with { type: 'json' }
import {
  generateKey,
  importPrivateJwk,
  importPublicJwk,
  isRefusal,
  type JoseAlgorithm,
  keyFromJwks,
  privateJwk,
  publicJwk,
  type VerificationKey,
} from './index.ts'

const base = Buffer.from('"@signature-params": ()')
const ed25519 = publicKeyMembers('test-key-ed25519')
const p256 = publicKeyMembers('test-key-ecc-p256')
const rsa = publicKeyMembers('test-key-rsa')

const httpNames: readonly [JoseAlgorithm, string | undefined][] = [
  ['Ed25519', 'ed25519'],
  ['ES256', 'ecdsa-p256-sha256'],
  ['ES384', 'ecdsa-p384-sha384'],
  ['RS256', 'rsa-v1_5-sha256'],
  ['RS384', undefined],
  ['RS512', undefined],
  ['PS256', undefined],
  ['PS384', undefined],
  ['PS512', 'rsa-pss-sha512'],
]

describe.each(httpNames)('a generated key of the algorithm %s', (algorithm, httpName) => {
  it('signs what its published JWK verifies, also after it was stored', async () => {
    const key = await generateKey('k1', algorithm)
    expect(key).toMatchObject({ keyId: 'k1', joseAlgorithm: algorithm, httpAlgorithm: httpName })
    const published = publicJwk(key)
    expect(published).toMatchObject({ kid: 'k1', use: 'sig', alg: algorithm })
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(published).not.toHaveProperty(secret)

    const stored = importPrivateJwk(privateJwk(key))
    expect(publicJwk(stored)).toEqual(published)
    const verifying = usable(importPublicJwk(published))
    expect(verifying).toMatchObject({ keyId: 'k1', httpAlgorithm: httpName })
    const signature = await stored.sign(base)
    expect(await verifying.verify(base, signature)).toBe(true)
    expect(await verifying.verify(Buffer.from('other'), signature)).toBe(false)
  })

  it('takes a signature of any other length as invalid', async () => {
    const key = await generateKey('k1', algorithm)
    const verifying = usable(importPublicJwk(publicJwk(key)))
    const signature = await key.sign(base)
    for (const length of [0, 1, 32, 63, 65, 95, 97, 255, 257, 5000]) {
      const other = Buffer.alloc(length, signature)
      expect(await verifying.verify(base, other)).toBe(false)
    }
  })
})

describe('importing a JWK', () => {
  it('derives the algorithm from alg, EdDSA being Ed25519', () => {
    expect(importPublicJwk({ ...ed25519, alg: 'EdDSA' })).toMatchObject({ httpAlgorithm: 'ed25519' })
    expect(importPublicJwk({ ...rsa, alg: 'PS512' })).toMatchObject({ httpAlgorithm: 'rsa-pss-sha512' })
    expect(importPublicJwk({ ...rsa, alg: 'RS256', use: 'sig' })).toMatchObject({
      httpAlgorithm: 'rsa-v1_5-sha256',
    })
  })

  it('a key for PS512 does not verify what the same key signed as RS256 (RFC 9421 7.3.6)', async () => {
    const key = await generateKey('k1', 'RS256')
    const pss = usable(importPublicJwk({ ...publicJwk(key), alg: 'PS512' }))
    expect(await pss.verify(base, await key.sign(base))).toBe(false)
  })

  it('the forms that other libraries use by default do not verify: a longer salt, DER', async () => {
    const pss = await generateKey('k1', 'PS512')
    const longSalt = sign('sha512', base, { key: pss.keyObject, padding: constants.RSA_PKCS1_PSS_PADDING })
    expect(await usable(importPublicJwk(publicJwk(pss))).verify(base, longSalt)).toBe(false)
    const ecdsa = await generateKey('k1', 'ES256')
    const der = sign('sha256', base, ecdsa.keyObject)
    expect(await usable(importPublicJwk(publicJwk(ecdsa))).verify(base, der)).toBe(false)
  })

  it.each([
    ['without alg', ed25519],
    ['with alg none', { ...ed25519, alg: 'none' }],
    ['with a symmetric alg', { ...rsa, alg: 'HS256' }],
    ['that is symmetric', { kty: 'oct', kid: 'k', k: 'AAAA', alg: 'HS256' }],
    ['with an alg that is no algorithm but a property of objects', { ...ed25519, alg: 'toString' }],
    ['with an alg that is no text', { ...ed25519, alg: ['Ed25519'] }],
    ['for encryption', { ...rsa, alg: 'RS256', use: 'enc' }],
    ['with EdDSA of another curve', { ...ed25519, crv: 'Ed448', alg: 'EdDSA' }],
    ['with an alg of another key type', { ...p256, alg: 'RS256' }],
    ['with an alg of another curve', { ...p256, alg: 'ES384' }],
    ['without kid', { ...ed25519, kid: undefined, alg: 'Ed25519' }],
    ['with an empty kid', { ...ed25519, kid: '', alg: 'Ed25519' }],
    ['without its members', { kty: 'OKP', crv: 'Ed25519', kid: 'k', alg: 'Ed25519' }],
    ['with a point that is not on the curve', { ...p256, x: p256['y'], alg: 'ES256' }],
    ['with members that are no text', { ...ed25519, x: 12, alg: 'Ed25519' }],
    ['that discloses its private key', { ...privateMembers('test-key-ed25519'), alg: 'Ed25519' }],
    [
      'that discloses a factor of its modulus',
      { ...rsa, p: privateMembers('test-key-rsa')['p'], alg: 'RS256' },
    ],
    ['with a secret beside a public key', { ...ed25519, k: 'AAAA', alg: 'Ed25519' }],
    ['that may only encrypt', { ...rsa, alg: 'RS256', key_ops: ['encrypt'] }],
    ['with operations that are no list', { ...ed25519, alg: 'Ed25519', key_ops: 'verify' }],
    ['with an RSA key of 1024 bit', { ...rsaOf({ modulusLength: 1024 }), alg: 'RS256' }],
    [
      'with an RSA key of 16384 bit',
      { ...rsa, n: Buffer.alloc(2048, 0xff).toString('base64url'), alg: 'RS256' },
    ],
    ['with the RSA exponent 1', { ...rsa, e: 'AQ', alg: 'RS256' }],
    ['with the RSA exponent 3', { ...rsaOf({ modulusLength: 2048, publicExponent: 3 }), alg: 'PS512' }],
    ['with an even RSA exponent', { ...rsa, e: 'AQAC', alg: 'RS256' }],
    ['with an RSA exponent as long as its modulus', { ...rsa, e: rsa['n'], alg: 'RS256' }],
    ['that is no object', 'key'],
    ['that is null', null],
  ])('refuses one %s', (_, jwk) => {
    expect(importPublicJwk(jwk)).toMatchObject({ ok: false, reason: 'key-refused' })
  })

  it.each(['verify', 'sign'])('takes one that may %s, among other things', (operation) => {
    const permitted = { ...ed25519, alg: 'Ed25519', use: 'sig', key_ops: [operation, 'deriveKey'] }
    expect(importPublicJwk(permitted)).toMatchObject({ keyId: 'test-key-ed25519' })
  })

  // Everybody could sign for such a key. OpenSSL sees to it; the test notices if another one does not.
  it('an Ed25519 point of small order verifies nothing', async () => {
    for (const point of pointsOfSmallOrder) {
      const x = Buffer.from(point, 'hex').toString('base64url')
      const key = usable(importPublicJwk({ ...ed25519, x, alg: 'Ed25519' }))
      const forgeries = pointsOfSmallOrder.map((r) => Buffer.from(r + '00'.repeat(32), 'hex'))
      const verified = forgeries.flatMap((forgery) =>
        Array.from({ length: 20 }, (_, n) => key.verify(Buffer.from(`message ${n}`), forgery)),
      )
      expect(await Promise.all(verified)).not.toContain(true)
    }
  })

  it('a private JWK with the public members of another key is a fault', async () => {
    for (const algorithm of ['Ed25519', 'ES256', 'ES384', 'PS512'] as const) {
      const [one, other] = [await generateKey('k', algorithm), await generateKey('k', algorithm)]
      const mixed = { ...privateJwk(one), ...publicJwk(other) }
      expect(() => importPrivateJwk(mixed), algorithm).toThrow(/cannot use this private key/)
    }
  })

  it('a private JWK that is damaged is a fault', async () => {
    const jwk = privateJwk(await generateKey('k1', 'Ed25519'))
    expect(() => importPrivateJwk({ ...jwk, d: '' })).toThrow(/cannot use this private key/)
    expect(() => importPrivateJwk({ ...jwk, kid: '' })).toThrow(/no kid/)
  })

  it('a private key shows nothing of itself when printed', async () => {
    const key = await generateKey('k1', 'Ed25519')
    const { d } = privateJwk(key)
    expect(JSON.stringify(key)).not.toContain(d)
  })
})

describe('a JWK set', () => {
  const good = { ...ed25519, alg: 'Ed25519' }

  it('gives the key of a kid, and undefined for another', () => {
    expect(keyFromJwks({ keys: [{ ...rsa, alg: 'RS256' }, good] }, 'test-key-ed25519')).toMatchObject({
      httpAlgorithm: 'ed25519',
    })
    expect(keyFromJwks({ keys: [good] }, 'other')).toBeUndefined()
  })

  it('gives the first usable key of a kid, or says why none is', () => {
    expect(keyFromJwks({ keys: [ed25519, good] }, 'test-key-ed25519')).toMatchObject({
      httpAlgorithm: 'ed25519',
    })
    expect(keyFromJwks({ keys: [ed25519] }, 'test-key-ed25519')).toMatchObject({ reason: 'key-refused' })
  })

  it.each([undefined, null, 'keys', [], {}, { keys: {} }, { keys: [null, 1, 'a', []] }])(
    'that is none has no key: %j',
    (jwks) => {
      expect(keyFromJwks(jwks, 'k')).toBeUndefined()
    },
  )
})

function privateMembers(kid: string): Readonly<Record<string, string>> {
  const jwk = keysFixture.keys.find((key) => key.kid === kid)
  if (jwk === undefined) throw new Error(`the fixture has no key ${kid}`)
  return { ...jwk }
}

function publicKeyMembers(kid: string): Readonly<Record<string, string>> {
  const published = Object.entries(privateMembers(kid)).filter(([name]) => !/^(d|p|q|dp|dq|qi)$/.test(name))
  return Object.fromEntries(published)
}

function rsaOf(options: { modulusLength: number; publicExponent?: number }): object {
  return { ...generateKeyPairSync('rsa', options).publicKey.export({ format: 'jwk' }), kid: 'k' }
}

const pointsOfSmallOrder = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]

function usable(key: ReturnType<typeof importPublicJwk>): VerificationKey {
  if (isRefusal(key)) throw new Error(key.detail)
  return key
}
