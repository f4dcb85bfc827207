import { beforeAll, describe, expect, it } from 'vitest'
import {
  generateKey,
  importPublicJwk,
  type PrivateKey,
  publicJwk,
  type RefusalReason,
  type RequestMessage,
  type Sighting,
  type SigningOptions,
  signMessage,
  signMessageWithContent,
  type Verification,
  type VerificationKey,
  type VerificationOptions,
  type VerificationPolicy,
  verifyMessage,
} from './index.ts'

const created = 1_788_000_000
const now = created * 1000
const components = ['@method', '@target-uri', 'content-digest', 'content-length']

const policy: VerificationPolicy = {
  select: { tag: 'ocm' },
  requiredComponents: components,
  requiredParameters: ['created', 'keyid', 'tag'],
  maxAgeSeconds: 300,
  maxFutureSkewSeconds: 60,
}

const request: RequestMessage = {
  method: 'POST',
  url: 'https://cloud.example/ocm/shares',
  headers: { Host: 'cloud.example', 'Content-Type': 'application/json' },
  body: Buffer.from('{"name":"Survey"}'),
}

let key: PrivateKey
beforeAll(async () => {
  key = await generateKey('peer.example#k1', 'ES256')
})

async function signed(changes: Partial<SigningOptions> = {}): Promise<RequestMessage> {
  const options = { key, components, label: 'sig', created, tag: 'ocm', ...changes }
  return withFields(request, await signMessageWithContent(request, options))
}

function withFields(message: RequestMessage, fields: object): RequestMessage {
  return { ...message, headers: { ...message.headers, ...fields } }
}

/** Lets a test re-write what the peer sent in Signature-Input. */
async function rewritten(from: string | RegExp, to: string): Promise<RequestMessage> {
  const message = await signed()
  const input = String(message.headers['Signature-Input'])
  const changed = input.replace(from, to)
  expect(changed).not.toBe(input)
  return withFields(message, { 'Signature-Input': changed })
}

function verify(message: RequestMessage, changes: Partial<VerificationOptions> = {}): Promise<Verification> {
  return verifyMessage(message, { policy, now, findKey: async () => published(), ...changes })
}

function published(): VerificationKey | undefined {
  const imported = importPublicJwk(publicJwk(key))
  return 'ok' in imported ? undefined : imported
}

async function reasonOf(
  message: RequestMessage,
  changes: Partial<VerificationOptions> = {},
): Promise<RefusalReason | 'ok'> {
  const outcome = await verify(message, changes)
  return outcome.ok ? 'ok' : outcome.reason
}

describe('verifying a message', () => {
  it('says who signed what', async () => {
    const message = await signed({ expires: created + 30, nonce: 'n1', components: [...components, '@path'] })
    expect(await verify(message)).toEqual({
      ok: true,
      keyId: 'peer.example#k1',
      label: 'sig',
      tag: 'ocm',
      created,
      expires: created + 30,
      nonce: 'n1',
      components: [...components, '@path'],
    })
  })

  it('does not need the alg parameter', async () => {
    expect(await reasonOf(await signed({ key: { ...key, httpAlgorithm: undefined } }))).toBe('ok')
  })

  it('takes fields that are not covered as they come', async () => {
    expect(
      await reasonOf(withFields(await signed(), { 'Content-Type': 'text/plain', Via: '1.1 proxy' })),
    ).toBe('ok')
  })

  it('ignores the label and all other signatures', async () => {
    const message = await signed({ label: 'anything' })
    const relayed = await signMessage(message, { key, components: ['@method'], label: 'proxy', created })
    expect(await verify(withFields(message, relayed))).toMatchObject({ ok: true, label: 'anything' })
  })

  it('asks for no key before the message is complete and fresh', async () => {
    const findKey = (): never => {
      throw new Error('the key was looked up')
    }
    expect(await reasonOf(await signed(), { now: now + 301_000, findKey })).toBe('signature-expired')
    expect(await reasonOf({ ...(await signed()), body: Buffer.of() }, { findKey })).toBe('digest-mismatch')
    await expect(verify(await signed(), { findKey })).rejects.toThrow('the key was looked up')
  })
})

describe('the refusal', () => {
  it.each([
    ['created', 'parameter-missing'],
    ['keyid', 'parameter-missing'],
    ['tag', 'unsigned'],
  ] as const)('for a signature without %s is %s', async (parameter, reason) => {
    expect(await reasonOf(await rewritten(new RegExp(`;${parameter}=("[^"]*"|\\d+)`), ''))).toBe(reason)
  })

  it('parameter-missing: no keyid, even when the policy does not ask for it', async () => {
    const lenient = { ...policy, requiredParameters: [] }
    expect(await reasonOf(await rewritten(/;keyid="[^"]*"/, ''), { policy: lenient })).toBe(
      'parameter-missing',
    )
  })

  it.each(components)('component-missing: %s is not covered', async (component) => {
    const message = await signed({ components: components.filter((other) => other !== component) })
    expect(await reasonOf(message)).toBe('component-missing')
  })

  it('component-missing: covered with a parameter is something else', async () => {
    const message = await signed({ components: [...components.slice(0, 3), 'content-length;bs'] })
    expect(await reasonOf(message)).toBe('component-missing')
  })

  it('component-invalid: a covered field is not in the message', async () => {
    const message = await signed({ components: [...components, 'host'] })
    const { Host: _, ...headers } = message.headers
    expect(await reasonOf({ ...message, headers })).toBe('component-invalid')
  })

  it('signature-expired and created-in-future: outside the window, to the millisecond', async () => {
    const message = await signed()
    expect(await reasonOf(message, { now: now + 300_000 })).toBe('ok')
    expect(await reasonOf(message, { now: now + 300_001 })).toBe('signature-expired')
    expect(await reasonOf(message, { now: now - 60_000 })).toBe('ok')
    expect(await reasonOf(message, { now: now - 60_001 })).toBe('created-in-future')
  })

  it('whatever the signature, when the caller has no time', async () => {
    expect(await verify(await signed(), { now: Number.NaN })).toMatchObject({ ok: false })
    const timeless = { ...policy, maxAgeSeconds: Number.NaN }
    expect(await verify(await signed(), { policy: timeless })).toMatchObject({ ok: false })
  })

  it('signature-expired: after expires, however young', async () => {
    const message = await signed({ expires: created + 10 })
    expect(await reasonOf(message, { now: now + 10_000 })).toBe('ok')
    expect(await reasonOf(message, { now: now + 10_001 })).toBe('signature-expired')
  })

  it('digest-mismatch: another body, or none given', async () => {
    const { body: _, ...bodiless } = await signed()
    expect(await reasonOf({ ...bodiless, body: Buffer.from('{}') })).toBe('digest-mismatch')
    expect(await reasonOf(bodiless)).toBe('digest-mismatch')
  })

  it('digest-mismatch: one of two digests is wrong, also when only a member is covered', async () => {
    const message = await signed({ components: ['content-digest;key="sha-256"'] })
    const right = String(message.headers['Content-Digest'])
    const lenient = { ...policy, requiredComponents: [] }
    const both = withFields(message, { 'Content-Digest': `${right}, sha-512=:AAAA:` })
    expect(await reasonOf(message, { policy: lenient })).toBe('ok')
    expect(await reasonOf(both, { policy: lenient })).toBe('digest-mismatch')
  })

  it('digest-unsupported: only digests that nobody should rely on', async () => {
    const message = withFields(await signed(), { 'Content-Digest': 'md5=:AAAA:' })
    expect(await reasonOf(message)).toBe('digest-unsupported')
  })

  it('unknown-key: the lookup has none', async () => {
    expect(await reasonOf(await signed(), { findKey: async () => undefined })).toBe('unknown-key')
  })

  it('key-refused: the lookup has one that must not be used', async () => {
    const findKey = async (keyId: string) =>
      importPublicJwk({ kid: keyId, kty: 'oct', alg: 'HS256', k: 'AAAA' })
    expect(await reasonOf(await signed(), { findKey })).toBe('key-refused')
  })

  it('algorithm-mismatch: alg is not that of the key, or the key has no HTTP name', async () => {
    const message = await rewritten('ecdsa-p256-sha256', 'hmac-sha256')
    expect(await reasonOf(message)).toBe('algorithm-mismatch')
    const rsa = await generateKey('peer.example#k1', 'PS256')
    const findKey = async () => importPublicJwk(publicJwk(rsa))
    expect(
      await reasonOf(await signed({ key: { ...rsa, httpAlgorithm: 'rsa-pss-sha512' } }), { findKey }),
    ).toBe('algorithm-mismatch')
    expect(await reasonOf(await signed({ key: rsa }), { findKey })).toBe('ok')
  })

  it.each([
    ['the method', { method: 'PUT' }],
    ['the host', { url: 'https://other.example/ocm/shares' }],
    ['the scheme', { url: 'http://cloud.example/ocm/shares' }],
    ['the path', { url: 'https://cloud.example/ocm/shares/' }],
    ['the query', { url: 'https://cloud.example/ocm/shares?' }],
  ])('signature-invalid: %s is another', async (_, change) => {
    expect(await reasonOf({ ...(await signed()), ...change })).toBe('signature-invalid')
  })

  it('signature-invalid: another key, or parameters that were not signed', async () => {
    const other = await generateKey('peer.example#k1', 'ES256')
    expect(await reasonOf(await signed({ key: other }))).toBe('signature-invalid')
    expect(await reasonOf(await rewritten('created=1788000000', 'created=1788000001'))).toBe(
      'signature-invalid',
    )
    expect(await reasonOf(await rewritten(';tag', ';expires=1788000300;tag'))).toBe('signature-invalid')
  })

  it('names no value of a field, which may be a credential', async () => {
    const message = await signed({ components: [...components, 'host'] })
    const secret = { Host: ['Bearer-s3cret\n', 'x'] }
    const outcome = await verify({ ...message, headers: { ...message.headers, ...secret } })
    expect(outcome).toMatchObject({ ok: false, reason: 'component-invalid' })
    expect(JSON.stringify(outcome)).not.toContain('s3cret')
  })
})

describe('the replay hook', () => {
  function store(): { sightings: Sighting[]; seen: (sighting: Sighting) => Promise<boolean> } {
    const sightings: Sighting[] = []
    const seen = async (sighting: Sighting): Promise<boolean> => {
      const known = sightings.some(({ fingerprint }) => fingerprint === sighting.fingerprint)
      sightings.push(sighting)
      return known
    }
    return { sightings, seen }
  }

  it('accepts a signature once', async () => {
    const { seen } = store()
    const message = await signed()
    expect(await reasonOf(message, { seen })).toBe('ok')
    expect(await reasonOf(message, { seen })).toBe('replayed')
    expect(await reasonOf(await signed({ nonce: 'other' }), { seen })).toBe('ok')
  })

  it('knows the second signature that anyone can make of an ECDSA signature', async () => {
    const { seen } = store()
    const message = await signed()
    const mirrored = withFields(message, { Signature: mirrorEcdsa(String(message.headers['Signature'])) })
    expect(mirrored.headers['Signature']).not.toBe(message.headers['Signature'])
    expect(await reasonOf(mirrored)).toBe('ok')
    expect(await reasonOf(message, { seen })).toBe('ok')
    expect(await reasonOf(mirrored, { seen })).toBe('replayed')
  })

  it('is asked about valid signatures only, and told how long to remember them', async () => {
    const { seen, sightings } = store()
    await verify(await rewritten('created=1788000000', 'created=1788000001'), { seen })
    expect(sightings).toEqual([])
    await verify(await signed(), { seen })
    await verify(await signed({ expires: created + 10 }), { seen })
    expect(sightings).toMatchObject([
      { keyId: 'peer.example#k1', until: now + 300_000 },
      { keyId: 'peer.example#k1', until: now + 10_000 },
    ])
  })
})

/** (r, s) and (r, n - s) are both valid signatures over P-256. */
function mirrorEcdsa(field: string): string {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  const bytes = Buffer.from(/:(.*):/.exec(field)?.[1] ?? '', 'base64')
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`)
  const mirrored = (order - s).toString(16).padStart(64, '0')
  return `sig=:${Buffer.concat([bytes.subarray(0, 32), Buffer.from(mirrored, 'hex')]).toString('base64')}:`
}
