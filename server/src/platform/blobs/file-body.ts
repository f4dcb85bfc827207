import { close, read } from 'node:fs'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { BlobError, type BlockCheck, type ByteRange, blockBytes } from './blob-store.ts'
import { blockSum } from './block-sums.ts'

/**
 * A part of an open file: a stream like any other, and a faster way for whoever passes it on as it is. A stream gives
 * away every piece that it reads; of a large file that is garbage by the gigabyte, which takes longer to collect than
 * the file takes to read.
 *
 * It owns the file, and closes it when it is destroyed.
 */
export class FileBody extends Readable {
  readonly #file: number
  readonly #first: number
  /** Offset after the last byte. */
  readonly #end: number
  /** Offset after the last byte that is looked at. */
  readonly #stop: number
  readonly #check: BlockCheck | undefined
  /** Where the next piece begins. A piece that is checked is a block, and may begin before the part and end after it. */
  #position: number
  /** How many blocks have been checked. */
  #checked = 0
  /** The first piece, when it was read before it was asked for. */
  #begun: Promise<Buffer> | undefined
  /** The reading under way: the file cannot be closed before it has ended. */
  #reading: Promise<unknown> = Promise.resolve()

  /**
   * @param file - a file descriptor
   * @param check - `size`: of the whole file, in bytes
   */
  constructor(file: number, { first, last }: ByteRange, check?: BlockCheck & { size: number }) {
    super({ highWaterMark: blockBytes })
    this.#file = file
    this.#first = first
    this.#end = last + 1
    this.#check = check
    this.#position = check === undefined ? first : first - (first % blockBytes)
    const lastBlock = Math.floor(last / blockBytes)
    this.#stop = check === undefined ? this.#end : Math.min((lastBlock + 1) * blockBytes, check.size)
  }

  /**
   * Reads the first piece, so that whoever asked for the file can be told what is wrong with it.
   * @throws BlobError `blob-damaged`, `blob-changed`
   */
  async begin(): Promise<void> {
    try {
      this.#begun = this.#readInto(this.#newBuffer())
      await this.#begun
    } catch (error) {
      this.destroy()
      throw error
    }
  }

  /**
   * Writes it out, from two buffers however long it is, instead of being read. Ends early when it is destroyed.
   * @param write - resolves when it needs the bytes no more
   * @throws BlobError `blob-damaged`, when the file has become shorter; `blob-changed`
   */
  async writeTo(write: (piece: Uint8Array) => Promise<void>): Promise<void> {
    const buffers = [this.#newBuffer(), this.#newBuffer()] as const
    // The caller hears of it, after everybody who listens.
    this.once('error', () => {})
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
    } catch (error) {
      this.destroy(error as Error)
      await this.#whenClosed()
      throw error
    } finally {
      this.destroy()
    }
  }

  override _read(): void {
    this.#readInto(this.#newBuffer()).then(
      (piece) => this.push(piece.byteLength === 0 ? null : piece),
      (error: Error) => this.destroy(error),
    )
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const end = (): void => close(this.#file, (failure) => done(error ?? failure))
    void this.#reading.then(end, end)
  }

  #newBuffer(): Buffer {
    return Buffer.allocUnsafeSlow(Math.min(blockBytes, this.#stop - this.#position))
  }

  #whenClosed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.closed) resolve()
      else this.once('close', resolve)
    })
  }

  /** The next bytes; none at the end. */
  #readInto(buffer: Buffer): Promise<Buffer> {
    const piece = this.#begun ?? this.#readAt(this.#position, buffer)
    this.#begun = undefined
    this.#reading = piece
    return piece
  }

  async #readAt(position: number, buffer: Buffer): Promise<Buffer> {
    const wanted = Math.min(buffer.byteLength, this.#stop - position)
    if (wanted === 0) return buffer.subarray(0, 0)
    const piece = buffer.subarray(0, wanted)
    for (let filled = 0; filled < wanted; ) {
      const { bytesRead } = await readFile(this.#file, piece, filled, wanted - filled, position + filled)
      if (bytesRead === 0) throw new BlobError('blob-damaged', 'A blob became shorter while it was read')
      filled += bytesRead
    }
    this.#position = position + wanted
    if (this.#check !== undefined) this.#checkBlock(piece, this.#check)
    return piece.subarray(Math.max(0, this.#first - position), this.#end - position)
  }

  #checkBlock(block: Buffer, { sums, done }: BlockCheck): void {
    if (!sums.startsWith(blockSum(block), this.#checked * 8)) {
      throw new BlobError('blob-changed', 'A block of a blob is not what was stored')
    }
    this.#checked += 1
    if (this.#position === this.#stop) done?.()
  }
}

const readFile = promisify(read)
