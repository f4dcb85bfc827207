import { parseHttpDate } from './http-date.ts'

/**
 * Reads a time in seconds since 1970, which some clients write with a fraction.
 * @returns epoch milliseconds, cut to whole seconds
 */
export function parseUnixTime(text: string): number | undefined {
  // Eleven digits end in the year 5138, where HTTP-dates still have four digits for it.
  return /^\d{1,11}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) * 1000 : undefined
}

/**
 * Reads the time of the last change as clients set it by PROPPATCH: seconds since 1970, or an HTTP-date.
 * @returns epoch milliseconds, `undefined` when it is neither
 */
export function parseModificationTime(text: string): number | undefined {
  const time = parseUnixTime(text) ?? parseHttpDate(text)
  // Windows writes 1601 for "not known".
  return time === undefined ? undefined : Math.max(0, time)
}
