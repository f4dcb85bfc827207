/** RFC 4918 10.7: no lock is asked for a longer time. */
export const maxTimeout = 2 ** 32 - 1

/**
 * Reads a `Timeout` header (RFC 4918 10.7): of a list, what the client likes best among the values that are understood.
 *
 * @returns seconds, where `Infinite` is the longest time there is; `malformed` when no value is understood
 */
export function parseTimeout(value: string): number | 'malformed' {
  for (const element of value.split(',')) {
    const seconds = parseElement(element.trim())
    if (seconds !== undefined) return seconds
  }
  return 'malformed'
}

/** Writes a time as the value of a `Timeout` header or a `timeout` element. */
export function writeTimeout(seconds: number): string {
  return seconds > maxTimeout ? 'Infinite' : `Second-${Math.max(0, Math.ceil(seconds))}`
}

function parseElement(element: string): number | undefined {
  if (/^infinite$/i.test(element)) return maxTimeout
  const digits = /^second-(\d+)$/i.exec(element)?.[1]
  return digits === undefined ? undefined : Math.min(Number(digits), maxTimeout)
}
