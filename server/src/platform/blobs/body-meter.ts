import { createHash } from 'node:crypto'
import { BlobError, type BlobWriteOptions, type StoredBlob } from './blob-store.ts'
import { BlockSums } from './block-sums.ts'

/** Counts and hashes a body while it passes, and holds it to its announced length and its limit. */
export class BodyMeter {
  readonly #maxBytes: number
  readonly #expectedLength: number | undefined
  readonly #sha1 = createHash('sha1')
  readonly #sha256 = createHash('sha256')
  readonly #blockSums = new BlockSums()
  #size = 0

  /** @throws BlobError `body-too-large`, when the announced length is over the limit */
  constructor({ maxBytes = Number.POSITIVE_INFINITY, expectedLength }: BlobWriteOptions) {
    this.#maxBytes = maxBytes
    this.#expectedLength = expectedLength
    if (expectedLength !== undefined) this.#holdToLimit(expectedLength)
  }

  /** Of what has passed, in bytes. */
  get size(): number {
    return this.#size
  }

  /** @throws BlobError `body-too-long`, `body-too-large` */
  add(chunk: Uint8Array): void {
    this.#size += chunk.byteLength
    if (this.#expectedLength !== undefined && this.#size > this.#expectedLength) {
      throw new BlobError(
        'body-too-long',
        `The body has more than the announced ${this.#expectedLength} bytes`,
      )
    }
    this.#holdToLimit(this.#size)
    this.#sha1.update(chunk)
    this.#sha256.update(chunk)
    this.#blockSums.add(chunk)
  }

  /** @throws BlobError `body-cut`, when less came than was announced */
  finish(): Omit<StoredBlob, 'blobId'> {
    if (this.#expectedLength !== undefined && this.#size < this.#expectedLength) {
      throw new BlobError('body-cut', `The body ended after ${this.#size} of ${this.#expectedLength} bytes`)
    }
    return {
      size: this.#size,
      sha1: this.#sha1.digest('hex'),
      sha256: this.#sha256.digest('hex'),
      blockSums: this.#blockSums.finish(),
    }
  }

  #holdToLimit(size: number): void {
    if (size > this.#maxBytes)
      throw new BlobError('body-too-large', `The body has more than ${this.#maxBytes} bytes`)
  }
}
