import { accessSync, constants } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { createPrivateFile } from '../create-private-file.ts'
import { fault } from '../errors.ts'
import { assertBindable } from './bound-value.ts'
import type { DirectConnection } from './direct-connection.ts'
import { explain } from './sqlite-error.ts'
import { type CachedStatement, type Row, StatementCache } from './statement-cache.ts'
import { noteFailedStatement } from './write-scope.ts'

/**
 * One connection to a SQLite file.
 *
 * Integers come back as numbers; one beyond 2^53 is an error, never a rounded value, in both directions. BLOBs are
 * `Uint8Array`. A boolean is not a value that SQLite has: pass 0 or 1.
 */
export class SqliteConnection implements DatabaseConnection, DirectConnection, Disposable {
  readonly #database: DatabaseSync
  readonly #statements: StatementCache

  /**
   * @param file - path of the database; a writer creates it, readable by its owner only
   */
  constructor(file: string, access: 'read-only' | 'read-write') {
    // SQLite gives its own companions (-wal, -shm) the mode of the database file.
    if (access === 'read-write') {
      createPrivateFile(file)
      demandWritable(file)
    }
    this.#database = explained(() => openFile(file, access))
    this.#statements = new StatementCache(this.#database)
  }

  /** False when SQLite has rolled back by itself (disk full, I/O error). */
  get isTransaction(): boolean {
    return this.#database.isTransaction
  }

  /** Runs a statement that takes no parameters and gives no rows. */
  execute(sql: string): void {
    explained(() => this.#statements.get(sql).statement.run())
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#attempt(() => this.#execute<R>(query))
  }

  run<R>(query: Pick<CompiledQuery, 'sql' | 'parameters'>): R[] {
    return this.#attempt(() => this.#execute<R>(query).rows)
  }

  #attempt<T>(run: () => T): T {
    try {
      return explained(run)
    } catch (error) {
      noteFailedStatement(error)
      throw error
    }
  }

  #execute<R>({
    sql,
    parameters,
  }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<R> & { rows: R[] } {
    const known = this.#statements.get(sql)
    const values = parameters.map(toSqlite)
    if (known.columns.length === 0) {
      return { rows: [], numAffectedRows: BigInt(known.statement.run(...values).changes) }
    }
    const rows = known.statement.all(...values) as unknown as SQLOutputValue[][]
    return { rows: rows.map((row) => rowOf(known, row) as R) }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    // Not from the cache: running the same SQL again while this is being read would reset the statement.
    const rows = this.#database.prepare(query.sql).iterate(...query.parameters.map(toSqlite))
    let chunk: R[] = []
    for (const row of rows) {
      chunk.push(row as R)
      if (chunk.length < chunkSize) continue
      yield { rows: chunk }
      chunk = []
    }
    if (chunk.length > 0) yield { rows: chunk }
  }

  [Symbol.dispose](): void {
    this.#database.close()
  }
}

/** @throws what `explain` makes of the errors of SQLite */
function explained<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw explain(error)
  }
}

/** A file that can only be read opens all the same, and its first write would find out. */
function demandWritable(file: string): void {
  try {
    accessSync(file, constants.W_OK)
  } catch (error) {
    throw fault('database-unusable', { detail: `${file} can only be read.`, cause: error })
  }
}

function openFile(file: string, access: 'read-only' | 'read-write'): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: access === 'read-only', ...openOptions })
  try {
    for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`)
    if (access === 'read-only') return database
    for (const pragma of writerPragmas) database.exec(`PRAGMA ${pragma}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const openOptions = {
  // Milliseconds. Waiting blocks the event loop, and only a stranger (a shell, a backup tool) can hold a lock.
  timeout: 2_000,
  enableForeignKeyConstraints: true,
  enableDoubleQuotedStringLiterals: false,
  defensive: true,
  allowExtension: false,
}

// No mmap: an I/O error in a mapped file is a SIGBUS instead of an error.
const pragmas = ['trusted_schema = OFF', 'temp_store = MEMORY', 'cache_size = -16384']

const writerPragmas = [
  'journal_mode = WAL',
  // Each commit is flushed before it is reported; NORMAL would lose the last ones in a power cut.
  'synchronous = FULL',
  // A WAL that had to grow, because a reader held an old state, shrinks again.
  'journal_size_limit = 67108864',
]

/**
 * As an ordinary object: those that node:sqlite makes are dictionaries, which take twice as long to make and read. To
 * copy one that has all names is faster than to give each to a new one.
 */
function rowOf({ columns, blankRow }: CachedStatement, values: readonly SQLOutputValue[]): Row {
  const row = { ...blankRow }
  for (let position = 0; position < columns.length; position += 1) {
    row[columns[position] ?? ''] = values[position] ?? null
  }
  return row
}

function toSqlite(value: unknown): SQLInputValue {
  assertBindable(value)
  // node:sqlite binds a number as REAL, so `?` alone would be 1.0 and `? / 2` no integer division.
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
}
