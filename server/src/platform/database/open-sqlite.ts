import { Kysely } from 'kysely'
import { backUpSqlite } from './back-up-sqlite.ts'
import type { SqliteOptions } from './database-options.ts'
import type { DatabaseParts } from './database-parts.ts'
import { connectDirectly, sqliteConnectionOf } from './direct-connection.ts'
import { groupWrites } from './grouped-writes.ts'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

/** Opens a SQLite file, after its migration. */
export async function openSqlite(
  options: SqliteOptions & Required<Pick<SqliteOptions, 'migrations'>>,
): Promise<DatabaseParts> {
  const { file, clock, logger, migrations } = options
  const writer = new Kysely<unknown>({ dialect: sqliteDialect(file, 'writer') })
  try {
    const backUp = async (name: string) => {
      const target = `${file}.before-${name}`
      await backUpSqlite(writer, target)
      logger?.info('database.backed-up', { file: target })
    }
    await migrate(writer, { migrations, clock, logger, backUp })
  } catch (error) {
    await writer.destroy()
    throw error
  }
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(file, 'reader') })
  connectDirectly(reader, await sqliteConnectionOf(reader))
  return {
    reader,
    writes: groupWrites(writer.$extendTables<Pick<Schema, keyof Schema>>(), logger),
    async close() {
      await reader.destroy()
      // The last connection: it brings the WAL into the database file and removes it.
      await writer.destroy()
    },
  }
}
