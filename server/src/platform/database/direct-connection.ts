import type { CompiledQuery, DatabaseConnection, Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** A connection that answers at once. To pass a statement through Kysely and its driver takes longer than to run it. */
export interface DirectConnection {
  /** @returns the rows */
  run<R>(query: Pick<CompiledQuery, 'sql' | 'parameters'>): R[]
}

/** What a reader or a transaction of SQLite runs its statements on. */
export function sqliteConnectionOf(executor: Kysely<Schema>): Promise<DirectConnection> {
  return executor
    .getExecutor()
    .provideConnection(async (connection) => connection as DatabaseConnection & DirectConnection)
}

const connections = new WeakMap<Kysely<Schema>, DirectConnection>()

/** Lets `prepared` queries go past Kysely. Only for implementations of `Database`. */
export function connectDirectly(executor: Kysely<Schema>, connection: DirectConnection): void {
  connections.set(executor, connection)
}

/** `undefined` where statements wait for a server. */
export function directConnectionOf(executor: Kysely<Schema>): DirectConnection | undefined {
  return connections.get(executor)
}
