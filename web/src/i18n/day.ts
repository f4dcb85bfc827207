/** Days as they are counted in a time zone (IANA; that of the device when absent). What ends on a day lasts until it is over. */

type TimeZone = string | undefined

/** @param day - `2026-03-01`, as a date field has it; the empty string for no end */
export function endOfDay(day: string, timeZone: TimeZone): string | null {
  return momentOf(`${day}T23:59:59`, timeZone)
}

/** @param time - `2026-03-01T18:00`, as a field for a day and time has it @returns ISO 8601 in UTC; null for none */
export function momentOf(time: string, timeZone: TimeZone): string | null {
  const asIfUtc = Date.parse(`${time}Z`)
  if (Number.isNaN(asIfUtc)) return null
  // Where clocks are put back, there can be two such moments: the offset of a day later leads to the later one.
  const near = asIfUtc - offsetAt(asIfUtc + 86_400_000, timeZone)
  return new Date(asIfUtc - offsetAt(near, timeZone)).toISOString()
}

/** @param moment - ISO 8601, or null for no end @returns `2026-03-01`; the empty string for no end */
export function dayOf(moment: string | null, timeZone: TimeZone): string {
  return moment === null ? '' : wallClock(Date.parse(moment), timeZone).slice(0, 10)
}

/** Whether a day is over with it. @param moment - ISO 8601 */
export function isEndOfDay(moment: string, timeZone: TimeZone): boolean {
  return wallClock(Date.parse(moment), timeZone).endsWith('23:59:59')
}

/** The day that it is now. */
export function today(timeZone: TimeZone): string {
  return dayOf(new Date().toISOString(), timeZone)
}

/** How far clocks are ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: TimeZone): number {
  return Date.parse(`${wallClock(moment, timeZone).replace(' ', 'T')}Z`) - moment
}

/** `2026-03-01 23:59:59`: Swedish dates are those of ISO 8601. */
function wallClock(moment: number, timeZone: TimeZone): string {
  return new Date(moment).toLocaleString('sv-SE', { timeZone })
}
