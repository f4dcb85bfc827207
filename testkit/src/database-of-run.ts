import { makeEmptyDatabase } from '@isthmus/server/testing'

/**
 * What a server is told about its database: nothing where the run is about SQLite, and a new one of its own on the
 * PostgreSQL server that the run has started.
 * @returns `ISTHMUS_…` variables
 */
export async function databaseOfRun(): Promise<Record<string, string>> {
  const url = await makeEmptyDatabase()
  return url === undefined ? {} : { ISTHMUS_DATABASE_URL: url }
}
