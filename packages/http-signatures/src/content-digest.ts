import { createHash, type Hash } from 'node:crypto'
import { isRefusal, type Refusal, refuse } from './refusal.ts'
import { parseDictionary } from './structured-fields.ts'

// RFC 9530 5: the active algorithms of the registry. The deprecated ones must not be used against an adversary.
const hashNames = { 'sha-256': 'sha256', 'sha-512': 'sha512' } as const

/** A digest algorithm by its name in `Content-Digest` and `Repr-Digest`. */
export type DigestAlgorithm = keyof typeof hashNames

/** All of them. */
export const digestAlgorithms: readonly DigestAlgorithm[] = ['sha-256', 'sha-512']

/** Which digests matched. */
export interface DigestMatch {
  readonly ok: true
  readonly algorithms: readonly DigestAlgorithm[]
}

/**
 * The value of `Content-Digest` for a content, or of `Repr-Digest` for a whole representation (RFC 9530 2, 3).
 */
export function createDigest(
  content: Uint8Array,
  algorithms: readonly DigestAlgorithm[] = ['sha-256'],
): string {
  return new DigestWriter(algorithms).update(content).fieldValue()
}

/**
 * Checks a content against a `Content-Digest`, or a whole representation against a `Repr-Digest`. Every digest of an
 * algorithm that we know must match; others are ignored. Refusals: `digest-mismatch`, `digest-unsupported` (none known),
 * `malformed`.
 */
export function checkDigest(field: string | readonly string[], content: Uint8Array): DigestMatch | Refusal {
  const checker = digestChecker(field)
  return isRefusal(checker) ? checker : checker.update(content).result()
}

/** {@link createDigest} for a content that passes in pieces. */
export class DigestWriter {
  readonly #hashes: ReadonlyMap<DigestAlgorithm, Hash>

  constructor(algorithms: readonly DigestAlgorithm[] = ['sha-256']) {
    if (algorithms.length === 0) throw new Error('a digest needs at least one algorithm')
    this.#hashes = new Map(algorithms.map((algorithm) => [algorithm, createHash(hashNames[algorithm])]))
  }

  /** Takes the next piece. */
  update(piece: Uint8Array): this {
    for (const hash of this.#hashes.values()) hash.update(piece)
    return this
  }

  /** The value of the field. Ends the writer. */
  fieldValue(): string {
    return [...this.#hashes].map(([algorithm, hash]) => `${algorithm}=:${hash.digest('base64')}:`).join(', ')
  }
}

/** {@link checkDigest} for a content that passes in pieces; made by {@link digestChecker}. */
export interface DigestChecker {
  /** Takes the next piece. */
  update(piece: Uint8Array): DigestChecker
  /** Ends the checker. Nothing that was done with the content before this said `ok` may be relied on. */
  result(): DigestMatch | Refusal
}

/** Reads a digest field before its content passes. Refusals: `digest-unsupported`, `malformed`. */
export function digestChecker(field: string | readonly string[]): DigestChecker | Refusal {
  const expected = readDigests(typeof field === 'string' ? [field] : field)
  if (isRefusal(expected)) return expected
  const hashes = [...expected].map(([algorithm, digest]) => ({
    algorithm,
    digest,
    hash: createHash(hashNames[algorithm]),
  }))
  const checker: DigestChecker = {
    update(piece) {
      for (const { hash } of hashes) hash.update(piece)
      return checker
    },
    result() {
      const wrong = hashes.filter(({ hash, digest }) => !hash.digest().equals(digest))
      return wrong.length === 0
        ? { ok: true, algorithms: [...expected.keys()] }
        : refuse('digest-mismatch', `the content has another ${wrong.map((one) => one.algorithm).join(', ')}`)
    },
  }
  return checker
}

function readDigests(lines: readonly string[]): ReadonlyMap<DigestAlgorithm, Uint8Array> | Refusal {
  const members = parseDictionary(lines)
  if (members === undefined) return refuse('malformed', 'the digest field is not a Dictionary')
  const digests = new Map<DigestAlgorithm, Uint8Array>()
  for (const [algorithm, [digest]] of members) {
    if (!isDigestAlgorithm(algorithm)) continue
    if (!(digest instanceof ArrayBuffer)) {
      return refuse('malformed', `the digest ${algorithm} is not a Byte Sequence`)
    }
    digests.set(algorithm, new Uint8Array(digest))
  }
  return digests.size === 0
    ? refuse('digest-unsupported', 'the digest field has no sha-256 and no sha-512')
    : digests
}

function isDigestAlgorithm(name: string): name is DigestAlgorithm {
  return Object.hasOwn(hashNames, name)
}
