import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logging/index.ts'
import { settlesWithin } from './settles-within.ts'

/** Work that this process does again and again: it may run in several processes, and not at all while none is up. */
export type ScheduledRun = (signal: AbortSignal) => Promise<void>

/** What a run gets to come back after its signal was aborted. */
const graceMs = 5_000

/** Runs what was scheduled, each at the start and then every `ms`. A run that throws is logged and comes again. */
export class Schedules implements AsyncDisposable {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #stop = new AbortController()
  readonly #schedules: { name: string; ms: number; run: ScheduledRun }[] = []
  #loops: Promise<void>[] | undefined

  constructor(clock: Clock, logger: Logger) {
    this.#clock = clock
    this.#logger = logger
  }

  every(name: string, ms: number, run: ScheduledRun): void {
    this.#schedules.push({ name, ms, run })
    this.#loops?.push(this.#repeat(name, ms, run))
  }

  start(): void {
    this.#loops ??= this.#schedules.map(({ name, ms, run }) => this.#repeat(name, ms, run))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    const ended = await settlesWithin(this.#clock, graceMs, Promise.all(this.#loops ?? []))
    if (!ended) this.#logger.error('schedule.does-not-stop')
  }

  async #repeat(name: string, ms: number, run: ScheduledRun): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const { signal } = this.#stop
      try {
        await run(signal)
      } catch (error) {
        if (!signal.aborted) this.#logger.error('schedule.failed', { schedule: name, error })
      }
      await this.#clock.sleep(ms, signal)
    }
  }
}
