const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const rfc850Date = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/
const asctimeDate = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/

/**
 * Reads an HTTP-date in any of its three forms (RFC 9110 5.6.7).
 * @returns epoch milliseconds, `undefined` when it is not a date
 */
export function parseHttpDate(text: string): number | undefined {
  const isDate = imfFixdate.test(text) || rfc850Date.test(text)
  if (!isDate && !asctimeDate.test(text)) return undefined
  // The asctime form carries no zone, and means GMT.
  const milliseconds = Date.parse(isDate ? text : `${text} GMT`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/**
 * Writes an IMF-fixdate (RFC 9110 5.6.7).
 * @param milliseconds - epoch milliseconds; cut to whole seconds
 */
export function writeHttpDate(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const number = Math.floor(seconds / secondsPerDay)
  if (number !== day.number) day = { number, text: writeMidnight(number).slice(0, -'00:00:00 GMT'.length) }
  const time = seconds - number * secondsPerDay
  const [hour, minute] = [Math.floor(time / 3600), Math.floor(time / 60) % 60]
  return `${day.text}${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(time % 60)} GMT`
}

const secondsPerDay = 86_400

/** The one that was written last. A listing has many times of a few days, and writing a date as a whole takes long. */
let day = { number: Number.NaN, text: '' }

function writeMidnight(dayNumber: number): string {
  return new Date(dayNumber * secondsPerDay * 1000).toUTCString()
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
