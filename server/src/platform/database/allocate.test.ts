import { expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

test('ids count from 1, each allocator for itself', async () => {
  await using database = await openTemporaryDatabase()
  const ids = await database.write(async (tx) => [
    await allocate(tx, 'node'),
    await allocate(tx, 'node'),
    await allocate(tx, 'share'),
    await allocate(tx, 'node'),
  ])
  expect(ids).toEqual([1, 2, 1, 3])
})

test('a block of ids is consecutive and nobody else gets one of them', async () => {
  await using database = await openTemporaryDatabase()
  const firsts = await Promise.all(
    Array.from({ length: 10 }, () => database.write((tx) => allocate(tx, 'node', 100))),
  )
  expect(firsts.toSorted((a, b) => a - b)).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801, 901])
})

test('a write that fails does not make others get an id twice', async () => {
  await using database = await openTemporaryDatabase()
  const failing = database.write(async (tx) => {
    await allocate(tx, 'node')
    throw new Error('rolled back')
  })
  const writes = [1, 2, 3].map(() => database.write((tx) => allocate(tx, 'node')))
  await expect(failing).rejects.toThrow('rolled back')
  expect(new Set(await Promise.all(writes)).size).toBe(3)
})

test('beyond 2^53 is an error', async () => {
  await using database = await openTemporaryDatabase()
  await database.write((tx) =>
    tx.insertInto('allocators').values({ name: 'node', next: Number.MAX_SAFE_INTEGER }).execute(),
  )
  await expect(database.write((tx) => allocate(tx, 'node'))).rejects.toThrow('too large')
})

test.each([0, -1, 1.5, Number.NaN])('%d ids cannot be asked for', async (count) => {
  await using database = await openTemporaryDatabase()
  await expect(database.write((tx) => allocate(tx, 'node', count))).rejects.toThrow(RangeError)
})
