import { type Announcer, announceThrough } from './announcements.ts'
import type { Database } from './database.ts'
import type { DatabaseOptions } from './database-options.ts'
import type { DatabaseParts } from './database-parts.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'
import { assertOutsideWrite } from './write-scope.ts'

/**
 * Opens the database and brings it to the schema of this program, on SQLite after a backup when it holds an older one.
 * @throws IsthmusError `database-too-new`, `database-unusable`
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { migrations = allMigrations } = options
  return asDatabase(
    options.kind === 'sqlite'
      ? await openSqlite({ ...options, migrations })
      : await openPostgres({ ...options, migrations }),
    options.announcements,
  )
}

function asDatabase(
  { reader, writes, others, connections, close }: DatabaseParts,
  announcer?: Announcer,
): Database {
  let closed = false
  if (others !== undefined) announcer?.join(others)
  return {
    get read() {
      assertOutsideWrite('Database.read was used')
      return reader
    },
    async write(fn) {
      assertOutsideWrite('Database.write was called')
      if (closed) throw new Error('The database has been closed')
      if (announcer === undefined) return writes.write(fn)
      return writes.write((tx) => {
        announceThrough(tx, announcer)
        return fn(tx)
      })
    },
    ...(others && { others }),
    ...(connections && { connections }),
    async [Symbol.asyncDispose]() {
      closed = true
      await writes.settled()
      await close()
    },
  }
}
