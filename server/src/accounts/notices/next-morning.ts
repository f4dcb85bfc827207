/** When the mail of the day goes, by the user's clock. */
const hourOfMail = 7
const quarter = 15 * 60_000
/** Of a day in quarters of an hour, and of one that is longer because the clocks are put back. */
const mostQuarters = 25 * 4 + 1

/**
 * The next time at which it is seven in the morning somewhere.
 * @param now - epoch milliseconds
 * @param timeZone - IANA
 * @returns epoch milliseconds
 */
export function nextMorning(now: number, timeZone = 'UTC'): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const wanted = `${String(hourOfMail).padStart(2, '0')}:00`
  // Zones differ by quarters of an hour, and none changes its clocks at this time of the day.
  let moment = Math.floor(now / quarter) * quarter
  for (let count = 0; count < mostQuarters; count += 1) {
    moment += quarter
    if (clock.format(moment) === wanted) return moment
  }
  return moment
}
