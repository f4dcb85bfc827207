import { type Parameters, serializeInnerList } from 'structured-headers'
import type { ComponentIdentifier } from './component-identifier.ts'

/** The metadata of a signature (RFC 9421 2.3); times in seconds since 1970. */
export interface SignatureParameters {
  readonly created: number | undefined
  readonly keyid: string | undefined
  readonly alg: string | undefined
  readonly expires: number | undefined
  readonly nonce: string | undefined
  readonly tag: string | undefined
}

/** The name of a signature parameter. */
export type SignatureParameterName = keyof SignatureParameters

/**
 * Reads the parameters of a received signature; undefined when one has a value of the wrong type. Unknown parameters are
 * allowed (RFC 9421 6.3 is a registry); they are signed like all others.
 */
export function readParameters(parameters: Parameters): SignatureParameters | undefined {
  const times = ['created', 'expires'].map((name): unknown => parameters.get(name))
  const texts = ['keyid', 'alg', 'nonce', 'tag'].map((name): unknown => parameters.get(name))
  if (!times.every(isTimeOrAbsent) || !texts.every(isTextOrAbsent)) return undefined
  const [created, expires] = times
  const [keyid, alg, nonce, tag] = texts
  return { created, keyid, alg, expires, nonce, tag }
}

/**
 * The value of the `@signature-params` line and of a member of `Signature-Input`. Absent parameters are left out, the
 * others stand in the order of {@link SignatureParameters}.
 */
export function serializeParameters(
  components: readonly ComponentIdentifier[],
  { created, keyid, alg, expires, nonce, tag }: SignatureParameters,
): string {
  const parameters: Parameters = new Map()
  for (const [name, value] of Object.entries({ created, keyid, alg, expires, nonce, tag })) {
    if (value !== undefined) parameters.set(name, value)
  }
  return serializeInnerList([components.map(({ name, parameters: own }) => [name, own]), parameters])
}

function isTimeOrAbsent(value: unknown): value is number | undefined {
  return value === undefined || Number.isInteger(value)
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}
