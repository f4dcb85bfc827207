import { setTimeout as delay } from 'node:timers/promises'

/** Where the program takes the time from. Tests pass one that they turn by hand. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `milliseconds`, or at once when `signal` is aborted; never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await delay(milliseconds, undefined, signal === undefined ? {} : { signal })
    } catch {
      // Aborted: waking early is what the caller asked for.
    }
  },
}
