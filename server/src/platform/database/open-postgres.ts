import { Kysely } from 'kysely'
import type { PostgresOptions } from './database-options.ts'
import type { DatabaseParts } from './database-parts.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { createPool, endPool, poolUse } from './postgres-pool.ts'
import { PostgresWakeUps } from './postgres-wake-ups.ts'
import type { Schema } from './schema.ts'
import { serializableWrites } from './serializable-writes.ts'

const defaultPoolSize = 10

/**
 * Opens a database on a PostgreSQL server, after its migration.
 *
 * Half of the connections read and half write, so that reading that holds a moment can wait for a write. Two more are
 * for what needs one of its own: the counters of ids, and listening to other processes.
 */
export async function openPostgres(
  options: PostgresOptions & Required<Pick<PostgresOptions, 'migrations'>>,
): Promise<DatabaseParts> {
  await migratePostgres(options)
  const { url, clock, logger, poolSize = defaultPoolSize } = options
  const writing = Math.floor(poolSize / 2)
  const readers = createPool({ url, logger, size: poolSize - writing, settings: readerSettings })
  const writers = createPool({ url, logger, size: writing, settings: writerSettings })
  const counting = createPool({ url, logger, size: 1, settings: counterSettings })
  const pools = [readers, writers, counting]
  const counters = new Kysely<Schema>({ dialect: postgresDialect(counting, 'BEGIN') })
  const wakeUps = new PostgresWakeUps({ url, clock, logger, sender: counters })
  return {
    reader: new Kysely<Schema>({
      dialect: postgresDialect(readers, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    }),
    writes: serializableWrites(writers, counters, logger),
    others: wakeUps,
    connections: () => poolUse(pools),
    async close() {
      await wakeUps[Symbol.asyncDispose]()
      await Promise.all(pools.map(endPool))
    },
  }
}

const settings = {
  // No statement of ours takes nearly so long: what does, waits for something that does not come.
  statement_timeout: '30s',
  // Pays for statements that run for seconds; compiling one takes longer than ours.
  jit: 'off',
  // Statements are written for the one way of joining that SQLite has: by index, row for row. The planner thinks that
  // everything recursive has thousands of rows, and would read whole tables for the few that there are.
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
}

const readerSettings = {
  ...settings,
  default_transaction_read_only: 'on',
  // Somebody may read a stream slowly.
  idle_in_transaction_session_timeout: '10min',
}

const writerSettings = {
  ...settings,
  // A scan of a whole table counts as having read all of it: every write to it would be a conflict.
  enable_seqscan: 'off',
  // A process that stands still in the middle of a write does not keep its locks.
  idle_in_transaction_session_timeout: '30s',
}

const counterSettings = {
  ...settings,
  // Durable in time all the same: the commit of whoever uses an id comes later in the log, and its flush takes along
  // everything before it.
  synchronous_commit: 'off',
}
