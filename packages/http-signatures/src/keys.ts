import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { algorithmOf, type JoseAlgorithm, signBytes, verifyBytes } from './algorithms.ts'

/** What signs: a {@link PrivateKey}, or a caller's own (a key service, a hardware module). */
export interface SigningKey {
  /** The `keyid` of signatures and the `kid` of the published JWK. */
  readonly keyId: string
  /** The value of the `alg` parameter, or undefined when the algorithm has none and the parameter is left out. */
  readonly httpAlgorithm: string | undefined
  sign(signatureBase: Uint8Array): Promise<Uint8Array>
}

/** What verifies: a key from a JWK, or a caller's own. */
export interface VerificationKey {
  readonly keyId: string
  /** The only value of the `alg` parameter that agrees with this key; undefined when none does. */
  readonly httpAlgorithm: string | undefined
  verify(signatureBase: Uint8Array, signature: Uint8Array): Promise<boolean>
}

/** A signing key of this process. */
export interface PrivateKey extends SigningKey {
  readonly joseAlgorithm: JoseAlgorithm
  /** Shows nothing of the key when logged or turned into JSON. */
  readonly keyObject: KeyObject
}

/**
 * Generates a key on the thread pool. `Ed25519` is what to take unless a peer cannot verify it; RSA keys have 2048 bit.
 */
export async function generateKey(keyId: string, joseAlgorithm: JoseAlgorithm): Promise<PrivateKey> {
  return privateKey(keyId, joseAlgorithm, await generateKeyObject(joseAlgorithm))
}

/** Wraps a private key; the caller has checked that it fits the algorithm. */
export function privateKey(keyId: string, joseAlgorithm: JoseAlgorithm, keyObject: KeyObject): PrivateKey {
  return {
    keyId,
    httpAlgorithm: algorithmOf(joseAlgorithm).httpName,
    joseAlgorithm,
    keyObject,
    sign: (signatureBase) => signBytes(joseAlgorithm, keyObject, signatureBase),
  }
}

/** Wraps a public key; the caller has checked that it fits the algorithm. */
export function publicKey(
  keyId: string,
  joseAlgorithm: JoseAlgorithm,
  keyObject: KeyObject,
): VerificationKey {
  return {
    keyId,
    httpAlgorithm: algorithmOf(joseAlgorithm).httpName,
    verify: (signatureBase, signature) => verifyBytes(joseAlgorithm, keyObject, signatureBase, signature),
  }
}

async function generateKeyObject(joseAlgorithm: JoseAlgorithm): Promise<KeyObject> {
  const generate = promisify(generateKeyPair)
  const { keyType, curve } = algorithmOf(joseAlgorithm)
  if (keyType === 'RSA') return (await generate('rsa', { modulusLength: 2048 })).privateKey
  if (curve === 'Ed25519') return (await generate('ed25519')).privateKey
  return (await generate('ec', { namedCurve: curve })).privateKey
}
