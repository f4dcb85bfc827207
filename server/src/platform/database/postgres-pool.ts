import pg from 'pg'
import type { Logger } from '../logging/index.ts'
import type { ConnectionUse } from './database.ts'
import { postgresTypes } from './postgres-values.ts'

/** What the connections of a pool have in common. */
export interface PoolOptions {
  /** `postgres://…` as libpq has it. */
  readonly url: string
  readonly logger: Logger | undefined
  /** Connections at most. */
  readonly size: number
  /** Settings of the session (PostgreSQL 15, chapter 20), `statement_timeout` …; `options` of the URL win over them. */
  readonly settings: Readonly<Record<string, string>>
}

/** Waiting for a connection to be made or to become free; milliseconds. */
const patience = 10_000

/** Connections are made when they are needed, and closed when they have been idle for a while. */
export function createPool({ url, logger, size, settings }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withSettings(url, settings),
    max: size,
    connectionTimeoutMillis: patience,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    fallback_application_name: 'isthmus',
    types: postgresTypes,
  })
  // An idle connection that breaks is replaced; without a listener it would end the process. The error itself has
  // the client with all its settings.
  pool.on('error', ({ message }) => logger?.warn('database.connection-lost', { reason: message }))
  // One that breaks while it is in use also rejects its statement.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Closes a pool of which no connection is in use; resolves when the server has heard it. */
export async function endPool(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const oneLess = () => {
    open -= 1
    if (open <= 0) resolve()
  }
  pool.on('remove', oneLess)
  if (open > 0) await Promise.all([pool.end(), closed])
  else await pool.end()
}

/** How the connections of some pools are used; one that is being made counts as busy. */
export function poolUse(pools: readonly pg.Pool[]): ConnectionUse {
  const sum = (of: (pool: pg.Pool) => number) => pools.reduce((total, pool) => total + of(pool), 0)
  const idle = sum((pool) => pool.idleCount)
  return { idle, busy: sum((pool) => pool.totalCount) - idle, waiting: sum((pool) => pool.waitingCount) }
}

/** The URL, with settings of the session for those that it does not make itself. */
function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const parsed = new URL(url)
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  // The last one counts.
  parsed.searchParams.set('options', [...options, parsed.searchParams.get('options') ?? ''].join(' ').trim())
  return parsed.href
}
