import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { announce, createAnnouncements } from './announcements.ts'
import type { OtherProcesses } from './database.ts'
import { openDatabase } from './open-database.ts'
import { makeTemporaryPlace } from './testing/temporary-place.ts'

async function openHouse() {
  const temporary = await makeTemporaryPlace()
  const announcements = createAnnouncements()
  const database = await openDatabase({ ...temporary.place, clock: systemClock, announcements })
  const heard: unknown[] = []
  const stop = announcements.listen('topic', keepIn(heard))
  return {
    announcements,
    database,
    heard,
    stop,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await temporary[Symbol.asyncDispose]()
    },
  }
}

/** Where there are other processes, one of them may be heard of at any time. */
function keepIn(heard: unknown[]) {
  return (ids: readonly number[] | undefined) => {
    if (ids !== undefined) heard.push(ids)
  }
}

test('listeners hear of a change when it is committed, and of their own topic alone', async () => {
  await using house = await openHouse()
  await house.database.write(async (tx) => {
    announce(tx, 'topic', [1, 3])
    announce(tx, 'other', [2])
    await Promise.resolve()
    expect(house.heard).toEqual([])
  })
  expect(house.heard).toEqual([[1, 3]])
})

test('nobody hears of what was undone', async () => {
  await using house = await openHouse()
  const write = house.database.write(async (tx) => {
    announce(tx, 'topic')
    await Promise.reject(new Error('undone'))
  })
  await expect(write).rejects.toThrow('undone')
  expect(house.heard).toEqual([])
})

test('who has stopped listening hears nothing, also when it stops twice', async () => {
  await using house = await openHouse()
  house.stop()
  const again: unknown[] = []
  house.announcements.listen('topic', keepIn(again))
  house.stop()
  await house.database.write(async (tx) => announce(tx, 'topic', [1]))
  expect([house.heard, again]).toEqual([[], [[1]]])
})

test('a write of a database without listeners may announce all the same', async () => {
  const temporary = await makeTemporaryPlace()
  const database = await openDatabase({ ...temporary.place, clock: systemClock })
  await database.write(async (tx) => announce(tx, 'topic'))
  await database[Symbol.asyncDispose]()
  await temporary[Symbol.asyncDispose]()
})

test('other processes are woken, and what wakes here is heard without saying what it is about', () => {
  const woken: string[] = []
  const sleeping = new Map<string, () => void>()
  const others: OtherProcesses = {
    wake: (topic) => void woken.push(topic),
    onWake(topic, listener) {
      sleeping.set(topic, listener)
      return () => sleeping.delete(topic)
    },
  }
  const announcements = createAnnouncements()
  announcements.join(others)
  const heard: unknown[] = []
  const stop = announcements.listen('topic', (ids) => heard.push(ids))
  announcements.tell('topic', [1])
  sleeping.get('topic')?.()
  stop()
  expect({ woken, heard, sleeping: sleeping.size }).toEqual({
    woken: ['topic'],
    heard: [[1], undefined],
    sleeping: 0,
  })
})
