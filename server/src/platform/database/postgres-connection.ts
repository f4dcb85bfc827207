import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { PoolClient, QueryConfig } from 'pg'
import { assertBindable } from './bound-value.ts'
import { explain } from './postgres-error.ts'
import { statementName } from './statement-name.ts'
import { noteFailedStatement } from './write-scope.ts'

/** A connection to PostgreSQL, for as long as it is taken out of its pool. */
export class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #beginning: string
  #broken = false
  #cursors = 0
  /** Ends when everything that was sent so far has been answered. */
  #answered: Promise<unknown> = Promise.resolve()

  /**
   * @param beginning - the statements that begin a transaction; several are sent as one
   */
  constructor(client: PoolClient, beginning: string) {
    this.#client = client
    this.#beginning = beginning
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      query.parameters.forEach(assertBindable)
      const { sql: text, parameters } = query
      const name = statementName(text, parameters.length)
      const { command, rowCount, rows } = await this.#send({
        text,
        values: [...parameters],
        ...(name !== undefined && { name }),
      })
      if (!changing.has(command)) return { rows: rows as R[] }
      return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
    } catch (error) {
      noteFailedStatement(error)
      throw error
    }
  }

  /** A cursor lives in a transaction: in the one in progress, else in one of its own. */
  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const isAlone = this.#client.getTransactionStatus() === 'I'
    if (isAlone) await this.begin()
    try {
      this.#cursors += 1
      const cursor = `stream_${this.#cursors}`
      await this.executeQuery({ ...query, sql: `DECLARE ${cursor} NO SCROLL CURSOR FOR ${query.sql}` })
      yield* this.#fetch<R>(cursor, chunkSize)
    } finally {
      if (isAlone) await this.rollback()
    }
  }

  async begin(): Promise<void> {
    await this.#send(this.#beginning)
  }

  async commit(): Promise<void> {
    const { command } = await this.#send('COMMIT')
    // PostgreSQL says so, and nothing else, when a statement of the transaction has failed.
    if (command === 'ROLLBACK') throw new Error('The transaction had failed')
  }

  /** Never rejects: a connection that cannot even do this is closed, and the server rolls back. */
  async rollback(): Promise<void> {
    if (this.#broken) return
    try {
      await this.#send('ROLLBACK')
    } catch {
      this.#broken = true
    }
  }

  /** Gives the connection back to its pool, or closes it when it is of no use to the next one. */
  release(): void {
    this.#client.release(this.#broken || this.#client.getTransactionStatus() !== 'I')
  }

  async *#fetch<R>(cursor: string, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      for (;;) {
        const { rows } = await this.#send(`FETCH ${chunkSize} FROM ${cursor}`)
        if (rows.length > 0) yield { rows: rows as R[] }
        if (rows.length < chunkSize) return
      }
    } finally {
      if (this.#client.getTransactionStatus() === 'T' && !this.#broken) await this.#send(`CLOSE ${cursor}`)
    }
  }

  /** One statement after the other, also when what a failed write has left running meets its end. */
  #send(statement: string | QueryConfig) {
    const result = this.#answered.then(() => this.#query(statement))
    this.#answered = result.catch(() => {})
    return result
  }

  async #query(statement: string | QueryConfig) {
    try {
      return await this.#client.query<Record<string, unknown>>(statement)
    } catch (error) {
      const explained = explain(error)
      if (explained !== error) this.#broken = true
      throw explained
    }
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
