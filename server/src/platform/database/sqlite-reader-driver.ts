import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { DirectConnection } from './direct-connection.ts'
import { SqliteConnection } from './sqlite-connection.ts'

/** Connections kept open for the next stream or transaction. */
const largestPool = 4

/**
 * Reading beside the writer.
 *
 * A statement that is read to its end at once leaves nothing open, so all of those share one connection and none
 * waits. A stream or a transaction keeps one state of the database for as long as it lasts; on the shared connection
 * everybody else would be held in that state with it, so each gets a connection of its own.
 */
export class SqliteReaderDriver implements Driver {
  readonly #file: string
  #shared: SqliteConnection | undefined
  readonly #idle: SqliteConnection[] = []
  readonly #busy = new Set<SqliteConnection>()

  constructor(file: string) {
    this.#file = file
  }

  async init(): Promise<void> {
    this.#shared = new SqliteConnection(this.#file, 'read-only')
  }

  async acquireConnection(): Promise<SqliteReader> {
    if (this.#shared === undefined) throw new Error('The driver was not initialised')
    return new SqliteReader(this.#shared, {
      take: () => {
        const connection = this.#idle.pop() ?? new SqliteConnection(this.#file, 'read-only')
        this.#busy.add(connection)
        return connection
      },
      give: (connection) => {
        // Not among the busy ones: the driver was destroyed meanwhile.
        if (!this.#busy.delete(connection)) return
        if (this.#idle.length < largestPool) this.#idle.push(connection)
        else connection[Symbol.dispose]()
      },
    })
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(reader: SqliteReader): Promise<void> {
    reader.begin()
  }

  async commitTransaction(reader: SqliteReader): Promise<void> {
    reader.end()
  }

  async rollbackTransaction(reader: SqliteReader): Promise<void> {
    reader.end()
  }

  async destroy(): Promise<void> {
    for (const connection of [this.#shared, ...this.#idle, ...this.#busy]) connection?.[Symbol.dispose]()
    this.#busy.clear()
  }
}

interface ConnectionPool {
  take(): SqliteConnection
  give(connection: SqliteConnection): void
}

/** What Kysely holds for one query, stream or transaction. */
class SqliteReader implements DatabaseConnection, DirectConnection {
  readonly #shared: SqliteConnection
  readonly #pool: ConnectionPool
  /** The connection of the transaction in progress. */
  #own: SqliteConnection | undefined

  constructor(shared: SqliteConnection, pool: ConnectionPool) {
    this.#shared = shared
    this.#pool = pool
  }

  begin(): void {
    this.#own = this.#pool.take()
    this.#own.execute('BEGIN')
  }

  end(): void {
    if (this.#own === undefined) return
    if (this.#own.isTransaction) this.#own.execute('ROLLBACK')
    this.#pool.give(this.#own)
    this.#own = undefined
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (this.#own ?? this.#shared).executeQuery(query)
  }

  run<R>(query: CompiledQuery): R[] {
    return (this.#own ?? this.#shared).run(query)
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    if (this.#own !== undefined) {
      yield* this.#own.streamQuery<R>(query, chunkSize)
      return
    }
    const connection = this.#pool.take()
    try {
      yield* connection.streamQuery<R>(query, chunkSize)
    } finally {
      this.#pool.give(connection)
    }
  }
}
