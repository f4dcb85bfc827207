import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { SqliteReaderDriver } from './sqlite-reader-driver.ts'
import { SqliteWriterDriver } from './sqlite-writer-driver.ts'

/**
 * SQLite through `node:sqlite`.
 * @param file - path of the database file; its writer must be opened before its reader
 * @param role - `writer`: the one connection that changes the file. `reader`: any number of concurrent readers
 */
export function sqliteDialect(file: string, role: 'writer' | 'reader'): Dialect {
  return {
    createDriver: () => (role === 'writer' ? new SqliteWriterDriver(file) : new SqliteReaderDriver(file)),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => (role === 'writer' ? new SqliteAdapter() : new ConcurrentSqliteAdapter()),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

/** Tells Kysely that its queries need not wait for each other. */
class ConcurrentSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
