import { printable } from './printable.ts'

/**
 * Rows below their headings, in columns.
 * @param none - what is said when there are no rows
 * @returns lines, without spaces at their ends
 */
export function formatTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  none = '',
): string[] {
  if (rows.length === 0) return [none]
  const shown = [headings.map((heading) => heading.toUpperCase()), ...rows.map((row) => row.map(printable))]
  return alignColumns(shown)
}

/** Names with their values, one pair a line; pairs without a value are left out. */
export function formatFacts(facts: readonly (readonly [string, string | undefined])[]): string[] {
  return alignColumns(
    facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, printable(value)]])),
  )
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  )
}

/** Characters as a person counts them. */
function widthOf(text: string): number {
  return [...graphemes.segment(text)].length
}

const graphemes = new Intl.Segmenter()
