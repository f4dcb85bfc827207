import type { KeyObject } from 'node:crypto'

/**
 * Why a key must not be used although it is well formed: with it, others than its owner could sign, or a verification
 * would cost too much. Undefined for a good one. Takes public and private keys.
 */
export function weaknessOf(key: KeyObject): string | undefined {
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined && !(modulusLength >= 2048 && modulusLength <= 8192)) {
    return 'the RSA key does not have 2048 to 8192 bit'
  }
  if (publicExponent !== undefined && !isStrongExponent(publicExponent)) {
    return 'the exponent of the RSA key is not an odd number of 17 to 256 bit'
  }
  return undefined
}

// FIPS 186-5 5.4. With the exponent 1, every padded text is its own signature.
function isStrongExponent(exponent: bigint): boolean {
  return exponent % 2n === 1n && exponent > 2n ** 16n && exponent < 2n ** 256n
}
