import { expect, test } from 'vitest'
import { databaseSize } from './database-size.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

test('a database takes room, and more of it with every row', async () => {
  await using database = await openTemporaryDatabase()
  const before = await databaseSize(database)
  expect(before).toBeGreaterThan(10_000)
  const value = JSON.stringify('x'.repeat(2_000_000))
  await database.write((tx) =>
    tx.insertInto('settings').values({ tenant_id: 1, key: 'x', value, changed_at: 1 }).execute(),
  )
  expect(await databaseSize(database)).toBeGreaterThan(before)
})
