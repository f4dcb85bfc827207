import { codewordsOf } from './codewords.ts'

/** Rows of modules; true is dark. */
export type Matrix = readonly (readonly boolean[])[]

/** Which modules a mask turns over (ISO/IEC 18004, table 10). */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/**
 * Draws a text with each of the eight masks (ISO/IEC 18004, level M).
 * @throws RangeError when it is too long
 */
export function drawMasked(text: string): Matrix[] {
  const { version, bytes } = codewordsOf(text)
  return masks.map((isTurned, mask) => {
    const size = 17 + 4 * version
    const modules = Array.from({ length: size }, () => Array.from<boolean | undefined>({ length: size }))
    const set = (x: number, y: number, dark: boolean) => {
      const row = modules[y]
      if (row !== undefined && x >= 0 && x < size) row[x] = dark
    }
    drawPatterns(set, version, size)
    drawFormat(set, mask, size)
    const bits = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, at) => ((byte >> (7 - at)) & 1) === 1))
    const free = pathOf(size).filter(([x, y]) => modules[y]?.[x] === undefined)
    for (const [at, [x, y]] of free.entries()) set(x, y, (bits[at] ?? false) !== isTurned(x, y))
    return modules.map((row) => row.map((dark) => dark === true))
  })
}

type SetModule = (x: number, y: number, dark: boolean) => void

function drawPatterns(set: SetModule, version: number, size: number): void {
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawRings(set, x, y, 4)
  const places = alignmentsOf(version, size)
  const last = places.length - 1
  for (const [i, x] of places.entries()) {
    for (const [j, y] of places.entries()) {
      const isFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)
      if (!isFinder) drawRings(set, x, y, 2)
    }
  }
  if (version >= 7) drawVersion(set, version, size)
}

/** A dark centre, a light and a dark ring; around a finder a light one, too. */
function drawRings(set: SetModule, x: number, y: number, reach: number): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy))
      set(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1)
    }
  }
}

/** Where the centres of the alignment patterns are (ISO/IEC 18004, annex E). */
function alignmentsOf(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const further = Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step)
  return [6, ...further.toReversed()]
}

/** Which level and mask it is, twice (ISO/IEC 18004 7.9). */
function drawFormat(set: SetModule, mask: number, size: number): void {
  const bits = withRemainder(mask, 10, 0x537) ^ 0x5412
  for (let at = 0; at < 15; at += 1) {
    const dark = ((bits >> at) & 1) === 1
    if (at < 8) {
      set(8, at < 6 ? at : at + 1, dark)
      set(size - 1 - at, 8, dark)
    } else {
      set(at === 8 ? 7 : 14 - at, 8, dark)
      set(8, size - 15 + at, dark)
    }
  }
  set(8, size - 8, true)
}

function drawVersion(set: SetModule, version: number, size: number): void {
  const bits = withRemainder(version, 12, 0x1f25)
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >> at) & 1) === 1
    const far = size - 11 + (at % 3)
    const near = Math.floor(at / 3)
    set(far, near, dark)
    set(near, far, dark)
  }
}

/** A value with the remainder of a BCH code after it. */
function withRemainder(value: number, length: number, generator: number): number {
  let rest = value
  for (let at = 0; at < length; at += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * generator)
  return (value << length) | rest
}

/** All places in the order of the bits: pairs of columns from the right, up and down in turn. */
function pathOf(size: number): (readonly [x: number, y: number])[] {
  const rights = Array.from(
    { length: (size - 1) / 2 },
    (_, at) => size - 1 - 2 * at - (size - 1 - 2 * at <= 6 ? 1 : 0),
  )
  return rights.flatMap((right, pair) =>
    Array.from({ length: size }, (_, at) => (pair % 2 === 0 ? size - 1 - at : at)).flatMap((y) => [
      [right, y] as const,
      [right - 1, y] as const,
    ]),
  )
}
