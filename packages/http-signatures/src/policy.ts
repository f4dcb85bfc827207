import type { SignatureParameterName } from './signature-parameters.ts'
import type { StructuredFieldTypes } from './structured-fields.ts'

/**
 * Which signature of a message counts; all others are ignored.
 *
 * - by `tag`, exactly one may carry it. Labels mean nothing (RFC 9421 7.2.5) and intermediaries may change them. With
 *   `untaggedLabel`, a message without that tag is also accepted when its only signature has this label and no tag, for
 *   peers that are older than the tag.
 * - by `label`, for applications that agreed on one.
 * - `'only'`, the message must carry a single signature.
 */
export type SignatureSelection =
  | { readonly tag: string; readonly untaggedLabel?: string }
  | { readonly label: string }
  | 'only'

/** What an application demands of a signature (RFC 9421 3.2.1), as a value. */
export interface VerificationPolicy {
  readonly select: SignatureSelection
  /** Components that must be covered, written as `@method`, `content-digest`, `@query-param;name="Pet"`. */
  readonly requiredComponents: readonly string[]
  /** Parameters that must be present. `keyid` always has to be, and `tag` where the signature is selected by it. */
  readonly requiredParameters: readonly SignatureParameterName[]
  /** How old `created` may be, in seconds. */
  readonly maxAgeSeconds: number
  /** How far `created` may lie in the future, in seconds. */
  readonly maxFutureSkewSeconds: number
  /** Structured fields beyond those of the RFCs, for components with `sf` or `key`. */
  readonly structuredFields?: StructuredFieldTypes
}
