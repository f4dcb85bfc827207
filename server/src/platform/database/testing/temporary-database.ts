import { systemClock } from '../../clock.ts'
import type { Database } from '../database.ts'
import type { DatabaseOptions } from '../database-options.ts'
import { openDatabase } from '../open-database.ts'
import { givePostgresPlace, takePostgresPlace } from './postgres-places.ts'
import { makeTemporaryPlace, testServer } from './temporary-place.ts'

/** A database for one test, which goes away with it. It is of the kind that the suite is about. */
export async function openTemporaryDatabase(
  options: Partial<Pick<DatabaseOptions, 'clock' | 'logger'>> = {},
): Promise<Database> {
  const server = testServer()
  if (server !== undefined && Object.keys(options).length === 0) return lendDatabase(server)
  const temporary = await makeTemporaryPlace()
  const database = await openDatabase({ ...temporary.place, clock: systemClock, ...options })
  return closing(database, async () => {
    await database[Symbol.asyncDispose]()
    await temporary[Symbol.asyncDispose]()
  })
}

async function lendDatabase(server: string): Promise<Database> {
  const taken = await takePostgresPlace(server)
  return closing(taken.database, () => givePostgresPlace(taken))
}

/** The database until it is closed: what a test has left running does not meet the rows of the next one. */
function closing(database: Database, close: () => Promise<void>): Database {
  const writes = new Set<Promise<unknown>>()
  let closed = false
  const assertOpen = () => {
    if (closed) throw new Error('The database has been closed')
  }
  return {
    get read() {
      assertOpen()
      return database.read
    },
    async write(fn) {
      assertOpen()
      const write = database.write(fn)
      writes.add(write)
      return write.finally(() => writes.delete(write))
    },
    ...(database.others && { others: database.others }),
    ...(database.connections && { connections: database.connections }),
    async [Symbol.asyncDispose]() {
      closed = true
      await Promise.allSettled(writes)
      await close()
    },
  }
}

/** Whether statements are under way: what waits for them will go on by itself. */
export function isBusy({ connections }: Database): boolean {
  const { busy, waiting } = connections?.() ?? { busy: 0, waiting: 0 }
  return busy + waiting > 0
}
