import type { Kysely } from 'kysely'
import type { ConnectionUse, OtherProcesses, Tx } from './database.ts'
import type { Schema } from './schema.ts'

/** What each kind of database brings; `openDatabase` makes a `Database` of it. */
export interface DatabaseParts {
  readonly reader: Kysely<Schema>
  readonly writes: Writes
  readonly others?: OtherProcesses
  readonly connections?: () => ConnectionUse
  /** Closes everything, when the writes are settled. */
  close(): Promise<void>
}

export interface Writes {
  write<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Resolves when all writes asked for so far are settled. */
  settled(): Promise<void>
}
