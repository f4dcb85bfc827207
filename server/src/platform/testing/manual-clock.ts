import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../clock.ts'

/** A clock that stands still until a test turns it. */
export interface ManualClock extends Clock {
  /**
   * Turns the clock and wakes whoever has slept long enough, in the order in which their time comes. Each sees the
   * time at which it wanted to wake, and gets to start its next sleep.
   */
  advance(milliseconds: number): Promise<void>
  /** How many are asleep. */
  readonly sleepers: number
}

/**
 * @param start - epoch milliseconds
 * @param isBusy - whether what was woken waits for something that comes by itself: a database in another process
 */
export function createManualClock(
  start = Date.UTC(2026, 0, 1),
  isBusy: () => boolean = () => false,
): ManualClock {
  const sleepers = new Set<Sleeper>()
  let now = start

  return {
    now: () => now,
    get sleepers() {
      return sleepers.size
    },
    sleep(milliseconds, signal) {
      if (signal?.aborted === true || milliseconds <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const sleeper = { wakeAt: now + milliseconds, wake }
        function wake(): void {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake)
      })
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        await turnsOfTheEventLoop(isBusy)
        const next = firstToWake(sleepers)
        if (next === undefined || next.wakeAt > end) break
        now = Math.max(now, next.wakeAt)
        next.wake()
      }
      now = end
    },
  }
}

interface Sleeper {
  readonly wakeAt: number
  wake(): void
}

function firstToWake(sleepers: ReadonlySet<Sleeper>): Sleeper | undefined {
  let first: Sleeper | undefined
  for (const sleeper of sleepers) if (first === undefined || sleeper.wakeAt < first.wakeAt) first = sleeper
  return first
}

/** What was woken runs until it waits for something that takes longer than a few turns of the event loop. */
async function turnsOfTheEventLoop(isBusy: () => boolean): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await nextTurn()
    if (isBusy()) turn = 0
  }
}
