/**
 * The circuit breaker of one peer. It opens after three troubles in a row; when its time is over one job goes
 * through as a probe. A probe that succeeds closes it, one that meets trouble opens it for twice as long.
 */
export interface Breaker {
  /** Troubles in a row. */
  readonly failures: number
  /** No job for this peer starts before, epoch milliseconds. */
  readonly openUntil: number
}

const troublesThatOpen = 3
const firstPauseMs = 30_000
const longestPauseMs = 3_600_000

/** @returns the breaker after an attempt met trouble; `undefined` before stands for a peer without any */
export function afterTrouble(before: Breaker | undefined, now: number): Breaker {
  const { failures, openUntil } = before ?? { failures: 0, openUntil: now }
  // An attempt that started before the breaker opened says nothing new.
  if (openUntil > now) return { failures, openUntil }
  const pause = firstPauseMs * 2 ** (failures + 1 - troublesThatOpen)
  return {
    failures: failures + 1,
    openUntil: failures + 1 < troublesThatOpen ? now : now + Math.min(pause, longestPauseMs),
  }
}

/** Whether the breaker has opened since the peer last answered. */
export function hasOpened(breaker: Breaker): boolean {
  return breaker.failures >= troublesThatOpen
}
