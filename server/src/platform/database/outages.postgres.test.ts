import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createMemoryLogger } from '../logging/index.ts'
import { openDatabase } from './open-database.ts'
import { askPostgres } from './testing/postgres-places.ts'
import { makeTemporaryPlace, testServer } from './testing/temporary-place.ts'

const unavailable = { code: 'unavailable', status: 503 }

test('connections that were cut while nobody used them are not noticed', async () => {
  await using house = await openHouse()
  for (let round = 0; round < 3; round += 1) {
    await house.cut()
    await house.put(`a${round}`)
    expect(await house.count()).toBe(round + 1)
  }
})

test('a statement whose connection is cut is unavailable, and the next one works', async () => {
  await using house = await openHouse()
  const slow = sql`SELECT pg_sleep(20)`.execute(house.database.read)
  const refused = expect(slow).rejects.toMatchObject(unavailable)
  await house.cut('pg_sleep')
  await refused
  expect(await house.count()).toBe(0)
})

test('a write whose connection is cut is unavailable and leaves nothing, and the next one works', async () => {
  await using house = await openHouse()
  const write = house.database.write(async (tx) => {
    await tx.insertInto('allocators').values({ name: 'a', next: 1 }).execute()
    await sql`SELECT pg_sleep(20)`.execute(tx)
  })
  const refused = expect(write).rejects.toMatchObject(unavailable)
  await house.cut('pg_sleep')
  await refused
  expect(await house.count()).toBe(0)
  await house.put('a')
  expect(await house.count()).toBe(1)
})

test('while the server takes no connections everything is unavailable, and afterwards nothing is', async () => {
  await using house = await openHouse()
  await house.allowConnections(false)
  await house.cut()
  await expect(house.count()).rejects.toMatchObject(unavailable)
  await expect(house.put('a')).rejects.toMatchObject(unavailable)
  await house.allowConnections(true)
  await house.put('a')
  expect(await house.count()).toBe(1)
})

test('a statement that takes too long is unavailable', async () => {
  await using house = await openHouse('-c statement_timeout=2000')
  await expect(sql`SELECT pg_sleep(20)`.execute(house.database.read)).rejects.toMatchObject(unavailable)
  expect(await house.count()).toBe(0)
})

test('a process that stands still in a write loses its locks', async () => {
  await using house = await openHouse('-c idle_in_transaction_session_timeout=2000')
  const begun = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const still = house.database.write(async (tx) => {
    await tx.insertInto('allocators').values({ name: 'a', next: 1 }).execute()
    begun.resolve()
    await ended.promise
    await tx.insertInto('allocators').values({ name: 'b', next: 1 }).execute()
  })
  const refused = expect(still).rejects.toMatchObject(unavailable)
  await begun.promise
  await house.put('a')
  ended.resolve()
  await refused
  expect(await house.count()).toBe(1)
})

test('what other processes change in a table outdates what a connection has prepared, for one statement at most', async () => {
  await using house = await openHouse()
  const all = () => house.database.read.selectFrom('allocators').selectAll().where('next', '>', 0).execute()
  await all()
  await askPostgres(house.url, 'ALTER TABLE allocators ADD COLUMN extra BIGINT')
  await expect(all()).rejects.toMatchObject(unavailable)
  expect(await all()).toEqual([])
  await askPostgres(house.url, 'ALTER TABLE allocators DROP COLUMN extra')
})

test.each([
  ['there is no server', 'postgres://nobody@127.0.0.1:1/isthmus', 'ECONNREFUSED'],
  ['there is no socket', 'postgres:///isthmus?host=/nowhere&user=nobody', 'ENOENT'],
  ['there is no such database', `${testServer()?.replace('/postgres?', '/nothing?')}`, 'does not exist'],
])('a start says that the database is unusable when %s', async (_, url, reason) => {
  const opening = openDatabase({ kind: 'postgres', url, clock: systemClock })
  await expect(opening).rejects.toMatchObject({
    code: 'database-unusable',
    detail: expect.stringContaining(reason),
  })
})

async function openHouse(options = '') {
  const temporary = await makeTemporaryPlace()
  if (temporary.place.kind !== 'postgres') throw new Error('This is about PostgreSQL')
  const { url } = temporary.place
  const withOptions = new URL(url)
  if (options !== '') withOptions.searchParams.set('options', options)
  const logger = createMemoryLogger()
  const database = await openDatabase({ kind: 'postgres', url: withOptions.href, clock: systemClock, logger })
  const name = withOptions.pathname.slice(1)
  const server = testServer() ?? ''
  return {
    database,
    url,
    /** Cuts all connections, or those whose statement is under way, once there is one. */
    async cut(statement = '') {
      for (;;) {
        const cut = await askPostgres(
          server,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = '${name}' AND query LIKE '%${statement}%' AND (state = 'active' OR '${statement}' = '')`,
        )
        if (statement === '' || cut.length > 0) break
      }
      if (statement !== '') return
      // The word of it comes by another way than the answer.
      while (database.connections?.().idle !== 0) await nextTurn()
    },
    allowConnections: (allowed: boolean) =>
      askPostgres(server, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${allowed}`),
    put: (counter: string) =>
      database.write((tx) => tx.insertInto('allocators').values({ name: counter, next: 1 }).execute()),
    async count() {
      const rows = await database.read.selectFrom('allocators').select('name').execute()
      // Nothing of the connection itself, which has a password, is ever logged.
      expect(JSON.stringify(logger.events)).not.toContain('connectionParameters')
      return rows.length
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await temporary[Symbol.asyncDispose]()
    },
  }
}
