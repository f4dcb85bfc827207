import { DatabaseSync } from 'node:sqlite'

/** Most faults that are told. */
const mostFaults = 10

/**
 * Reads a whole SQLite file, which takes its time and blocks this thread: for the command line.
 * @returns what SQLite finds wrong in it; nothing when it is sound
 */
export function sqliteFaults(file: string): string[] {
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
    const rows = database.prepare(`PRAGMA quick_check(${mostFaults})`).all()
    return rows.map((row) => String(row['quick_check'])).filter((text) => text !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
