import { close, read } from 'node:fs'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { BlobError, type ByteRange } from './blob-store.ts'

/** Bytes per read. */
const pieceBytes = 256 * 1024

/**
 * A part of an open file: a stream like any other, and a faster way for whoever passes it on as it is. A stream gives
 * away every piece that it reads; of a large file that is garbage by the gigabyte, which takes longer to collect than
 * the file takes to read.
 *
 * It owns the file, and closes it when it is destroyed.
 */
export class FileBody extends Readable {
  readonly #file: number
  /** Offset after the last byte. */
  readonly #end: number
  #position: number
  /** The reading under way: the file cannot be closed before it has ended. */
  #reading: Promise<unknown> = Promise.resolve()

  /** @param file - a file descriptor */
  constructor(file: number, { first, last }: ByteRange) {
    super({ highWaterMark: pieceBytes })
    this.#file = file
    this.#position = first
    this.#end = last + 1
  }

  /**
   * Writes it out, from two buffers however long it is, instead of being read. Ends early when it is destroyed.
   * @param write - resolves when it needs the bytes no more
   * @throws BlobError `blob-damaged`, when the file has become shorter
   */
  async writeTo(write: (piece: Uint8Array) => Promise<void>): Promise<void> {
    const buffers = [Buffer.allocUnsafeSlow(pieceBytes), Buffer.allocUnsafeSlow(pieceBytes)] as const
    try {
      let next = this.#readInto(buffers[0])
      for (let turn = 1; ; turn += 1) {
        const piece = await next
        if (piece.byteLength === 0 || this.destroyed) return
        next = this.#readInto(buffers[turn % 2 === 0 ? 0 : 1])
        // When it fails meanwhile, that is heard in the next round.
        next.catch(() => {})
        await write(piece)
      }
    } finally {
      this.destroy()
    }
  }

  override _read(): void {
    const buffer = Buffer.allocUnsafeSlow(Math.min(pieceBytes, this.#end - this.#position))
    this.#readInto(buffer).then(
      (piece) => this.push(piece.byteLength === 0 ? null : piece),
      (error: Error) => this.destroy(error),
    )
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const end = (): void => close(this.#file, (failure) => done(error ?? failure))
    void this.#reading.then(end, end)
  }

  /** The next bytes; none at the end. */
  #readInto(buffer: Buffer): Promise<Buffer> {
    const piece = this.#readAt(this.#position, buffer)
    this.#reading = piece
    return piece
  }

  async #readAt(position: number, buffer: Buffer): Promise<Buffer> {
    const wanted = Math.min(buffer.byteLength, this.#end - position)
    if (wanted === 0) return buffer.subarray(0, 0)
    const { bytesRead } = await readFile(this.#file, buffer, 0, wanted, position)
    if (bytesRead === 0) throw new BlobError('blob-damaged', 'A blob became shorter while it was read')
    this.#position = position + bytesRead
    return buffer.subarray(0, bytesRead)
  }
}

const readFile = promisify(read)
