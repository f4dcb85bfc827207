import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from './database.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

test.each([0, -1, 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
  'the integer %d comes back as it was stored',
  async (integer) => {
    await using database = await openTemporaryDatabase()
    const row = { name: 'a', next: integer }
    await database.write((tx) => tx.insertInto('allocators').values(row).execute())
    expect(await database.read.selectFrom('allocators').selectAll().execute()).toEqual([row])
  },
)

test('counts, sums and positions are numbers', async () => {
  await using database = await openTemporaryDatabase()
  await fill(database, ['a', 'b'])
  const [row] = await database.read
    .selectFrom('allocators')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('next').as('sum'),
      eb.fn.max('next').as('max'),
      sql<number>`count(*) + 1`.as('next'),
    ])
    .execute()
  expect(row).toEqual({ count: 2, sum: 3, max: 2, next: 3 })
})

test.each(['9007199254740992', '-9007199254740993'])(
  'the integer %s is an error, not a rounded number',
  async (integer) => {
    await using database = await openTemporaryDatabase()
    expect(await failureOf(database, sql.raw(integer))).toContain('too large')
    expect(await failureOf(database, sql`${Number(integer)}`)).toContain('Not a safe integer')
  },
)

test('a condition is 0 or 1', async () => {
  await using database = await openTemporaryDatabase()
  await fill(database, ['a', 'b'])
  const rows = await database.read
    .selectFrom('allocators')
    .select((eb) => eb('next', '>', 1).as('large'))
    .orderBy('name')
    .execute()
  expect(rows).toEqual([{ large: 0 }, { large: 1 }])
})

test.each([
  ['a boolean', true],
  ['undefined', undefined],
  ['an object', {}],
  ['a date', new Date(0)],
  ['text with a NUL', 'a\0b'],
])('%s is refused', async (_, value) => {
  await using database = await openTemporaryDatabase()
  expect(await failureOf(database, sql`${value}`)).toContain('cannot be bound')
})

test.each(['', ' ', 'é', 'e\u0301', '😀', '\u0001', "it's", '\\', '%_', 'x'.repeat(100_000)])(
  'text comes back as it was stored: %j',
  async (text) => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => tx.insertInto('dead_blobs').values({ blob_id: 'a', died_at: 1 }).execute())
    const [row] = await database.read
      .selectFrom('dead_blobs')
      .select(sql<string>`cast(${text} as text)`.as('text'))
      .execute()
    expect(row?.text).toBe(text)
  },
)

test('text is sorted and compared by its code points, not by the rules of a language', async () => {
  await using database = await openTemporaryDatabase()
  const names = ['a', 'B', 'Z', 'z', 'ä', 'Á', '_', '-', '10', '9', 'a b', 'ab', '\u{10000}', '\uffee']
  await fill(database, names)
  const sorted = await database.read.selectFrom('allocators').select('name').orderBy('name').execute()
  expect(sorted.map(({ name }) => name)).toEqual(
    names.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
  )
  const before = await database.read.selectFrom('allocators').select('name').where('name', '<', 'a').execute()
  expect(before.map(({ name }) => name).toSorted()).toEqual(['-', '10', '9', 'B', 'Z', '_'])
})

test('rows that refer to nothing are refused', async () => {
  await using database = await openTemporaryDatabase()
  const orphan = database.write((tx) =>
    tx
      .insertInto('credentials')
      .values({ user_id: 'nobody', password_hash: '', version: 1, changed_at: 0 })
      .execute(),
  )
  await expect(orphan).rejects.toThrow(/foreign key/i)
})

/** A counter for each name, from 1. */
async function fill(database: Database, names: readonly string[]): Promise<void> {
  const rows = names.map((name, index) => ({ name, next: index + 1 }))
  await database.write((tx) => tx.insertInto('allocators').values(rows).execute())
}

async function failureOf(database: Database, value: RawBuilder<unknown>): Promise<string> {
  return sql`SELECT ${value} AS value`.execute(database.read).then(
    () => 'nothing failed',
    (error: unknown) => String(error),
  )
}
