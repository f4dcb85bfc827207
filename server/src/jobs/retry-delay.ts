const firstDelayMs = 5_000
const longestDelayMs = 3_600_000
const shortestAskedMs = 1_000
const longestAskedMs = 86_400_000

/**
 * How long to wait after a failed attempt: 5 s, doubled with each attempt up to an hour, a quarter more or less at
 * random so that jobs that failed together do not come back together.
 *
 * @param attempts - attempts so far, 1 or more
 * @param random - 0 <= random < 1
 * @param askedMs - what the peer asked for (`Retry-After`), milliseconds; kept between a second and a day
 * @returns milliseconds
 */
export function retryDelay(attempts: number, random: number, askedMs?: number): number {
  if (askedMs !== undefined) return Math.min(Math.max(askedMs, shortestAskedMs), longestAskedMs)
  const delay = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs)
  return Math.round(delay * (0.75 + random / 2))
}
