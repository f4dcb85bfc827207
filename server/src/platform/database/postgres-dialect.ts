import {
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Pool } from 'pg'
import { fault } from '../errors.ts'
import { PostgresConnection } from './postgres-connection.ts'

/**
 * PostgreSQL through `pg`.
 * @param pool - stays open when the dialect is destroyed: several may share it
 * @param beginning - the statements that begin a transaction
 */
export function postgresDialect(pool: Pool, beginning: string): Dialect {
  return {
    createDriver: () => new PostgresDriver(pool, beginning),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

class PostgresDriver implements Driver {
  readonly #pool: Pool
  readonly #beginning: string

  constructor(pool: Pool, beginning: string) {
    this.#pool = pool
    this.#beginning = beginning
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    try {
      return new PostgresConnection(await this.#pool.connect(), this.#beginning)
    } catch (error) {
      throw fault('unavailable', { cause: error })
    }
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release()
  }

  beginTransaction(connection: PostgresConnection): Promise<void> {
    return connection.begin()
  }

  commitTransaction(connection: PostgresConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: PostgresConnection): Promise<void> {
    return connection.rollback()
  }

  async destroy(): Promise<void> {}
}
