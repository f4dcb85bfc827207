import type { FileResource, WriteOptions } from '../resource-tree.ts'

type Checksum = NonNullable<WriteOptions['checksum']>

const hexLengths: Readonly<Record<Checksum['algorithm'], number>> = { sha1: 40, sha256: 64 }

/**
 * Reads an `OC-Checksum` header (`SHA1:` and hex digits) of the clients of the ownCloud family.
 * @returns `undefined` for an algorithm that is not known here, `malformed` for digits that can be no digest
 */
export function parseChecksum(value: string): Checksum | undefined | 'malformed' {
  const [, name, digits = ''] = /^(SHA1|SHA256):(.*)$/i.exec(value.trim()) ?? []
  if (name === undefined) return undefined
  const algorithm = name.toLowerCase() === 'sha1' ? 'sha1' : 'sha256'
  const isDigest = digits.length === hexLengths[algorithm] && /^[\da-f]*$/i.test(digits)
  return isDigest ? { algorithm, value: digits.toLowerCase() } : 'malformed'
}

/**
 * Reads the checksums that a server tells of a file, in that form, separated by spaces or commas.
 * @returns those that are known here, `undefined` when there are none
 */
export function readChecksums(text: string): FileResource['checksums'] {
  const known = text
    .split(/[\s,]+/)
    .map(parseChecksum)
    .filter((checksum) => typeof checksum === 'object')
  return known.length === 0
    ? undefined
    : Object.fromEntries(known.map(({ algorithm, value }) => [algorithm, value]))
}

/** Writes one checksum as the value of an `OC-Checksum` header. */
export function writeChecksum({ algorithm, value }: Checksum): string {
  return `${algorithm.toUpperCase()}:${value}`
}

/** The checksums of a file in that form, the one that all clients know first. */
export function checksumsOf({ checksums = {} }: FileResource): readonly string[] {
  const { sha1, sha256 } = checksums
  return [
    ...(sha1 === undefined ? [] : [writeChecksum({ algorithm: 'sha1', value: sha1 })]),
    ...(sha256 === undefined ? [] : [writeChecksum({ algorithm: 'sha256', value: sha256 })]),
  ]
}
