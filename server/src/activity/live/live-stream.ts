import type { Clock } from '../../platform/clock.ts'
import type { UserTopic } from './topics.ts'

/** Something that the apps of a user are told, so that they look again. */
export interface LiveEvent {
  /** Where a stream that breaks off goes on: what comes after this. */
  readonly id: string
  /** `reload`: something may have been missed, look at everything again. */
  readonly name: UserTopic | 'files.changed' | 'deliveries.changed' | 'reload'
  readonly data: Readonly<Record<string, string>>
}

/** Without an event for so long, in milliseconds, a sign of life is sent: what is silent is taken for dead. */
const heartbeat = 25_000
/** How many events may wait for one reader. */
const mostWaiting = 100

/** The events for one connection. It is read once, to its end. */
export class LiveStream implements AsyncIterable<LiveEvent | 'heartbeat'> {
  /** The id of the last event before the first one of this stream. */
  readonly position: string
  /** Aborted when it has ended. */
  readonly ended: AbortSignal
  /** Aborted when its reader is too slow: the connection is of no use any more. */
  readonly cut: AbortSignal
  readonly #clock: Clock
  readonly #end = new AbortController()
  readonly #cut = new AbortController()
  readonly #waiting: LiveEvent[] = []
  #wake = new AbortController()

  constructor(clock: Clock, position: string) {
    this.#clock = clock
    this.position = position
    this.ended = this.#end.signal
    this.cut = this.#cut.signal
  }

  /** What waits already is not repeated: it says that the reader shall look, and the reader has not looked yet. */
  push(event: LiveEvent): void {
    if (this.ended.aborted || this.#waiting.some((waiting) => saysTheSame(waiting, event))) return
    if (this.#waiting.length === mostWaiting) {
      this.#cut.abort()
      this.end()
      return
    }
    this.#waiting.push(event)
    this.#wake.abort()
  }

  /** What waits is not sent any more. */
  end(): void {
    this.#waiting.length = 0
    this.#end.abort()
    this.#wake.abort()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LiveEvent | 'heartbeat'> {
    try {
      while (!this.ended.aborted) {
        const event = this.#waiting.shift() ?? (await this.#silence())
        if (event !== undefined) yield event
      }
    } finally {
      this.end()
    }
  }

  async #silence(): Promise<'heartbeat' | undefined> {
    const wake = new AbortController()
    this.#wake = wake
    await this.#clock.sleep(heartbeat, wake.signal)
    return wake.signal.aborted ? undefined : 'heartbeat'
  }
}

function saysTheSame(one: LiveEvent, other: LiveEvent): boolean {
  return (
    one.name === other.name &&
    one.data['space'] === other.data['space'] &&
    one.data['path'] === other.data['path']
  )
}
