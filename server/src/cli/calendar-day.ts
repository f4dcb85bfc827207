/** A day as it is written (`2026-12-24`), where the machine is. */
export interface CalendarDay {
  /** Its first and its last millisecond, in epoch milliseconds. */
  readonly first: number
  readonly last: number
}

/** @returns `undefined` for what is no day of the calendar */
export function calendarDay(text: string): CalendarDay | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const start = new Date(Number(year), Number(month) - 1, Number(day))
  // The calendar would turn the 31st of June into the 1st of July.
  const exists = start.getMonth() === Number(month) - 1 && start.getDate() === Number(day)
  if (!exists) return undefined
  const next = new Date(Number(year), Number(month) - 1, Number(day) + 1)
  return { first: start.getTime(), last: next.getTime() - 1 }
}
