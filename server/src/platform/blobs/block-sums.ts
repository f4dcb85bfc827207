import { crc32 } from 'node:zlib'
import { blockBytes } from './blob-store.ts'

/** Computes the checksums of the blocks of a body while it passes. */
export class BlockSums {
  #finished = ''
  #sum = 0
  /** Of the block that is not complete yet, in bytes. */
  #length = 0

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.byteLength; ) {
      const piece = chunk.subarray(at, at + blockBytes - this.#length)
      at += piece.byteLength
      this.#sum = crc32(piece, this.#sum)
      this.#length += piece.byteLength
      if (this.#length === blockBytes) this.#endBlock()
    }
  }

  /** @returns the sums of all blocks, of a last short one too, with 8 lower-case hexadecimal digits each */
  finish(): string {
    if (this.#length > 0) this.#endBlock()
    return this.#finished
  }

  #endBlock(): void {
    this.#finished += digits(this.#sum)
    this.#sum = 0
    this.#length = 0
  }
}

/** The sum of one block, in 8 lower-case hexadecimal digits. */
export function blockSum(block: Uint8Array): string {
  return digits(crc32(block))
}

function digits(sum: number): string {
  return sum.toString(16).padStart(8, '0')
}
