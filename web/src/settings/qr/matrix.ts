import { drawMasked, type Matrix } from './draw.ts'

/**
 * A text as a QR code that cameras read well: of the eight masks the one with the fewest patterns that mislead them
 * (ISO/IEC 18004 7.8.3).
 * @throws RangeError when it is longer than 2,331 bytes
 */
export function qrMatrix(text: string): Matrix {
  const scored = drawMasked(text).map((matrix) => ({ matrix, penalty: penaltyOf(matrix) }))
  return scored.reduce((best, other) => (other.penalty < best.penalty ? other : best)).matrix
}

function penaltyOf(matrix: Matrix): number {
  const rows = matrix.map((row) => row.map(Number).join(''))
  const columns = matrix.map((_, x) => matrix.map((row) => Number(row[x])).join(''))
  const lines = [...rows, ...columns]
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).map(({ length }) => length - 2)
  const finders = lines.flatMap((line) => [...line.matchAll(/(?=00001011101|10111010000)/g)])
  const blocks = matrix.flatMap((row, y) => row.filter((isDark, x) => isBlock(matrix, isDark, x, y)))
  const dark = rows.join('').replaceAll('0', '').length / matrix.length ** 2
  const imbalance = Math.floor(Math.abs(dark - 0.5) * 20)
  return runs.reduce((sum, run) => sum + run, 0) + 40 * finders.length + 3 * blocks.length + 10 * imbalance
}

/** Whether a module is the first of four of one colour. */
function isBlock(matrix: Matrix, isDark: boolean, x: number, y: number): boolean {
  const below = matrix[y + 1]
  return matrix[y]?.[x + 1] === isDark && below?.[x] === isDark && below[x + 1] === isDark
}
