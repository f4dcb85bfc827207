import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logging/index.ts'
import type { OtherProcesses } from './database.ts'
import type { Schema } from './schema.ts'

interface WakeUpsOptions {
  readonly url: string
  readonly clock: Clock
  readonly logger: Logger | undefined
  /** Runs the statements that notify. */
  readonly sender: Kysely<Schema>
}

const channel = 'isthmus_wake_ups'
/** Between two attempts to connect, milliseconds. */
const pause = 1_000

/**
 * Wakes other processes through LISTEN and NOTIFY, on a connection that is made when somebody listens and made again
 * when it breaks. Notifying is no part of the transaction that it is about: at the commit of one that notifies the
 * server would let all others wait (PostgreSQL 15, NOTIFY).
 */
export class PostgresWakeUps implements OtherProcesses, AsyncDisposable {
  readonly #options: WakeUpsOptions
  /** So that nobody is woken by itself. */
  readonly #origin = randomBytes(8).toString('hex')
  readonly #listeners = new Map<string, Set<() => void>>()
  readonly #topics = new Set<string>()
  readonly #stop = new AbortController()
  #listening: Promise<void> | undefined
  #sending: Promise<void> | undefined

  constructor(options: WakeUpsOptions) {
    this.#options = options
  }

  wake(topic: string): void {
    this.#topics.add(topic)
    this.#sending ??= this.#send()
  }

  onWake(topic: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(listener))
    this.#listening ??= this.#listen()
    return () => listeners.delete(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await Promise.all([this.#sending, this.#listening])
  }

  /** What is asked for in one turn of the event loop, or while a message is under way, is one message per topic. */
  async #send(): Promise<void> {
    await nextTurn()
    while (this.#topics.size > 0 && !this.#stop.signal.aborted) {
      const messages = [...this.#topics].map((topic) => `${this.#origin} ${topic}`)
      this.#topics.clear()
      try {
        for (const message of messages)
          await sql`SELECT pg_notify(${channel}, ${message})`.execute(this.#options.sender)
      } catch (error) {
        this.#options.logger?.debug('database.not-notified', { error })
      }
    }
    this.#sending = undefined
  }

  async #listen(): Promise<void> {
    const { clock, logger } = this.#options
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        await this.#listenOnce(signal)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        logger?.warn('database.not-listening', { reason })
      }
      await clock.sleep(pause, signal)
    }
  }

  /** Resolves when the connection has ended. */
  async #listenOnce(signal: AbortSignal): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      fallback_application_name: 'isthmus',
    })
    // A connection that breaks also ends.
    client.on('error', () => {})
    const ended = new Promise<void>((resolve) => {
      client.on('end', resolve)
    })
    client.on('notification', ({ payload = '' }) => this.#hear(payload))
    const end = () => void client.end()
    signal.addEventListener('abort', end)
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      // What was sent before has been missed.
      for (const topic of this.#listeners.keys()) this.#call(topic)
      await ended
    } finally {
      signal.removeEventListener('abort', end)
      await client.end()
    }
  }

  #hear(message: string): void {
    const [origin, topic = ''] = message.split(' ')
    if (origin !== this.#origin) this.#call(topic)
  }

  #call(topic: string): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener()
  }
}
