import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type WriteOptions } from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import { because } from '../platform/fault-reasons.ts'

/**
 * An upload that fails before its last bytes have left unless it is what the client meant to send: the other server
 * is not given the whole of something else, whether it checks or not.
 * @throws ResourceError `checksum-mismatch`, from the stream
 */
export function checkedUpload(body: Readable, checksum: NonNullable<WriteOptions['checksum']>): Readable {
  return Readable.from(checked(body, checksum), { objectMode: false })
}

async function* checked(
  body: Readable,
  { algorithm, value }: NonNullable<WriteOptions['checksum']>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash(algorithm)
  let held: Uint8Array | undefined
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    if (held !== undefined) yield held
    held = chunk
  }
  if (hash.digest('hex') !== value) {
    throw new TreeRefusal('checksum-mismatch', because('arrived-damaged'))
  }
  if (held !== undefined) yield held
}
