import { Readable } from 'node:stream'

export interface ContinuedBodyOptions {
  /** How many bytes it has. */
  readonly length: number
  /**
   * Opens the rest of a body that broke off; without it, it stays broken.
   * @param delivered - how many bytes have come already
   * @param error - what it broke off with
   * @throws what the whole shall fail with
   */
  readonly rest?: (delivered: number, error: Error) => Promise<Readable>
}

/** Bytes that are taken before they are wanted: to stop and go on for every piece would take longer than to pass it. */
const readAhead = 512 * 1024

/**
 * A body of exactly so many bytes, which goes on where it broke off, as far as that can be: what breaks off must not
 * look like the whole. It is no faster than whoever reads it, and costs no memory.
 */
export function continuedBody(source: Readable, { length, rest }: ContinuedBodyOptions): Readable {
  let left = length
  let current: Readable | undefined
  let waits = false

  const body = new Readable({
    highWaterMark: readAhead,
    read() {
      waits = true
      if (current === undefined) follow(source)
      current?.resume()
    },
    destroy(error, done) {
      const open = current ?? source
      if (!open.destroyed) open.destroy()
      done(error)
    },
  })

  function follow(stream: Readable): void {
    current = stream
    let over = false
    const end = (error?: Error): void => {
      if (over) return
      over = true
      if (left === 0) body.push(null)
      else if (!body.destroyed) void goOn(error ?? new Error('the file ended before its end'))
    }
    stream.on('data', (chunk: Uint8Array) => {
      if (chunk.byteLength > left) {
        over = true
        body.destroy(new Error('the file is longer than its server told'))
        return
      }
      left -= chunk.byteLength
      waits = body.push(chunk)
      if (!waits) stream.pause()
    })
    stream.on('end', () => end())
    stream.on('error', end)
    stream.on('close', () => end(stream.errored ?? undefined))
    // What was over before anybody listened does not say so again.
    if (stream.closed) end(stream.errored ?? undefined)
  }

  async function goOn(error: Error): Promise<void> {
    try {
      if (rest === undefined) throw error
      const next = await rest(length - left, error)
      if (body.destroyed) {
        next.destroy()
        return
      }
      follow(next)
      if (waits) next.resume()
      else next.pause()
    } catch (failure) {
      body.destroy(failure as Error)
    }
  }

  return body
}
