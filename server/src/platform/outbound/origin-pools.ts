import type { Dispatcher } from 'undici'
import { OutboundError } from './outbound-error.ts'

/** What the connections of a pool have in common besides the server. */
export interface PoolWay {
  /** Name of the client certificate that they show. */
  readonly identity?: string | undefined
  /** They leave this process also for a server in it. */
  readonly outside?: boolean | undefined
}

/** One request's use of the connections to a server. */
export interface PoolUse {
  readonly dispatcher: Dispatcher
  /** The request is over; may be called again. */
  end(): void
}

interface OriginPool {
  readonly dispatcher: Dispatcher
  uses: number
}

/**
 * A pool of connections for each server that is talked to. Servers choose how long an idle connection lasts, and anyone
 * can make us talk to many: only some idle pools are kept, those used last.
 */
export class OriginPools implements AsyncDisposable {
  readonly #open: (origin: string, way: PoolWay) => Dispatcher
  readonly #mostIdle: number
  readonly #busy = new Map<string, OriginPool>()
  /** The one that has been idle longest comes first. */
  readonly #idle = new Map<string, OriginPool>()
  readonly #leaving = new Set<Promise<unknown>>()
  #closed = false

  constructor(open: (origin: string, way: PoolWay) => Dispatcher, { mostIdle }: { mostIdle: number }) {
    this.#open = open
    this.#mostIdle = mostIdle
  }

  /** How many servers are talked to now, by how many requests, and for how many more servers a pool is kept. */
  get counts(): { readonly busy: number; readonly idle: number; readonly uses: number } {
    const uses = [...this.#busy.values()].reduce((sum, pool) => sum + pool.uses, 0)
    return { busy: this.#busy.size, idle: this.#idle.size, uses }
  }

  /**
   * @throws {OutboundError} `aborted` once disposed of
   */
  use(origin: string, way: PoolWay): PoolUse {
    if (this.#closed) throw new OutboundError('aborted', 'this server is shutting down')
    const key = `${way.outside === true ? 'outside' : ''} ${way.identity ?? ''} ${origin}`
    const pool = this.#busy.get(key) ??
      this.#idle.get(key) ?? { dispatcher: this.#open(origin, way), uses: 0 }
    this.#idle.delete(key)
    this.#busy.set(key, pool)
    pool.uses += 1
    let ended = false
    return {
      dispatcher: pool.dispatcher,
      end: () => {
        if (ended) return
        ended = true
        pool.uses -= 1
        if (pool.uses === 0) this.#rest(key, pool)
      },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    const pools = [...this.#busy.values(), ...this.#idle.values()]
    await Promise.all([...pools.map(({ dispatcher }) => dispatcher.destroy()), ...this.#leaving])
  }

  #rest(key: string, pool: OriginPool): void {
    this.#busy.delete(key)
    this.#idle.set(key, pool)
    const [oldest] = this.#idle
    if (this.#idle.size <= this.#mostIdle || oldest === undefined) return
    this.#idle.delete(oldest[0])
    const leaving = oldest[1].dispatcher.close().finally(() => this.#leaving.delete(leaving))
    this.#leaving.add(leaving)
  }
}
