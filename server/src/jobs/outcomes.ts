import type { JobOutcome } from './job.ts'

type Listener = (outcome: JobOutcome) => void

/** Tells those in this process who wait for a job how its next attempt ended. */
export class Outcomes {
  readonly #listeners = new Map<string, Set<Listener>>()

  /** @returns how to stop listening */
  listen(jobId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(jobId) ?? new Set()
    this.#listeners.set(jobId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(jobId)
    }
  }

  tell(jobId: string, outcome: JobOutcome): void {
    for (const listener of this.#listeners.get(jobId) ?? []) listener(outcome)
  }
}
