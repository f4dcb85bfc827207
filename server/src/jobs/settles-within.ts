import type { Clock } from '../platform/clock.ts'

/**
 * Waits for a promise, but not longer than `milliseconds`.
 * @returns whether it settled, either way, in that time
 */
export async function settlesWithin(
  clock: Clock,
  milliseconds: number,
  promise: Promise<unknown>,
): Promise<boolean> {
  const settled = new AbortController()
  const waiting = promise.then(
    () => true,
    () => true,
  )
  const outcome = await Promise.race([waiting, clock.sleep(milliseconds, settled.signal).then(() => false)])
  settled.abort()
  return outcome
}
