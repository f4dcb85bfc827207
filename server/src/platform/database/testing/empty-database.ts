import { makePostgresDatabase } from './postgres-places.ts'
import { testServer } from './temporary-place.ts'

/**
 * Makes a database with nothing in it for a whole server.
 * @returns its URL, `undefined` in a run that is about SQLite
 */
export async function makeEmptyDatabase(): Promise<string | undefined> {
  const server = testServer()
  return server === undefined ? undefined : makePostgresDatabase(server)
}
