import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'

export interface CachedStatement {
  /** Gives rows as arrays. */
  readonly statement: StatementSync
  /** Names of the values in a row; none for a statement that never has rows: an INSERT without RETURNING, a COMMIT. */
  readonly columns: readonly string[]
  readonly blankRow: Row
}

export type Row = Record<string, SQLOutputValue>

/** Queries come from code, so there are some hundreds; only lists (`IN (?, ?, …)`) make a text per length. */
const largestSize = 500

/** The prepared statements of one connection by their SQL; the one unused for the longest time makes room. */
export class StatementCache {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, CachedStatement>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  get(sql: string): CachedStatement {
    const known = this.#statements.get(sql)
    if (known !== undefined) this.#statements.delete(sql)
    const statement = known ?? this.#prepare(sql)
    // A Map keeps the order of insertion: the first entry is the one unused for the longest time.
    this.#statements.set(sql, statement)
    if (this.#statements.size > largestSize) {
      const [oldest = ''] = this.#statements.keys()
      this.#statements.delete(oldest)
    }
    return statement
  }

  #prepare(sql: string): CachedStatement {
    const statement = this.#database.prepare(sql)
    statement.setReturnArrays(true)
    const columns = statement.columns().map(({ name }) => name)
    return { statement, columns, blankRow: Object.fromEntries(columns.map((name) => [name, null])) }
  }
}
