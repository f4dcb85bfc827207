/**
 * Why a message was not accepted. The names are stable: callers map them to status codes, log events and help texts.
 *
 * - `unsigned`: the message carries no signature that the policy selects
 * - `ambiguous-signature`: it carries several of them
 * - `malformed`: a field, parameter or size that the RFCs or our limits do not allow
 * - `parameter-missing`, `component-missing`: the signature lacks what the policy (or the key lookup) requires
 * - `component-invalid`: a covered component has no value in this message
 * - `signature-expired`, `created-in-future`: outside the window of the policy, or past `expires`
 * - `digest-mismatch`: the content is not what a covered `Content-Digest` says, or was not given
 * - `digest-unsupported`: no digest is of an algorithm that we know
 * - `unknown-key`: the lookup knows no such key
 * - `key-refused`: a JWK that must not be used (no `alg`, symmetric, too short, not for signatures …)
 * - `algorithm-mismatch`: the message's `alg` parameter contradicts the key
 * - `signature-invalid`: the signature does not verify
 * - `replayed`: the caller's replay hook has seen it before
 */
export type RefusalReason =
  | 'unsigned'
  | 'ambiguous-signature'
  | 'malformed'
  | 'parameter-missing'
  | 'component-missing'
  | 'component-invalid'
  | 'signature-expired'
  | 'created-in-future'
  | 'digest-mismatch'
  | 'digest-unsupported'
  | 'unknown-key'
  | 'key-refused'
  | 'algorithm-mismatch'
  | 'signature-invalid'
  | 'replayed'

/**
 * An expected refusal. `detail` is one sentence for a log or an administrator; it names fields, parameters and keys,
 * and never repeats the value of a field, which may be a credential.
 */
export interface Refusal {
  readonly ok: false
  readonly reason: RefusalReason
  readonly detail: string
}

/** Makes a {@link Refusal}. Names in the detail come from strangers, so its length is limited. */
export function refuse(reason: RefusalReason, detail: string): Refusal {
  return { ok: false, reason, detail: detail.slice(0, 300) }
}

/** Tells a {@link Refusal} from any other outcome. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false
}
