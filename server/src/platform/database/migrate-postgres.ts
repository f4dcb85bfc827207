import { type CompiledQuery, Kysely, PostgresQueryCompiler, sql } from 'kysely'
import type { Pool } from 'pg'
import { fault } from '../errors.ts'
import type { PostgresOptions } from './database-options.ts'
import { type MigrateOptions, migrate } from './migrate.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { createPool, endPool } from './postgres-pool.ts'

/**
 * Brings a PostgreSQL database to the schema of this program; of several processes that start at the same time one
 * does it and the others wait. Makes no backup: that is for the one who runs the server, whose tools take one while
 * it is used. A migration that fails is undone by the server.
 * @throws IsthmusError `database-unusable`, `database-too-new`
 */
export async function migratePostgres({
  url,
  clock,
  logger,
  migrations,
}: PostgresOptions & Pick<MigrateOptions, 'migrations'>): Promise<void> {
  const pool = createPool({ url, logger, size: 1, settings: {} })
  try {
    await assertUsable(pool)
    const database = new Kysely<unknown>({
      dialect: { ...postgresDialect(pool, 'BEGIN'), createQueryCompiler: () => new MigrationCompiler() },
    })
    await database.connection().execute(async (connection) => {
      // Freed by the end of the connection, also when this process dies.
      await sql`SELECT pg_advisory_lock(${lockOfMigrations})`.execute(connection)
      await migrate(connection, { migrations, clock, logger, backUp: async () => {} })
    })
  } finally {
    await endPool(pool)
  }
}

/** Any number that no other program takes in this database. */
const lockOfMigrations = 4_918_203_655

async function assertUsable(pool: Pool): Promise<void> {
  try {
    const { rows } = await pool.query<{ version: number; encoding: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
    )
    const [server] = rows
    if (server === undefined || server.version < 150_000) throw new Error('PostgreSQL 15 or newer is needed.')
    if (server.encoding !== 'UTF8') throw new Error(`Its encoding is ${server.encoding}; UTF8 is needed.`)
  } catch (error) {
    throw fault('database-unusable', { detail: reasonOf(error), cause: error })
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as Partial<Record<'message' | 'code', unknown>>
  // A host with several addresses fails with an error without words.
  return String(message === '' ? code : message)
}

/**
 * Migrations are written once, for both databases: TEXT is sorted and compared by its bytes, as SQLite does, and not
 * by the rules of the language that the database was made with.
 */
class MigrationCompiler extends PostgresQueryCompiler {
  override compileQuery(...args: Parameters<PostgresQueryCompiler['compileQuery']>): CompiledQuery {
    const query = super.compileQuery(...args)
    if (!/^\s*(?:create|alter) table /i.test(query.sql)) return query
    return { ...query, sql: query.sql.replaceAll(/\btext\b/gi, 'TEXT COLLATE "C"') }
  }
}
