import { Readable } from 'node:stream'

/** Bytes that are here already: a stream like any other, and for whoever passes it on as it is one buffer. */
export class BytesBody extends Readable {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    super()
    this.bytes = bytes
  }

  override _read(): void {
    if (this.bytes.byteLength > 0) this.push(this.bytes)
    this.push(null)
  }
}
