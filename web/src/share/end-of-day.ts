/** A share with an end lasts until the end of a day, as it is counted where the person is. */

/** @param day - `2026-03-01`, as a date field has it; the empty string for no end */
export function endOfDay(day: string): string | null {
  if (day === '') return null
  const end = new Date(`${day}T23:59:59`)
  return Number.isNaN(end.getTime()) ? null : end.toISOString()
}

/** @param moment - ISO 8601, or null for no end */
export function dayOf(moment: string | null): string {
  if (moment === null) return ''
  const at = new Date(moment)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
}

/** The day that it is now. */
export function today(): string {
  return dayOf(new Date().toISOString())
}
