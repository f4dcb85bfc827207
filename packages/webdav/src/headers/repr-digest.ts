import type { FileResource } from '../resource-tree.ts'

const algorithms: Readonly<Record<string, { readonly name: 'sha1' | 'sha256'; readonly bytes: number }>> = {
  sha: { name: 'sha1', bytes: 20 },
  'sha-256': { name: 'sha256', bytes: 32 },
}

/**
 * Reads a `Repr-Digest` header (RFC 9530 3), or a `Digest` header of the time before it (RFC 3230 4.3.2): both tell of
 * the whole file, also in an answer that carries a part.
 * @returns the digests that are known here, in hex
 */
export function readReprDigest(value: string): NonNullable<FileResource['checksums']> {
  const found: { sha1?: string; sha256?: string } = {}
  for (const member of value.split(',')) {
    const [, key = '', digits = ''] = /^\s*([\w-]+)=:?([A-Za-z\d+/]+={0,2}):?\s*$/.exec(member) ?? []
    const algorithm = algorithms[key.toLowerCase()]
    const bytes = Buffer.from(digits, 'base64')
    if (algorithm !== undefined && bytes.length === algorithm.bytes)
      found[algorithm.name] = bytes.toString('hex')
  }
  return found
}
