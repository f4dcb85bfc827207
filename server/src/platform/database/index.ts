/**
 * The database: one interface over embedded SQLite, with the schema and its history.
 *
 * Start reading at `database.ts`. What is particular to SQLite is in the files named `sqlite-…`.
 */
export { afterCommit } from './after-commit.ts'
export { allocate } from './allocate.ts'
export { type Announcements, announce, createAnnouncements } from './announcements.ts'
export type { Database, Tx } from './database.ts'
export { openDatabase } from './open-database.ts'
export { prepared } from './prepared.ts'
export { type DatabasePlace, type ReadOnlyDatabase, readDatabase } from './read-database.ts'
export type { Schema } from './schema.ts'
export { snapshotSqlite } from './snapshot-sqlite.ts'
export { sqliteFaults } from './sqlite-faults.ts'
