import { createHmac, timingSafeEqual } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { printComponent } from './component-identifier.ts'
import keysFixture from './fixtures/rfc9421/keys.json' with { type: 'json' }
import fixture from './fixtures/rfc9421/signatures.json' with { type: 'json' }
import {
  importPrivateJwk,
  importPublicJwk,
  isRefusal,
  type JoseAlgorithm,
  type Message,
  type PrivateJwk,
  publicJwk,
  type SigningKey,
  signMessage,
  type VerificationKey,
  type VerificationPolicy,
  verifyMessage,
} from './index.ts'
import { findSignature, type ReceivedSignature } from './received-signatures.ts'
import { createSignatureBase } from './signature-base.ts'

const josePeers: Readonly<Record<string, JoseAlgorithm>> = {
  'rsa-pss-sha512': 'PS512',
  'rsa-v1_5-sha256': 'RS256',
  'ecdsa-p256-sha256': 'ES256',
  ed25519: 'Ed25519',
}

interface Vector {
  readonly section: string
  readonly title: string
  readonly key: string
  readonly algorithm: string
  readonly label: string
  readonly valid: boolean
  readonly base: readonly string[] | null
  readonly message: FixtureMessage
}

interface FixtureMessage {
  readonly method?: string
  readonly url?: string
  readonly status?: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string
  readonly request?: FixtureMessage
}

const vectors: readonly Vector[] = fixture.signatures

const withBase = vectors.flatMap((vector) => (vector.base === null ? [] : [{ ...vector, base: vector.base }]))

describe('the signatures that RFC 9421 prints', () => {
  it.each(vectors)('$section, $title: valid is $valid', async (vector) => {
    const outcome = await verifyMessage(messageOf(vector.message), {
      policy: policyOf(vector),
      now: 1_618_884_490_000,
      findKey: async () => verificationKey(vector),
    })
    expect(outcome).toMatchObject(
      vector.valid ? { ok: true, keyId: vector.key } : { ok: false, reason: 'signature-invalid' },
    )
  })

  it.each(withBase)('$section, $title: the signature base is the printed one', (vector) => {
    const message = messageOf(vector.message)
    const { components, signatureParams } = receivedSignature(message, vector)
    expect(createSignatureBase(message, components, signatureParams)).toBe(vector.base.join('\n'))
  })

  it.each(vectors)('$section, $title: signing gives the same parameters and bytes', async (vector) => {
    const message = messageOf(vector.message)
    const received = receivedSignature(message, vector)
    const { created = 0, expires, nonce, tag, alg } = received.parameters
    const signed = await signMessage(unsigned(message), {
      // Only one of the texts has the parameter alg. A key without a name for its algorithm leaves it out.
      key: { ...signingKey(vector), httpAlgorithm: alg },
      components: received.components.map(printComponent),
      label: vector.label,
      created,
      ...(expires !== undefined && { expires }),
      ...(nonce !== undefined && { nonce }),
      ...(tag !== undefined && { tag }),
    })
    expect(signed['Signature-Input']).toBe(`${vector.label}=${received.signatureParams}`)
    const sameBytes =
      signed.Signature === `${vector.label}=:${Buffer.from(received.signature).toString('base64')}:`
    const deterministic = !/ecdsa|pss/.test(vector.algorithm)
    expect(sameBytes).toBe(deterministic && vector.valid)
  })
})

function policyOf({ label }: Vector): VerificationPolicy {
  return {
    select: { label },
    requiredComponents: [],
    requiredParameters: ['created'],
    maxAgeSeconds: 60,
    maxFutureSkewSeconds: 0,
  }
}

function receivedSignature(message: Message, vector: Vector): ReceivedSignature {
  const received = findSignature(message, policyOf(vector).select)
  if (isRefusal(received)) throw new Error(received.detail)
  return received
}

function messageOf({ method, url, status, headers, body, request: related }: FixtureMessage): Message {
  const content = body === undefined ? {} : { body: Buffer.from(body) }
  if (method !== undefined && url !== undefined) return { method, url, headers, ...content }
  const requested = related && messageOf(related)
  return {
    status: status ?? 0,
    headers,
    ...content,
    ...(requested && 'method' in requested ? { request: requested } : {}),
  }
}

function unsigned(message: Message): Message {
  const { Signature: _, 'Signature-Input': __, ...headers } = message.headers
  return { ...message, headers }
}

function jwkOf({ key, algorithm }: Vector): PrivateJwk {
  const jwk = keysFixture.keys.find(({ kid }) => kid === key)
  const alg = josePeers[algorithm]
  if (jwk === undefined || alg === undefined) throw new Error(`the fixture has no key ${key}`)
  return { ...jwk, alg, use: 'sig' }
}

function signingKey(vector: Vector): SigningKey {
  return vector.key === 'test-shared-secret' ? sharedSecret : importPrivateJwk(jwkOf(vector))
}

function verificationKey(vector: Vector): VerificationKey {
  if (vector.key === 'test-shared-secret') return sharedSecret
  const key = importPublicJwk(publicJwk(importPrivateJwk(jwkOf(vector))))
  if (isRefusal(key)) throw new Error(key.detail)
  return key
}

// The package itself has no symmetric algorithm; a caller's own key can have any.
const sharedSecret: SigningKey & VerificationKey = {
  keyId: 'test-shared-secret',
  httpAlgorithm: 'hmac-sha256',
  sign: async (base) => hmac(base),
  verify: async (base, signature) => timingSafeEqual(hmac(base), signature),
}

function hmac(base: Uint8Array): Buffer {
  return createHmac('sha256', Buffer.from(keysFixture['test-shared-secret'], 'base64')).update(base).digest()
}
