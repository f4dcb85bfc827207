import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { algorithmOf, isJoseAlgorithm, type JoseAlgorithm } from './algorithms.ts'
import { type PrivateKey, privateKey, publicKey, type VerificationKey } from './keys.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import { weaknessOf } from './weak-keys.ts'

/** A JWK as we publish it (RFC 7517). */
export interface PublicJwk extends JsonWebKey {
  readonly kty: string
  readonly kid: string
  readonly use: 'sig'
  readonly alg: JoseAlgorithm
}

/** A JWK with its private members: a secret. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string
}

/** The JWK to publish: `kty`, `kid`, `use`, `alg` and the public members. */
export function publicJwk(key: PrivateKey): PublicJwk {
  return describe(key, createPublicKey(key.keyObject).export({ format: 'jwk' }))
}

/** The JWK to store. It is a secret. */
export function privateJwk(key: PrivateKey): PrivateJwk {
  const { d = '', ...members } = key.keyObject.export({ format: 'jwk' })
  return { ...describe(key, members), d }
}

/**
 * Reads a JWK that {@link privateJwk} wrote. Throws when it is not one, or when its public members are not those of its
 * private ones: a key store that is damaged is a fault.
 */
export function importPrivateJwk(jwk: PrivateJwk): PrivateKey {
  const imported = importJwk(jwk, (key) => createPrivateKey({ key, format: 'jwk' }))
  if (isRefusal(imported)) throw new Error(`cannot use this private key: ${imported.detail}`)
  const published = Object.entries(jwk).filter(([member]) => !secretMembers.includes(member))
  if (!isPair(imported, createPublicKey({ key: Object.fromEntries(published), format: 'jwk' }))) {
    throw new Error('cannot use this private key: its public members are those of another key')
  }
  return privateKey(imported.keyId, imported.joseAlgorithm, imported.keyObject)
}

// OpenSSL takes the public members of an EC key as they are, and computes those of an Ed25519 key.
function isPair({ joseAlgorithm, keyObject }: ImportedJwk, published: KeyObject): boolean {
  const { hash, options } = algorithmOf(joseAlgorithm)
  const probe = Buffer.from(joseAlgorithm)
  const signature = sign(hash, probe, { key: keyObject, ...options })
  return verify(hash, probe, { key: published, ...options }, signature)
}

// RFC 7518 6.2.2, 6.3.2 and 6.4.1: the members that are secret.
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/**
 * Reads a JWK from elsewhere. Refuses (`key-refused`) one without `kid` or with an `alg` that is absent, symmetric,
 * `none`, unknown or not of its key type; one that is not for signatures (`use`, `key_ops`); one that discloses a secret;
 * and RSA keys of less than 2048 or more than 8192 bit or with a small exponent.
 */
export function importPublicJwk(jwk: unknown): VerificationKey | Refusal {
  if (isObject(jwk) && secretMembers.some((member) => member in jwk)) {
    return refuse('key-refused', 'the JWK discloses a private key')
  }
  const imported = importJwk(jwk, (key) => createPublicKey({ key, format: 'jwk' }))
  if (isRefusal(imported)) return imported
  return publicKey(imported.keyId, imported.joseAlgorithm, imported.keyObject)
}

/**
 * Finds a key in a JWK set (RFC 7517 5) by its `kid`: undefined when there is none, a refusal when it must not be used.
 * Of several keys with one `kid` the first usable one is taken.
 */
export function keyFromJwks(jwks: unknown, keyId: string): VerificationKey | Refusal | undefined {
  const keys = isObject(jwks) && Array.isArray(jwks['keys']) ? (jwks['keys'] as unknown[]) : []
  const candidates = keys.filter((jwk) => isObject(jwk) && jwk['kid'] === keyId).map(importPublicJwk)
  return candidates.find((candidate) => !isRefusal(candidate)) ?? candidates[0]
}

function describe({ keyId, joseAlgorithm }: PrivateKey, members: JsonWebKey): PublicJwk {
  const { keyType } = algorithmOf(joseAlgorithm)
  return { ...members, kty: keyType, kid: keyId, use: 'sig', alg: joseAlgorithm }
}

interface ImportedJwk {
  readonly keyId: string
  readonly joseAlgorithm: JoseAlgorithm
  readonly keyObject: KeyObject
}

function importJwk(jwk: unknown, create: (jwk: JsonWebKey) => KeyObject): ImportedJwk | Refusal {
  if (!isObject(jwk)) return refuse('key-refused', 'the JWK is not an object')
  const keyId = jwk['kid']
  if (typeof keyId !== 'string' || keyId === '') return refuse('key-refused', 'the JWK has no kid')
  if (!isForSignatures(jwk)) return refuse('key-refused', 'the JWK is not for signatures')
  const joseAlgorithm = joseAlgorithmOf(jwk)
  if (joseAlgorithm === undefined) {
    return refuse(
      'key-refused',
      'the JWK has no alg, or one that is not an asymmetric signature algorithm we know',
    )
  }
  const { keyType, curve } = algorithmOf(joseAlgorithm)
  if (jwk['kty'] !== keyType || (curve !== undefined && jwk['crv'] !== curve)) {
    return refuse('key-refused', `the JWK is not of the key type of its alg ${joseAlgorithm}`)
  }
  const keyObject = createdKey(jwk, create)
  if (keyObject === undefined) return refuse('key-refused', 'the JWK holds no valid key')
  const weakness = weaknessOf(keyObject)
  return weakness === undefined ? { keyId, joseAlgorithm, keyObject } : refuse('key-refused', weakness)
}

// RFC 7517 4.2 and 4.3. Either may be absent. Published keys that were cut out of a private one say `sign`.
function isForSignatures({ use, key_ops: operations }: Record<string, unknown>): boolean {
  const permitted =
    Array.isArray(operations) && (operations.includes('verify') || operations.includes('sign'))
  return (operations === undefined || permitted) && (use === undefined || use === 'sig')
}

function joseAlgorithmOf(jwk: Record<string, unknown>): JoseAlgorithm | undefined {
  const name = jwk['alg']
  // RFC 9864 replaces EdDSA, which leaves the curve open, by names that say it.
  if (name === 'EdDSA' && jwk['crv'] === 'Ed25519') return 'Ed25519'
  return isJoseAlgorithm(name) ? name : undefined
}

function createdKey(jwk: JsonWebKey, create: (jwk: JsonWebKey) => KeyObject): KeyObject | undefined {
  try {
    return create(jwk)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
