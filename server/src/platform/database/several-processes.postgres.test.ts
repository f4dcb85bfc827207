import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createMemoryLogger } from '../logging/index.ts'
import { createMetrics, measuredDatabase } from '../metrics/index.ts'
import { afterCommit } from './after-commit.ts'
import type { Database, Tx } from './database.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import { askPostgres, makePostgresDatabase } from './testing/postgres-places.ts'
import { printed, startProcess } from './testing/start-process.ts'
import { makeTemporaryPlace, testServer } from './testing/temporary-place.ts'

test('no update is lost between processes that write the same row', async () => {
  await using house = await openHouse()
  await using one = startProcess(addingProcess, house.place, '150')
  await using other = startProcess(addingProcess, house.place, '150')
  const here = Array.from({ length: 100 }, () => house.database.write(add))
  await Promise.all([...here, printed(one, 'done'), printed(other, 'done')])
  expect(await sumIn(house.database)).toBe(400)
})

test('a process that is killed in the middle of a write stands in nobody’s way and leaves nothing', async () => {
  await using house = await openHouse()
  await using holding = startProcess(addingProcess, house.place, 'hold')
  await printed(holding, 'holding')
  const waiting = house.database.write(add)
  await holding.stop()
  await waiting
  expect(await sumIn(house.database)).toBe(1)
})

test('a write between whose reading and writing another one comes is repeated, and that is counted', async () => {
  await using house = await openHouse()
  await using other = await house.openAnother()
  const { metrics, expose } = createMetrics({ logger: createMemoryLogger() })
  const measured = measuredDatabase(house.database, metrics)
  const told: number[] = []
  let runs = 0
  await measured.write(async (tx) => {
    runs += 1
    const run = runs
    afterCommit(tx, () => told.push(run))
    const seen = await read(tx)
    if (run === 1) await other.add()
    await write(tx, seen + 10)
  })
  expect(runs).toBe(2)
  expect(told).toEqual([2])
  expect(await sumIn(house.database)).toBe(11)
  expect((await expose()).text).toContain('isthmus_database_write_repeats_total 1\n')
})

test('a write that others always come before gets its turn alone', async () => {
  await using house = await openHouse()
  await using other = await house.openAnother()
  const others: Promise<void>[] = []
  let runs = 0
  await house.database.write(async (tx) => {
    runs += 1
    const seen = await read(tx)
    const competing = other.add()
    others.push(competing)
    // The last one cannot even begin.
    if (runs < 3) await competing
    await write(tx, seen + 10)
  })
  await Promise.all(others)
  expect(runs).toBe(3)
  expect(await sumIn(house.database)).toBe(13)
})

test('a function that makes something else of a conflict is repeated all the same', async () => {
  await using house = await openHouse()
  await using other = await house.openAnother()
  let runs = 0
  await house.database.write(async (tx) => {
    runs += 1
    const seen = await read(tx)
    if (runs === 1) await other.add()
    await write(tx, seen + 10).catch(() => {
      throw new Error('hidden')
    })
  })
  expect(runs).toBe(2)
})

test('processes that start at the same time migrate an empty database once', async () => {
  const url = await makePostgresDatabase(testServer() ?? '')
  await using one = startProcess(addingProcess, { kind: 'postgres', url }, '0')
  await using other = startProcess(addingProcess, { kind: 'postgres', url }, '0')
  const opened = await Promise.all(
    [1, 2, 3].map(() => openDatabase({ kind: 'postgres', url, clock: systemClock })),
  )
  await Promise.all([printed(one, 'done'), printed(other, 'done')])
  for (const database of opened) await database[Symbol.asyncDispose]()
  const applied = 'SELECT name, count(*)::int AS times FROM migrations GROUP BY name ORDER BY name'
  expect(await askPostgres(url, applied)).toEqual(migrations.map(({ name }) => ({ name, times: 1 })))
  // Closing has ended every connection.
  expect(
    await askPostgres(
      url,
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ),
  ).toEqual([])
})

test('processes wake each other, not themselves, also after their connection was cut', async () => {
  await using house = await openHouse()
  const clock = { now: () => 0, sleep: async () => {} }
  await using other = await openDatabase({ ...house.place, clock })
  let heard = Promise.withResolvers<void>()
  const stop = other.others?.onWake('topic', () => heard.resolve())
  // Listening has begun.
  await heard.promise
  for (const cut of [false, true]) {
    heard = Promise.withResolvers()
    if (cut) {
      await askPostgres(
        house.place.url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'",
      )
      await heard.promise
      heard = Promise.withResolvers()
    }
    other.others?.wake('topic')
    house.database.others?.wake('other')
    house.database.others?.wake('topic')
    await heard.promise
  }
  stop?.()
})

const addingProcess = new URL('testing/adding-process.ts', import.meta.url)

/** A database with the counter `sum` at 0. */
async function openHouse() {
  const temporary = await makeTemporaryPlace()
  const { place } = temporary
  if (place.kind !== 'postgres') throw new Error('This is about PostgreSQL')
  const database = await openDatabase({ ...place, clock: systemClock })
  await database.write((tx) => tx.insertInto('allocators').values({ name: 'sum', next: 0 }).execute())
  return {
    place,
    database,
    async openAnother() {
      const another = await openDatabase({ ...place, clock: systemClock })
      return {
        // As if it were another process: not inside of the write that it comes between.
        add: AsyncLocalStorage.bind(() => another.write(add)),
        [Symbol.asyncDispose]: () => another[Symbol.asyncDispose](),
      }
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await temporary[Symbol.asyncDispose]()
    },
  }
}

async function add(tx: Tx): Promise<void> {
  await write(tx, (await read(tx)) + 1)
}

async function read(executor: Database['read']): Promise<number> {
  const row = await executor
    .selectFrom('allocators')
    .select('next')
    .where('name', '=', 'sum')
    .executeTakeFirst()
  return row?.next ?? Number.NaN
}

async function write(tx: Tx, next: number): Promise<void> {
  await tx.updateTable('allocators').set({ next }).where('name', '=', 'sum').execute()
}

function sumIn(database: Database): Promise<number> {
  return read(database.read)
}
