import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { givePostgresPlace, takePostgresPlace } from './postgres-places.ts'

/** What `openDatabase` needs to find a database; can be handed to another process as JSON. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string }

/** Which databases this run is about: the URL of a PostgreSQL server that tests may fill, or `undefined` for SQLite. */
export function testServer(): string | undefined {
  const written = process.env['ISTHMUS_TEST_DATABASE']
  return written === undefined || written === 'sqlite' ? undefined : written
}

/**
 * A place for a database that a test opens itself, several times, or in other processes. What is in it goes away with
 * it.
 */
export async function makeTemporaryPlace(): Promise<AsyncDisposable & { readonly place: DatabasePlace }> {
  const server = testServer()
  if (server !== undefined) {
    const taken = await takePostgresPlace(server)
    return {
      place: { kind: 'postgres', url: taken.url },
      [Symbol.asyncDispose]: () => givePostgresPlace(taken),
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-database-'))
  return {
    place: { kind: 'sqlite', file: join(folder, 'isthmus.db') },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
