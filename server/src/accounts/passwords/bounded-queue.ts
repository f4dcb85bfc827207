import { fault } from '../../platform/errors.ts'

/** Runs few tasks at a time and lets few wait. */
export class BoundedQueue {
  readonly #concurrency: number
  readonly #longest: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor({ concurrency, longest }: { concurrency: number; longest: number }) {
    this.#concurrency = concurrency
    this.#longest = longest
  }

  /** @throws IsthmusError `too-many-requests`, when too many wait already */
  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.#enter()
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      // The place is handed on, not given up, so that nobody gets in between.
      if (next === undefined) this.#running -= 1
      else next()
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#concurrency) {
      this.#running += 1
      return
    }
    if (this.#waiting.length >= this.#longest) throw fault('too-many-requests', { retryAfter: 1 })
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
    })
  }
}
