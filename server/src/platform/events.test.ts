import { expect, test } from 'vitest'
import type { TenantId } from './actor.ts'
import { openTemporaryDatabase } from './database/testing/temporary-database.ts'
import { createEvents } from './events.ts'

const tenant = 1 as TenantId

test('subscribers of an event run one after the other, in the order of subscription, in the transaction', async () => {
  await using database = await openTemporaryDatabase()
  const events = createEvents()
  for (const name of ['first', 'second']) {
    events.subscribe('node.deleted', async (tx, { nodeIds }) => {
      await tx.insertInto('allocators').values({ name, next: nodeIds.length }).execute()
    })
  }
  events.subscribe('share.created', () => Promise.reject(new Error('not asked')))
  const seen = await database.write(async (tx) => {
    await events.raise(tx, 'node.deleted', { tenant, nodeIds: [7, 8] })
    return tx.selectFrom('allocators').select(['name', 'next']).execute()
  })
  expect(seen).toEqual([
    { name: 'first', next: 2 },
    { name: 'second', next: 2 },
  ])
})

test('a subscriber that fails undoes the change that it heard of', async () => {
  await using database = await openTemporaryDatabase()
  const events = createEvents()
  events.subscribe('share.created', () => Promise.reject(new Error('no')))
  const change = database.write(async (tx) => {
    await tx.insertInto('allocators').values({ name: 'share', next: 2 }).execute()
    await events.raise(tx, 'share.created', { tenant, shareId: 1 })
  })
  await expect(change).rejects.toThrow('no')
  expect(await database.read.selectFrom('allocators').selectAll().execute()).toEqual([])
})

test('an event that nobody has subscribed to is no error', async () => {
  await using database = await openTemporaryDatabase()
  await database.write((tx) => createEvents().raise(tx, 'share.created', { tenant, shareId: 1 }))
})
