import { Readable } from 'node:stream'

/**
 * Passes a request body on so that destroying the copy leaves the connection alone.
 *
 * A tree that refuses an upload half-way (`too-large`, `insufficient-storage`) usually destroys the stream that it was
 * reading. Were that the `IncomingMessage` itself, the socket would go with it, and the client would see a broken
 * connection instead of the reason.
 *
 * @param source - a byte stream that nobody else reads
 */
export function detachBody(source: Readable): Readable {
  let attached = false

  const copy = new Readable({
    read() {
      // Not before: node:http throws away by itself what nobody began to read.
      if (!attached) attach()
      source.resume()
    },
    destroy(error, done) {
      if (attached) source.off('data', onData).off('end', onEnd).off('close', onClose).pause()
      done(error)
    },
  })

  function attach(): void {
    attached = true
    source.on('data', onData).on('end', onEnd).on('close', onClose)
    // What breaks the source is told through the copy; without a listener it would be an uncaught error.
    source.on('error', ignore)
    if (source.readableEnded) onEnd()
    else if (source.closed) onClose()
  }
  function onData(chunk: Uint8Array): void {
    if (!copy.push(chunk)) source.pause()
  }
  function onEnd(): void {
    copy.push(null)
  }
  function onClose(): void {
    if (!source.readableEnded) copy.destroy(source.errored ?? new Error('the request body broke off'))
  }
  return copy
}

function ignore(): void {}
