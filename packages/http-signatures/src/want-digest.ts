import { type DigestAlgorithm, digestAlgorithms } from './content-digest.ts'
import { parseDictionary } from './structured-fields.ts'

/**
 * The value of `Want-Content-Digest` or `Want-Repr-Digest` (RFC 9530 4).
 *
 * @param preferences - for each algorithm a whole number from 0 (never) to 10 (above all)
 * @throws RangeError for any other number
 */
export function wantDigest(preferences: Readonly<Partial<Record<DigestAlgorithm, number>>>): string {
  return Object.entries(preferences)
    .map(([algorithm, preference]) => {
      if (isPreference(preference)) return `${algorithm}=${preference}`
      throw new RangeError(`the preference for ${algorithm} is not a whole number from 0 to 10`)
    })
    .join(', ')
}

/**
 * The digests that a `Want-Content-Digest` or `Want-Repr-Digest` asks for and that we can make, the most wanted one
 * first. Empty when there are none; a field that is absent or malformed asks for nothing (RFC 9530 4).
 */
export function wantedDigests(field: string | readonly string[] | undefined): readonly DigestAlgorithm[] {
  const members = parseDictionary(field === undefined ? [] : [field].flat())
  const wanted: { algorithm: DigestAlgorithm; preference: number }[] = []
  for (const algorithm of digestAlgorithms) {
    const [preference] = members?.get(algorithm) ?? []
    if (isPreference(preference) && preference > 0) wanted.push({ algorithm, preference })
  }
  return wanted.toSorted((a, b) => b.preference - a.preference).map(({ algorithm }) => algorithm)
}

function isPreference(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 10
}
