import type { Driver } from 'kysely'
import { SqliteConnection } from './sqlite-connection.ts'

/** The one connection that writes. Kysely's own queue hands it to one transaction after the other. */
export class SqliteWriterDriver implements Driver {
  readonly #file: string
  #connection: SqliteConnection | undefined

  constructor(file: string) {
    this.#file = file
  }

  async init(): Promise<void> {
    this.#connection = new SqliteConnection(this.#file, 'read-write')
  }

  async acquireConnection(): Promise<SqliteConnection> {
    if (this.#connection === undefined) throw new Error('The driver was not initialised')
    return this.#connection
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    // A deferred transaction would find out in its middle that somebody else has the lock.
    connection.execute('BEGIN IMMEDIATE')
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    connection.execute('COMMIT')
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    if (connection.isTransaction) connection.execute('ROLLBACK')
  }

  async destroy(): Promise<void> {
    this.#connection?.[Symbol.dispose]()
  }
}
