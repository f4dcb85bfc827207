import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Dialect, Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Tx } from './database.ts'
import { groupWrites } from './grouped-writes.ts'
import { openDatabase } from './open-database.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { countUntilKilled } from './testing/count-until-killed.ts'

test('writes that are asked for together share one commit', async () => {
  await using writer = await openWriter()
  await Promise.all(Array.from({ length: 20 }, (_, index) => writer.put(`n${index}`)))
  expect(writer.commits).toBe(1)
})

test('a group has a largest size', async () => {
  await using writer = await openWriter()
  await Promise.all(Array.from({ length: 130 }, (_, index) => writer.put(`n${index}`)))
  expect(writer.commits).toBe(3)
})

test('a write that nobody joins is a commit of its own', async () => {
  await using writer = await openWriter()
  await writer.put('a')
  await writer.put('b')
  expect(writer.commits).toBe(2)
})

test('writes run in the order in which they were asked for', async () => {
  await using writer = await openWriter()
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      writer.write(async () => {
        order.push(index)
      }),
    ),
  )
  expect(order).toEqual(Array.from({ length: 200 }, (_, index) => index))
})

test('outcomes are told in order, and only after the commit', async () => {
  await using writer = await openWriter()
  const told: string[] = []
  await Promise.allSettled(
    ['a', 'a', 'b'].map((name, index) =>
      writer.put(name).then(
        () => told.push(`${index} stored after ${writer.commits}`),
        () => told.push(`${index} refused after ${writer.commits}`),
      ),
    ),
  )
  expect(told).toEqual(['0 stored after 1', '1 refused after 1', '2 stored after 1'])
})

test('a commit that fails rejects the whole group and stores nothing of it; the next one works', async () => {
  await using writer = await openWriter({ failCommit: 1 })
  const outcomes = await Promise.allSettled([writer.put('a'), writer.put('a'), writer.put('b')])
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { message: 'disk full' } })
  await writer.put('c')
  expect(await writer.names()).toEqual(['c'])
})

test('when the database gives up the whole transaction, the group fails for that reason', async () => {
  await using writer = await openWriter()
  const outcomes = await Promise.allSettled([
    writer.put('a'),
    writer.write(async (tx) => {
      // What SQLite does by itself when the disk is full.
      await tx.executeQuery({ sql: 'ROLLBACK', parameters: [], query: { kind: 'RawNode' } } as never)
      throw new Error('database or disk is full')
    }),
    writer.put('b'),
  ])
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ reason: { message: 'database or disk is full' } })
  await writer.put('c')
  expect(await writer.names()).toEqual(['c'])
})

test('a crash before the commit leaves nothing of the group', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  const told = await countUntilKilled({ kind: 'sqlite', file }, { crashAt: 'before-commit:3' })
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(stored(file)).toEqual(told)
})

test('a crash after the commit, before anybody was told, leaves the whole group', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  const told = await countUntilKilled({ kind: 'sqlite', file }, { crashAt: 'after-commit-before-wake:3' })
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(stored(file)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

/** The numbers that the counting process has stored, in a file that is whole. */
function stored(file: string): number[] {
  using database = new DatabaseSync(file)
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const rows = database.prepare('SELECT DISTINCT next FROM allocators ORDER BY next').all()
  return rows.map((row) => Number(row['next']))
}

async function openWriter(options: { failCommit?: number } = {}) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const file = join(folder.path, 'isthmus.db')
  await (await openDatabase({ kind: 'sqlite', file, clock: systemClock }))[Symbol.asyncDispose]()
  const counter = { commits: 0 }
  const kysely = new Kysely<Schema>({ dialect: countingDialect(file, counter, options.failCommit) })
  const writes = groupWrites(kysely, undefined)
  return {
    get commits() {
      return counter.commits
    },
    write: <T>(fn: (tx: Tx) => Promise<T>) => writes.write(fn),
    put: (name: string) =>
      writes.write(async (tx) => {
        await tx.insertInto('allocators').values({ name, next: 1 }).execute()
      }),
    async names() {
      const rows = await kysely.selectFrom('allocators').select('name').orderBy('name').execute()
      return rows.map(({ name }) => name)
    },
    async [Symbol.asyncDispose]() {
      await writes.settled()
      await kysely.destroy()
      await folder.remove()
    },
  }
}

function countingDialect(file: string, counter: { commits: number }, failCommit = 0): Dialect {
  const dialect = sqliteDialect(file, 'writer')
  return {
    ...dialect,
    createDriver() {
      const driver = dialect.createDriver()
      const commit = driver.commitTransaction.bind(driver)
      driver.commitTransaction = async (connection) => {
        counter.commits += 1
        if (counter.commits === failCommit) throw new Error('disk full')
        await commit(connection)
      }
      return driver
    },
  }
}
