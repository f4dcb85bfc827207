import { Kysely } from 'kysely'
import { migrations } from './migrations/index.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { createPool, endPool } from './postgres-pool.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

/** Where a database is; `poolSize`: how many connections to it who works with it makes at most. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number }

/** A database that is only read. */
export interface ReadOnlyDatabase extends AsyncDisposable {
  readonly read: Kysely<Schema>
  /** How its schema and this program fit together: what is in it can be relied on when both are empty. */
  migrations(): Promise<{
    /** Migrations that this program knows and that it has not had. */
    readonly pending: readonly string[]
    /** Migrations of a newer program. */
    readonly unknown: readonly string[]
  }>
}

/** Opens a database as it is, to read it beside the servers that work with it, or at rest. It is not migrated. */
export function readDatabase(place: DatabasePlace): ReadOnlyDatabase {
  const { read, close } = place.kind === 'sqlite' ? openSqlite(place.file) : openPostgres(place.url)
  return {
    read,
    async migrations() {
      const rows = await read
        .$extendTables<{ migrations: { name: string } }>()
        .selectFrom('migrations')
        .select('name')
        .execute()
      const applied = new Set(rows.map(({ name }) => name))
      const known = new Set(migrations.map(({ name }) => name))
      return { pending: [...known.difference(applied)], unknown: [...applied.difference(known)] }
    },
    [Symbol.asyncDispose]: close,
  }
}

function openSqlite(file: string) {
  const read = new Kysely<Schema>({ dialect: sqliteDialect(file, 'reader') })
  return { read, close: () => read.destroy() }
}

function openPostgres(url: string) {
  const settings = { default_transaction_read_only: 'on', jit: 'off' }
  const pool = createPool({ url, logger: undefined, size: 2, settings })
  const read = new Kysely<Schema>({ dialect: postgresDialect(pool, 'BEGIN READ ONLY') })
  return { read, close: () => endPool(pool) }
}
