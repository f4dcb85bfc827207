/**
 * How much of a file goes out with one request. Large pieces are quick; but what stands between here and the server may
 * take a request whole before it passes it on, so that a piece is lost when the connection breaks, and may refuse large
 * ones. So the first is small, and the next ones are what goes out in some seconds.
 */

const smallest = 256 * 1024
const largest = 64 * 1024 * 1024

/** How long a piece should take, in milliseconds. */
const aim = 8_000

/** Bytes of the first piece. */
export const firstChunk = 4 * 1024 * 1024

/** Bytes of the next piece, after one that took its time. @param milliseconds - how long it was under way */
export function chunkAfter(bytes: number, milliseconds: number): number {
  const fitting = (bytes / Math.max(milliseconds, 1)) * aim
  // One quick answer says little: it grows step by step.
  return Math.round(Math.min(Math.max(fitting, smallest), bytes * 2, largest))
}

/** Bytes of the next piece after one was too large for something on the way; `undefined` when it cannot be smaller. */
export function chunkAfterRefusal(bytes: number): number | undefined {
  return bytes <= smallest ? undefined : Math.max(Math.floor(bytes / 4), smallest)
}
