import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** What the first `size` bytes of a local file have as their SHA-1 so far. */
export async function digestOf(path: string, size: number): Promise<Hash> {
  const hash = createHash('sha1')
  if (size === 0) return hash
  for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 256 * 1024 })) {
    hash.update(chunk as Buffer)
  }
  return hash
}
