/** The bytes of a QR code: the text, and what lets it be read when a part is covered (ISO/IEC 18004, level M). */

/** By version, from 1: codewords of error correction in each block, and blocks (ISO/IEC 18004, table 9). */
const corrections = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
]
const blocks = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
]

export interface Codewords {
  /** From 1 to 40: how large the code is. */
  readonly version: number
  /** In the order in which they are drawn. */
  readonly bytes: readonly number[]
}

/**
 * A text in the smallest version that holds it.
 * @throws RangeError when it is longer than 2,331 bytes
 */
export function codewordsOf(text: string): Codewords {
  const bytes = new TextEncoder().encode(text)
  const version =
    corrections.findIndex((_, at) => bytes.length + headerLength(at + 1) <= capacity(at + 1)) + 1
  if (version === 0) throw new RangeError('the text is too long for a QR code')
  return { version, bytes: interleave(version, dataOf(bytes, version)) }
}

/** Modules of a version that are not taken by its patterns (ISO/IEC 18004, table 1). */
function freeModules(version: number): number {
  const alignments = version === 1 ? 0 : Math.floor(version / 7) + 2
  const patterns = version === 1 ? 0 : (25 * alignments - 10) * alignments - 55
  return (16 * version + 128) * version + 64 - patterns - (version >= 7 ? 36 : 0)
}

function totalCodewords(version: number): number {
  return Math.floor(freeModules(version) / 8)
}

function correctionOf(version: number): { readonly perBlock: number; readonly count: number } {
  return { perBlock: corrections[version - 1] ?? 0, count: blocks[version - 1] ?? 0 }
}

/** Codewords for data. */
function capacity(version: number): number {
  const { perBlock, count } = correctionOf(version)
  return totalCodewords(version) - perBlock * count
}

/** The mode (4 bits) and the length (8 or 16), in whole bytes: the 4 bits at the end fill the last one. */
function headerLength(version: number): number {
  return version < 10 ? 2 : 3
}

/** ISO/IEC 18004 7.4: mode 0100, length, the bytes, a terminator, and padding. */
function dataOf(bytes: Uint8Array, version: number): number[] {
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 0xff]
  const nibbles = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0]
  const data = Array.from(
    { length: nibbles.length / 2 },
    (_, at) => ((nibbles[2 * at] ?? 0) << 4) | (nibbles[2 * at + 1] ?? 0),
  )
  while (data.length < capacity(version))
    data.push(data.length % 2 === (nibbles.length / 2) % 2 ? 0xec : 0x11)
  return data
}

/** ISO/IEC 18004 7.6: the first byte of each block, then the second; the correction after the data. */
function interleave(version: number, data: readonly number[]): number[] {
  const { perBlock, count } = correctionOf(version)
  const short = Math.floor(data.length / count)
  const longOnes = data.length % count
  const divisor = divisorOf(perBlock)
  const parts = Array.from({ length: count }, (_, at) => {
    const extra = Math.max(0, at - (count - longOnes))
    const start = at * short + extra
    return data.slice(start, start + short + (at >= count - longOnes ? 1 : 0))
  })
  const remainders = parts.map((part) => remainderOf(part, divisor))
  return [...columns(parts, short + 1), ...columns(remainders, perBlock)]
}

function columns(rows: readonly (readonly number[])[], length: number): number[] {
  return Array.from({ length }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat()
}

/** Coefficients of the generator polynomial without the highest (ISO/IEC 18004, annex A). */
function divisorOf(degree: number): number[] {
  let divisor = [...Array.from({ length: degree - 1 }, () => 0), 1]
  let root = 1
  for (let at = 0; at < degree; at += 1) {
    divisor = divisor.map((coefficient, place) => multiply(coefficient, root) ^ (divisor[place + 1] ?? 0))
    root = multiply(root, 2)
  }
  return divisor
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  return data.reduce<number[]>(
    (rest, byte) => {
      const factor = byte ^ (rest[0] ?? 0)
      return divisor.map((coefficient, at) => (rest[at + 1] ?? 0) ^ multiply(coefficient, factor))
    },
    divisor.map(() => 0),
  )
}

/** In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((other >> bit) & 1) * one)
  }
  return product
}
