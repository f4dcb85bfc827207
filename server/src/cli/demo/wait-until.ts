import type { Clock } from '../../platform/clock.ts'
import { Unexpected } from './unexpected.ts'

/** What is waited for. */
export interface Awaited<T> {
  /** What is looked at, for the message: "the state of the share at Ann's". */
  readonly what: string
  readonly expected: T
  look(): Promise<T>
  /** Milliseconds. */
  readonly within: number
}

const pause = 50

/**
 * Looks again and again until it is as expected.
 * @throws Unexpected with what came last
 */
export async function waitUntil<T extends string | number | boolean>(
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  { what, expected, look, within }: Awaited<T>,
): Promise<void> {
  const deadline = clock.now() + within
  for (;;) {
    signal.throwIfAborted()
    const came = await look()
    if (came === expected) return
    if (clock.now() >= deadline) throw new Unexpected(`${what}, after ${within / 1000} s`, { expected, came })
    await clock.sleep(pause, signal)
  }
}
