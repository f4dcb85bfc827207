import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { openDatabase, readDatabase } from './index.ts'
import { makeTemporaryPlace } from './testing/temporary-place.ts'

test('it is read beside who works with it, at rest too, and never changed', async () => {
  await using temporary = await makeTemporaryPlace()
  const { place } = temporary
  {
    await using database = await openDatabase({ ...place, clock: systemClock })
    await using reader = readDatabase(place)
    await database.write((tx) => tx.insertInto('allocators').values({ name: 'node', next: 7 }).execute())
    expect(await nodeCounter(reader)).toBe(7)
    const change = reader.read.updateTable('allocators').set({ next: 8 }).execute()
    await expect(change).rejects.toThrow()
  }
  await using reader = readDatabase(place)
  expect(await nodeCounter(reader)).toBe(7)
})

test('it says which migrations it has not had, and which it had from a newer program', async () => {
  await using temporary = await makeTemporaryPlace()
  const { place } = temporary
  await using database = await openDatabase({ ...place, clock: systemClock })
  await using reader = readDatabase(place)
  expect(await reader.migrations()).toEqual({ pending: [], unknown: [] })
  await database.write(async (tx) => {
    const marks = tx.$extendTables<{ migrations: { name: string; applied_at: number } }>()
    await marks.insertInto('migrations').values({ name: '20991231t0000-later', applied_at: 0 }).execute()
  })
  expect(await reader.migrations()).toEqual({ pending: [], unknown: ['20991231t0000-later'] })
  await database.write(async (tx) => {
    const marks = tx.$extendTables<{ migrations: { name: string } }>()
    await marks.deleteFrom('migrations').where('name', '=', '20991231t0000-later').execute()
  })
})

async function nodeCounter({ read }: ReturnType<typeof readDatabase>): Promise<number | undefined> {
  const row = await read.selectFrom('allocators').select('next').where('name', '=', 'node').executeTakeFirst()
  return row?.next
}
