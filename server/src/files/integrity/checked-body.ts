import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

/**
 * Passes contents on and holds back the last part until all of it is known to be what was stored: whoever receives
 * damaged contents never receives the whole of them.
 * @param sha256 - of what was stored, lower-case hexadecimal
 * @param conclude - told whether that is what was read, at the end of a body that is read to its end; what it throws
 *   is what the body fails with
 */
export function checkedBody(body: Readable, sha256: string, conclude: (isSound: boolean) => void): Readable {
  const hash = createHash('sha256')
  return Readable.from(check(), { objectMode: false })

  async function* check(): AsyncGenerator<Uint8Array> {
    let last: Uint8Array | undefined
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      if (last !== undefined) yield last
      hash.update(chunk)
      last = chunk
    }
    conclude(hash.digest('hex') === sha256)
    if (last !== undefined) yield last
  }
}
