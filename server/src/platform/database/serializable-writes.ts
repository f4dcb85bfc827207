import { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { crashPoint } from '../crash-points.ts'
import type { Logger } from '../logging/index.ts'
import { callAll, collectCallbacks } from './after-commit.ts'
import { countOutside } from './allocate.ts'
import type { Tx } from './database.ts'
import type { Writes } from './database-parts.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { isConflict } from './postgres-error.ts'
import type { Schema } from './schema.ts'
import { UseGuard } from './use-guard.ts'
import { insideWrite } from './write-scope.ts'

/** After so many attempts at the same time as others a write gets one by itself. */
const attemptsAmongOthers = 2

/**
 * Writes for a database with many writers, in this process and others. Each is a transaction at the level
 * SERIALIZABLE, so that what a write has read is still true when it commits, whatever it has read: a use case that
 * reads, decides and writes needs no locks of its own. PostgreSQL rolls back one of those that would spoil that; it
 * is repeated, at last with all other writes shut out, when nothing can stand in its way any more.
 *
 * The gate is a lock on the table `migrations`, which no write touches. LOCK TABLE comes before the transaction takes
 * its snapshot (PostgreSQL 15, LOCK), so the one that is alone sees everything that is committed.
 * @param pool - of connections for writing
 * @param counters - where `allocate` counts: outside of the transactions, which would else wait for each other there
 */
export function serializableWrites(pool: Pool, counters: Kysely<Schema>, logger: Logger | undefined): Writes {
  const amongOthers = new Kysely<Schema>({ dialect: postgresDialect(pool, begin.amongOthers) })
  const alone = new Kysely<Schema>({ dialect: postgresDialect(pool, begin.alone) })
  const running = new Set<Promise<unknown>>()

  return {
    async write(fn) {
      const outcome = repeat(fn)
      running.add(outcome)
      try {
        return await outcome
      } finally {
        running.delete(outcome)
      }
    },
    async settled() {
      await Promise.allSettled(running)
    },
  }

  async function repeat<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt > attemptsAmongOthers
      const outcome = await attemptWrite(isLast ? alone : amongOthers, counters, fn)
      if (outcome.committed) {
        callAll(outcome.callbacks, logger)
        return outcome.value
      }
      if (isLast || !outcome.isConflict) throw outcome.error
      logger?.debug('database.write-repeated', { attempt })
    }
  }
}

const begin = {
  amongOthers: 'BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE migrations IN ROW EXCLUSIVE MODE',
  alone: 'BEGIN; LOCK TABLE migrations IN EXCLUSIVE MODE',
}

type Attempt<T> =
  | { readonly committed: true; readonly value: T; readonly callbacks: readonly (() => void)[] }
  | { readonly committed: false; readonly error: unknown; readonly isConflict: boolean }

async function attemptWrite<T>(
  writer: Kysely<Schema>,
  counters: Kysely<Schema>,
  fn: (tx: Tx) => Promise<T>,
): Promise<Attempt<T>> {
  // Whatever the function makes of it.
  const met = { conflict: false }
  try {
    const done = await writer.transaction().execute(async (transaction) => {
      const guard = new UseGuard()
      const tx = transaction.withPlugin(guard)
      countOutside(tx, counters)
      const callbacks = collectCallbacks(tx)
      const value = await insideWrite(
        () => fn(tx),
        (error) => {
          met.conflict = isConflict(error)
        },
      ).finally(() => guard.end())
      crashPoint('inside-commit')
      crashPoint('before-commit')
      return { value, callbacks }
    })
    crashPoint('after-commit-before-wake')
    return { committed: true, ...done }
  } catch (error) {
    return { committed: false, error, isConflict: met.conflict || isConflict(error) }
  }
}
