import { serializeKey } from 'structured-headers'
import { type ComponentIdentifier, parseComponent } from './component-identifier.ts'
import { createDigest, type DigestAlgorithm } from './content-digest.ts'
import type { SigningKey } from './keys.ts'
import { type Fields, fieldLines, type Message } from './message.ts'
import { isRefusal } from './refusal.ts'
import { createSignatureBase } from './signature-base.ts'
import { serializeParameters } from './signature-parameters.ts'
import { parseDictionary, type StructuredFieldTypes } from './structured-fields.ts'

/** How to sign. Times are Unix times in seconds, as on the wire. */
export interface SigningOptions {
  readonly key: SigningKey
  /** What to cover, in this order, written as `@method`, `content-digest`, `@query-param;name="Pet"`. */
  readonly components: readonly string[]
  /** Tells this signature from others in the message; means nothing else. */
  readonly label: string
  readonly created: number
  readonly expires?: number
  readonly nonce?: string
  /** The application that the signature is for. */
  readonly tag?: string
  /** Structured fields beyond those of the RFCs, for components with `sf` or `key`. */
  readonly structuredFields?: StructuredFieldTypes
}

/** The fields to set on a signed message; they take the place of fields of the same name. */
export interface SignatureFields {
  readonly 'Signature-Input': string
  readonly Signature: string
}

/** {@link SignatureFields}, and the fields that describe the content. */
export interface ContentSignatureFields extends SignatureFields {
  readonly 'Content-Digest': string
  readonly 'Content-Length': string
}

/**
 * Signs a message (RFC 9421 3.1). Signatures that it carries already are kept in the fields that are returned.
 *
 * Throws when the message cannot be signed so: a component without a value, a label in use, a time in milliseconds.
 */
export async function signMessage(message: Message, options: SigningOptions): Promise<SignatureFields> {
  const { key, created, expires, nonce, tag } = options
  const label = serializeKey(options.label)
  const inputs = fieldLines(message.headers, 'signature-input') ?? []
  const signatures = fieldLines(message.headers, 'signature') ?? []
  if (parseDictionary(inputs)?.has(label) || parseDictionary(signatures)?.has(label)) {
    // RFC 9421 4: labels are unique in a message.
    throw new Error(`cannot sign: the message has a signature with the label ${label}`)
  }
  const components = options.components.map(parseComponent)
  const signatureParams = serializeParameters(components, {
    created: unixTime('created', created),
    keyid: key.keyId,
    alg: key.httpAlgorithm,
    expires: expires === undefined ? undefined : unixTime('expires', expires),
    nonce,
    tag,
  })
  const base = signatureBase(message, components, signatureParams, options.structuredFields)
  const signature = Buffer.from(await key.sign(Buffer.from(base, 'ascii'))).toString('base64')
  return {
    'Signature-Input': [...inputs, `${label}=${signatureParams}`].join(', '),
    Signature: [...signatures, `${label}=:${signature}:`].join(', '),
  }
}

/**
 * Describes the content of a message by `Content-Digest` and `Content-Length`, then signs it. No body counts as an
 * empty one.
 */
export async function signMessageWithContent(
  message: Message,
  options: SigningOptions & { readonly digestAlgorithms?: readonly DigestAlgorithm[] },
): Promise<ContentSignatureFields> {
  const body = message.body ?? new Uint8Array()
  const content = {
    'Content-Digest': createDigest(body, options.digestAlgorithms),
    'Content-Length': `${body.byteLength}`,
  }
  const described = { ...message, headers: withFields(message.headers, content) }
  return { ...content, ...(await signMessage(described, options)) }
}

function signatureBase(
  message: Message,
  components: readonly ComponentIdentifier[],
  signatureParams: string,
  structuredFields: StructuredFieldTypes | undefined,
): string {
  const base = createSignatureBase(message, components, signatureParams, structuredFields)
  if (isRefusal(base)) throw new Error(`cannot sign: ${base.detail}`)
  return base
}

function unixTime(name: string, seconds: number): number {
  // 1e11 seconds is the year 5138; as milliseconds it is 1973.
  if (Number.isInteger(seconds) && seconds >= 0 && seconds < 1e11) return seconds
  throw new Error(`cannot sign: ${name} is not a time in whole seconds since 1970`)
}

function withFields(fields: Fields, added: Readonly<Record<string, string>>): Fields {
  const names = new Set(Object.keys(added).map((name) => name.toLowerCase()))
  const kept = Object.entries(fields).filter(([name]) => !names.has(name.toLowerCase()))
  return { ...Object.fromEntries(kept), ...added }
}
