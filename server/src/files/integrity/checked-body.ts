import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

/** What contents must be. */
export interface Expected {
  /** Bytes. */
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/**
 * Passes contents on and holds back the last part until all of it is known to be what was stored: whoever receives
 * damaged contents never receives the whole of them. Contents that are there already are looked at at once.
 * @param conclude - told whether they were what was stored, at the end of a body that is read to its end; what it
 *   throws is what the body fails with
 */
export function checkedBody(
  body: Readable,
  { size, sha256 }: Expected,
  conclude: (isSound: boolean) => void,
): Readable {
  const hash = createHash('sha256')
  if (size > 0 && body.readableLength === size) {
    const bytes = body.read() as Uint8Array
    body.destroy()
    conclude(hash.update(bytes).digest('hex') === sha256)
    return bodyOf(bytes)
  }
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

/** Whoever sends it sees that all of it is there. */
function bodyOf(bytes: Uint8Array): Readable {
  const body = new Readable({ read() {} })
  body.push(bytes)
  body.push(null)
  return body
}
