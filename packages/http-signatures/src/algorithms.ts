import type { KeyObject, SigningOptions } from 'node:crypto'
import { constants, sign, verify } from 'node:crypto'

/** How one JOSE algorithm signs, and which keys it takes. */
type Algorithm = (
  | { readonly keyType: 'OKP'; readonly curve: 'Ed25519' }
  | { readonly keyType: 'EC'; readonly curve: 'P-256' | 'P-384' }
  | { readonly keyType: 'RSA'; readonly curve?: undefined }
) & {
  /** Its name in the HTTP Signature Algorithms registry (the `alg` parameter), if it has one there. */
  readonly httpName?: string
  readonly hash?: 'sha256' | 'sha384' | 'sha512'
  readonly options?: SigningOptions
}

// RFC 9421 3.3.4: r and s side by side, not the DER of most libraries.
const rawEcdsa: SigningOptions = { dsaEncoding: 'ieee-p1363' }
const pkcs1: SigningOptions = { padding: constants.RSA_PKCS1_PADDING }
// RFC 9421 3.3.1 and RFC 7518 3.5: the salt is exactly as long as the hash. Node's default when verifying takes any.
const pss = (saltLength: number): SigningOptions => ({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })

// `none` and the symmetric algorithms are not in here, so a public key can never be taken for a shared secret
// (RFC 9421 7.3.6).
const algorithms = {
  Ed25519: { httpName: 'ed25519', keyType: 'OKP', curve: 'Ed25519' },
  ES256: { httpName: 'ecdsa-p256-sha256', keyType: 'EC', curve: 'P-256', hash: 'sha256', options: rawEcdsa },
  ES384: { httpName: 'ecdsa-p384-sha384', keyType: 'EC', curve: 'P-384', hash: 'sha384', options: rawEcdsa },
  RS256: { httpName: 'rsa-v1_5-sha256', keyType: 'RSA', hash: 'sha256', options: pkcs1 },
  RS384: { keyType: 'RSA', hash: 'sha384', options: pkcs1 },
  RS512: { keyType: 'RSA', hash: 'sha512', options: pkcs1 },
  PS256: { keyType: 'RSA', hash: 'sha256', options: pss(32) },
  PS384: { keyType: 'RSA', hash: 'sha384', options: pss(48) },
  PS512: { httpName: 'rsa-pss-sha512', keyType: 'RSA', hash: 'sha512', options: pss(64) },
} as const satisfies Record<string, Algorithm>

/** The `alg` of a JWK that we sign and verify with (RFC 9421 3.3.7). */
export type JoseAlgorithm = keyof typeof algorithms

/** Whether the `alg` of a JWK is one of ours. */
export function isJoseAlgorithm(name: unknown): name is JoseAlgorithm {
  return typeof name === 'string' && Object.hasOwn(algorithms, name)
}

/** The definition of an algorithm. */
export function algorithmOf(name: JoseAlgorithm): Algorithm {
  return algorithms[name]
}

/** Signs on the thread pool. */
export function signBytes(name: JoseAlgorithm, key: KeyObject, data: Uint8Array): Promise<Uint8Array> {
  const { hash, options } = algorithmOf(name)
  return new Promise((resolve, reject) => {
    sign(hash, data, { key, ...options }, (error, signature) => {
      if (error) reject(error)
      else resolve(signature)
    })
  })
}

/** Verifies on the thread pool. A signature of a wrong length or form is false, not an error. */
export function verifyBytes(
  name: JoseAlgorithm,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { hash, options } = algorithmOf(name)
  return new Promise((resolve) => {
    verify(hash, data, { key, ...options }, signature, (error, valid) => resolve(!error && valid))
  })
}
