import { createHash } from 'node:crypto'
import { componentKey, parseComponent, printComponent } from './component-identifier.ts'
import { type DigestChecker, digestChecker } from './content-digest.ts'
import type { VerificationKey } from './keys.ts'
import { fieldLines, type Message } from './message.ts'
import type { VerificationPolicy } from './policy.ts'
import { findSignature, type ReceivedSignature } from './received-signatures.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import { createSignatureBase } from './signature-base.ts'

/** What a verification is given besides the message. */
export interface VerificationOptions {
  readonly policy: VerificationPolicy
  /** The present, in epoch milliseconds. */
  readonly now: number
  /**
   * Finds the key that a signature names: undefined for none, a refusal (of `importPublicJwk`) for one that must not be
   * used. It decides whom to trust; it is asked only for messages that are well formed, fresh and complete. What it
   * throws, `verifyMessage` throws.
   */
  readonly findKey: (keyId: string) => Promise<VerificationKey | Refusal | undefined>
  /**
   * The content comes later, in pieces: a covered `Content-Digest` is not compared now, and the outcome has a checker for
   * it. What passes is not authentic before that says so.
   */
  readonly streamed?: boolean
  /** Called for valid signatures only. Tells whether this one was seen before, and remembers it, in one step. */
  readonly seen?: (sighting: Sighting) => Promise<boolean>
}

/** A valid signature, as a replay store remembers it. */
export interface Sighting {
  readonly keyId: string
  /**
   * SHA-256 of the signature base, base64url. Not the signature: of an ECDSA signature anyone can make a second valid
   * one.
   */
  readonly fingerprint: string
  /** Epoch milliseconds after which the time window refuses it anyway; Infinity when it has no time at all. */
  readonly until: number
}

/** A signature that satisfies the policy. Times are Unix times in seconds, as on the wire. */
export interface VerifiedSignature {
  readonly ok: true
  readonly keyId: string
  readonly label: string
  readonly tag: string | undefined
  readonly created: number | undefined
  readonly expires: number | undefined
  readonly nonce: string | undefined
  /** What it covers, written as `@method`, `content-digest`. Nothing else in the message is authentic. */
  readonly components: readonly string[]
  /** With `streamed`, and when `Content-Digest` is covered: what the content has to be given to. */
  readonly content?: DigestChecker
}

/** The outcome of {@link verifyMessage}. */
export type Verification = VerifiedSignature | Refusal

/**
 * Verifies the signature of a message that a policy selects (RFC 9421 3.2), and the content when `Content-Digest` is
 * covered. The content of a message without one is not looked at.
 *
 * The algorithm is that of the key, never that of the message. A message that is not accepted gives a {@link Refusal};
 * only what `findKey` or `seen` throws is thrown.
 */
export async function verifyMessage(message: Message, options: VerificationOptions): Promise<Verification> {
  const { policy, now, findKey, seen } = options
  const received = findSignature(message, policy.select)
  if (isRefusal(received)) return received
  const { components, parameters } = received
  const { keyid: keyId } = parameters
  if (keyId === undefined) return refuse('parameter-missing', 'the signature has no parameter keyid')
  const unmet =
    checkParameters(received, policy) ??
    checkComponents(received, policy) ??
    checkWindow(received, policy, now)
  if (unmet !== undefined) return unmet
  const content = contentOf(received, message, options)
  if (isRefusal(content)) return content
  const base = createSignatureBase(message, components, received.signatureParams, policy.structuredFields)
  if (isRefusal(base)) return base

  const key = await findKey(keyId)
  if (key === undefined) return refuse('unknown-key', `there is no key ${JSON.stringify(keyId)}`)
  if (isRefusal(key)) return key
  // RFC 9421 3.2, step 6.4: algorithms named in several places must be the same.
  if (parameters.alg !== undefined && parameters.alg !== key.httpAlgorithm) {
    return refuse('algorithm-mismatch', 'the parameter alg contradicts the key')
  }
  const bytes = Buffer.from(base, 'ascii')
  if (!(await key.verify(bytes, received.signature))) {
    return refuse('signature-invalid', 'the signature does not verify')
  }
  const fingerprint = createHash('sha256').update(bytes).digest('base64url')
  if (await seen?.({ keyId, fingerprint, until: validUntil(received, policy) })) {
    return refuse('replayed', 'the signature was used before')
  }
  return { ...verified(received, keyId), ...(content && { content }) }
}

function checkParameters({ parameters }: ReceivedSignature, policy: VerificationPolicy): Refusal | undefined {
  const missing = policy.requiredParameters.find((name) => parameters[name] === undefined)
  return missing && refuse('parameter-missing', `the signature has no parameter ${missing}`)
}

function checkComponents({ components }: ReceivedSignature, policy: VerificationPolicy): Refusal | undefined {
  const covered = new Set(components.map(componentKey))
  const missing = policy.requiredComponents.find((text) => !covered.has(componentKey(parseComponent(text))))
  return missing === undefined
    ? undefined
    : refuse('component-missing', `the signature does not cover ${missing}`)
}

function checkWindow(
  { parameters }: ReceivedSignature,
  policy: VerificationPolicy,
  now: number,
): Refusal | undefined {
  const { created, expires } = parameters
  // Written so that a time that is no number lies outside.
  if (created !== undefined && !(created * 1000 - now <= policy.maxFutureSkewSeconds * 1000)) {
    return refuse('created-in-future', 'created is further in the future than clocks may differ')
  }
  if (created !== undefined && !(now - created * 1000 <= policy.maxAgeSeconds * 1000)) {
    return refuse('signature-expired', 'created is longer ago than signatures are accepted')
  }
  if (expires !== undefined && !(now <= expires * 1000)) {
    return refuse('signature-expired', 'the signature has expired')
  }
  return undefined
}

/**
 * RFC 9421 7.2.8: a signature covers a digest; that the content has this digest is a check of its own.
 * Gives what is still to be checked, or undefined for nothing.
 */
function contentOf(
  { components }: ReceivedSignature,
  message: Message,
  { streamed = false }: VerificationOptions,
): DigestChecker | Refusal | undefined {
  let pending: DigestChecker | undefined
  for (const { name, parameters } of components) {
    if (name !== 'content-digest' || parameters.has('req')) continue
    const field = fieldLines(parameters.has('tr') ? message.trailers : message.headers, name)
    if (field === undefined) return refuse('component-invalid', `the message has no field ${name}`)
    const checker = digestChecker(field)
    if (isRefusal(checker)) return checker
    if (streamed) {
      if (parameters.has('tr')) return refuse('component-invalid', 'a trailer comes after the content')
      pending = checker
      continue
    }
    if (message.body === undefined) return refuse('digest-mismatch', 'the content was not given')
    const match = checker.update(message.body).result()
    if (isRefusal(match)) return match
  }
  return pending
}

function validUntil({ parameters }: ReceivedSignature, policy: VerificationPolicy): number {
  const { created = Number.POSITIVE_INFINITY, expires = Number.POSITIVE_INFINITY } = parameters
  return Math.min(created + policy.maxAgeSeconds, expires) * 1000
}

function verified({ label, components, parameters }: ReceivedSignature, keyId: string): VerifiedSignature {
  const { tag, created, expires, nonce } = parameters
  return { ok: true, keyId, label, tag, created, expires, nonce, components: components.map(printComponent) }
}
