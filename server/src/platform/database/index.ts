/**
 * The database: one interface over embedded SQLite and PostgreSQL, with the schema and its history.
 *
 * Start reading at `database.ts`; `open-sqlite.ts` and `open-postgres.ts` put together what each kind brings. What is
 * particular to one of them is in the files named after it; SQLite writes through `grouped-writes.ts`, PostgreSQL
 * through `serializable-writes.ts`.
 */
export { afterCommit } from './after-commit.ts'
export { allocate } from './allocate.ts'
export { type Announcements, announce, createAnnouncements } from './announcements.ts'
export type { Database, Tx } from './database.ts'
export { databaseSize } from './database-size.ts'
export { openDatabase } from './open-database.ts'
export { dumpPostgres, fillPostgres, type ToolEnvironment } from './postgres-tools.ts'
export { prepared } from './prepared.ts'
export { type DatabasePlace, type ReadOnlyDatabase, readDatabase } from './read-database.ts'
export { runOnPostgres } from './run-on-postgres.ts'
export type { Schema } from './schema.ts'
export { snapshotSqlite } from './snapshot-sqlite.ts'
export { sqliteFaults } from './sqlite-faults.ts'
