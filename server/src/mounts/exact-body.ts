import { Readable } from 'node:stream'

/**
 * A body that fails unless it has exactly so many bytes: what breaks off must not look like the whole.
 * @param length - bytes
 */
export function exactBody(body: Readable, length: number): Readable {
  return Readable.from(counted(body, length), { objectMode: false })
}

async function* counted(body: Readable, length: number): AsyncGenerator<Uint8Array> {
  let left = length
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    left -= chunk.byteLength
    if (left < 0) break
    yield chunk
  }
  if (left !== 0) throw new Error('the file has another length than its server told')
}
