import { expect, test, vi } from 'vitest'
import { prepared } from './prepared.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

test('a prepared query is put together once and runs with the values of each call', async () => {
  await using database = await openTemporaryDatabase()
  await database.write((tx) =>
    tx
      .insertInto('allocators')
      .values([
        { name: 'a', next: 1 },
        { name: 'b', next: 2 },
      ])
      .execute(),
  )
  const build = vi.fn((db: typeof database.read, { name }: { name: string }) =>
    db.selectFrom('allocators').select('next').where('name', '=', name).where('next', '>', 0),
  )
  const nextOf = prepared(build)
  expect(await nextOf(database.read, { name: 'a' })).toEqual([{ next: 1 }])
  expect(await nextOf(database.read, { name: 'b' })).toEqual([{ next: 2 }])
  expect(await nextOf(database.read, { name: 'c' })).toEqual([])
  expect(build).toHaveBeenCalledTimes(1)
})

test('a prepared query sees and makes changes of the transaction that it is given, for another database it is another', async () => {
  const raise = prepared((db, { name, by }: { name: string; by: number }) =>
    db
      .updateTable('allocators')
      .set((eb) => ({ next: eb('next', '+', by) }))
      .where('name', '=', name)
      .returning('next'),
  )
  for (const start of [1, 10]) {
    await using database = await openTemporaryDatabase()
    const raised = await database.write(async (tx) => {
      await tx.insertInto('allocators').values({ name: 'a', next: start }).execute()
      await raise(tx, { name: 'a', by: 2 })
      return raise(tx, { name: 'a', by: 3 })
    })
    expect(raised).toEqual([{ next: start + 5 }])
    expect(await database.read.selectFrom('allocators').selectAll().execute()).toEqual([
      { name: 'a', next: start + 5 },
    ])
  }
})

test('a prepared query is refused by a transaction that is over', async () => {
  await using database = await openTemporaryDatabase()
  const all = prepared((db) => db.selectFrom('allocators').selectAll())
  const tx = await database.write(async (own) => {
    await all(own, {})
    return { own }
  })
  await expect(all(tx.own, {})).rejects.toThrow('after its write had ended')
})

test('a prepared query that fails is the end of its write, even when the error is caught', async () => {
  await using database = await openTemporaryDatabase()
  const add = prepared((db, { name }: { name: string }) =>
    db.insertInto('allocators').values({ name, next: 1 }),
  )
  const write = database.write(async (tx) => {
    await add(tx, { name: 'a' })
    await add(tx, { name: 'a' }).catch(() => {})
  })
  await expect(write).rejects.toThrow()
  await database.write((tx) => add(tx, { name: 'b' }))
  const names = prepared((db) => db.selectFrom('allocators').select('name'))
  expect(await names(database.read, {})).toEqual([{ name: 'b' }])
})
