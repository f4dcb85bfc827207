/**
 * The form in which texts are compared where case does not matter. Upper case in between joins what lower case alone
 * keeps apart: `ß` and `SS`, `ς` and `Σ`.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC')
}
