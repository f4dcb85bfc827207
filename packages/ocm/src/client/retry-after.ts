const day = 24 * 60 * 60 * 1000

/**
 * How long a peer asks to wait (RFC 9110 10.2.3: seconds or a date), at most a day; undefined when it does not say.
 *
 * @param now - epoch milliseconds
 * @returns milliseconds
 */
export function retryAfterOf(headers: Record<string, string>, now: number): number | undefined {
  const value = headers['retry-after']?.trim()
  if (!value) return undefined
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), day)
}
