import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CompiledQuery, type Kysely } from 'kysely'
import { crashPoint } from '../crash-points.ts'
import type { Logger } from '../logging/index.ts'
import { callAll, collectCallbacks } from './after-commit.ts'
import type { Tx } from './database.ts'
import type { Writes } from './database-parts.ts'
import { connectDirectly, type DirectConnection, sqliteConnectionOf } from './direct-connection.ts'
import type { Schema } from './schema.ts'
import { UseGuard } from './use-guard.ts'
import { insideWrite } from './write-scope.ts'

/**
 * More writes in one commit make the flush cheaper per write, but the event loop serves nobody while they run:
 * at some 0.1 ms each this stays in the order of one flush.
 */
const largestGroup = 64

/** One call of `write` that waits for its turn. */
interface PendingWrite {
  /** Runs the function in its savepoint; returns how to tell the caller once the group is durable. */
  readonly run: (group: Tx, connection: DirectConnection) => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/**
 * Group commit for a database with one writer: writes that are ready together run one after the other, each in a
 * savepoint, and share one COMMIT, so that the flush to the disk is paid once. Nobody is told an outcome, good or
 * bad, before that commit, since it may rest on rows of the writes before.
 * @param writer - the only connection that writes
 */
export function groupWrites(writer: Kysely<Schema>, logger: Logger | undefined): Writes {
  const queue: PendingWrite[] = []
  let draining: Promise<void> | undefined

  return {
    write: (fn) =>
      new Promise((resolve, reject) => {
        queue.push(pendingWrite({ fn, resolve, reject, logger }))
        draining ??= drain()
      }),
    settled: async () => {
      await draining
    },
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      // Requests that the event loop has ready may join, and between two groups it gets to serve them.
      await nextTurn()
      await commitGroup(writer, queue.splice(0, largestGroup))
    }
    draining = undefined
  }
}

async function commitGroup(writer: Kysely<Schema>, writes: readonly PendingWrite[]): Promise<void> {
  const settlements: (() => void)[] = []
  try {
    await writer.transaction().execute(async (group) => {
      const connection = await sqliteConnectionOf(group)
      for (const write of writes) {
        settlements.push(await write.run(group, connection))
        crashPoint('inside-commit')
      }
      crashPoint('before-commit')
    })
  } catch (error) {
    for (const write of writes) write.reject(error)
    return
  }
  crashPoint('after-commit-before-wake')
  for (const settle of settlements) settle()
}

interface WriteCall<T> {
  readonly fn: (tx: Tx) => Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
  readonly logger: Logger | undefined
}

function pendingWrite<T>({ fn, resolve, reject, logger }: WriteCall<T>): PendingWrite {
  return {
    reject,
    // Bound to the caller's asynchronous context, not to that of the write that started the group.
    run: AsyncLocalStorage.bind(async (group: Tx, connection: DirectConnection) => {
      const guard = new UseGuard()
      const tx = group.withPlugin(guard)
      connectDirectly(tx, {
        run(query) {
          guard.check()
          return connection.run(query)
        },
      })
      const callbacks = collectCallbacks(tx)
      connection.run(savepoint)
      try {
        const value = await insideWrite(() => fn(tx)).finally(() => guard.end())
        connection.run(releaseSavepoint)
        return () => {
          callAll(callbacks, logger)
          resolve(value)
        }
      } catch (error) {
        undo(connection, error)
        return () => reject(error)
      }
    }),
  }
}

const savepoint = CompiledQuery.raw('savepoint one_write')
const rollbackToSavepoint = CompiledQuery.raw('rollback to savepoint one_write')
const releaseSavepoint = CompiledQuery.raw('release savepoint one_write')

function undo(connection: DirectConnection, error: unknown): void {
  try {
    connection.run(rollbackToSavepoint)
    connection.run(releaseSavepoint)
  } catch {
    // The database gave up the whole transaction (disk full, I/O error); then so does the group, for that reason.
    throw error
  }
}
