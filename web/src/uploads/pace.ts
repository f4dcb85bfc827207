/** How fast something goes on, from what was seen in the last seconds. */
export class Pace {
  readonly #seen: { readonly at: number; readonly bytes: number }[] = []
  #bytes = 0

  /** Notes that so many more bytes have gone out, or fewer when some were lost. @param now - milliseconds on any clock that goes evenly */
  note(bytes: number, now: number): void {
    this.#bytes += bytes
    this.#seen.push({ at: now, bytes: this.#bytes })
    while (this.#seen.length > 2 && (this.#seen[1]?.at ?? now) <= now - span) this.#seen.shift()
  }

  /** Bytes per second; 0 while nobody knows. */
  speed(now: number): number {
    const first = this.#seen[0]
    if (first === undefined || now - first.at < leastSpan) return 0
    return Math.max(((this.#bytes - first.bytes) / (now - first.at)) * 1000, 0)
  }

  /** Forgets what was: after a pause, nothing of before says how fast it goes. */
  reset(): void {
    this.#seen.length = 0
    this.#bytes = 0
  }
}

/** Milliseconds that count. */
const span = 6_000
const leastSpan = 500
