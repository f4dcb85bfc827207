import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import { fault } from '../errors.ts'
import type { Logger } from '../logging/index.ts'

/** One step forward of the schema. A migration that has been released never changes. */
export interface Migration {
  /** Time stamp and slug, the name of its file: `20261124t0600-first`. */
  readonly name: string
  /** Runs in a transaction of its own; in the common subset of both databases. */
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

export interface MigrateOptions {
  /** All migrations this program knows, in their order. */
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly logger?: Logger | undefined
  /** Keeps a copy of a database that has data, before `name` and what follows it are applied. */
  readonly backUp: (name: string) => Promise<void>
}

/**
 * Brings a database to the schema of this program. Each migration and its mark are one transaction, so that a crash
 * leaves it applied or not.
 * @throws IsthmusError `database-too-new`, when it has been used by a newer program
 */
export async function migrate(database: Kysely<unknown>, options: MigrateOptions): Promise<void> {
  const { migrations, clock, logger, backUp } = options
  await createMarks(database)
  const applied = await appliedNames(database)
  refuseUnknown(applied, migrations)
  const pending = migrations.filter(({ name }) => !applied.has(name))
  const [next] = pending
  if (next !== undefined && applied.size > 0) await backUp(next.name)
  for (const { name, up } of pending) {
    await database.transaction().execute(async (tx) => {
      // The transaction is the lock: whoever started at the same time and was faster has left the mark.
      if ((await appliedNames(tx)).has(name)) return
      await up(tx)
      await tx
        .$extendTables<MarkTables>()
        .insertInto('migrations')
        .values({ name, applied_at: clock.now() })
        .execute()
    })
    logger?.info('database.migrated', { migration: name })
  }
}

type MarkTables = {
  migrations: {
    name: string
    /** Epoch milliseconds. */
    applied_at: number
  }
}

async function createMarks(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute()
}

async function appliedNames(database: Kysely<unknown>): Promise<Set<string>> {
  const rows = await database.$extendTables<MarkTables>().selectFrom('migrations').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

function refuseUnknown(applied: ReadonlySet<string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = applied.difference(known)
  if (unknown.size === 0) return
  throw fault('database-too-new', { detail: `This version does not know ${[...unknown].join(', ')}.` })
}
