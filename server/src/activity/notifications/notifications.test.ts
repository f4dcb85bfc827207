import { expect, test } from 'vitest'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createActivity, type NewNotification } from '../index.ts'

const tenant = 1 as TenantId
const [ann, bob] = [user('ann'), user('bob')]
const day = 24 * 60 * 60_000

function user(username: string): UserActor {
  return { kind: 'user', tenant, userId: `id of ${username}` as UserId, username, admin: false }
}

const news: NewNotification = {
  tenant,
  user: ann.userId,
  kind: 'share-received',
  subject: { kind: 'received-share', id: 7 },
  name: 'Report.pdf',
  actor: 'bob@his.example',
}

async function setUp() {
  const database = await openTemporaryDatabase()
  const clock = createManualClock()
  const activity = createActivity({
    database,
    clock,
    ids: createIds(clock.now),
    events: createEvents(),
  })
  return {
    database,
    clock,
    activity,
    notify: (more: Partial<NewNotification> = {}) =>
      database.write((tx) => activity.notify(tx, { ...news, ...more })),
    async idsOf(actor: UserActor, page: { before?: number; unread?: boolean; limit?: number } = {}) {
      const { items } = await activity.listNotifications(actor, { limit: 10, ...page })
      return items.map(({ id }) => id)
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

test('a user sees what was told, newest first, and how much of it is new', async () => {
  await using house = await setUp()
  const createdAt = house.clock.now()
  await house.notify()
  await house.notify({ user: bob.userId })
  await house.notify({ kind: 'share-accepted', subject: { kind: 'share', id: 12 } })
  expect(await house.activity.listNotifications(ann, { limit: 10 })).toEqual({
    items: [
      {
        id: 3,
        kind: 'share-accepted',
        subject: { kind: 'share', id: 12, name: 'Report.pdf' },
        actor: 'bob@his.example',
        createdAt,
      },
      {
        id: 1,
        kind: 'share-received',
        subject: { kind: 'received-share', id: 7, name: 'Report.pdf' },
        actor: 'bob@his.example',
        createdAt,
      },
    ],
    unread: 2,
  })
})

test('pages go back without a gap', async () => {
  await using house = await setUp()
  for (let count = 0; count < 5; count += 1) await house.notify()
  expect(await house.idsOf(ann, { limit: 2 })).toEqual([5, 4])
  expect(await house.idsOf(ann, { before: 4 })).toEqual([3, 2, 1])
})

test('what was read is not new any more, and keeps the time of the first reading', async () => {
  await using house = await setUp()
  for (let count = 0; count < 3; count += 1) await house.notify()
  const readAt = house.clock.now()
  await house.activity.markRead(ann, 2)
  await house.clock.advance(1000)
  await house.activity.markRead(ann, 2)
  await house.activity.markAllRead(ann, 2)
  const { items, unread } = await house.activity.listNotifications(ann, { limit: 10 })
  expect(items.map((item) => item.readAt)).toEqual([undefined, readAt, readAt + 1000])
  expect(unread).toBe(1)
  expect(await house.idsOf(ann, { unread: true })).toEqual([3])
})

test('a user dismisses one for good', async () => {
  await using house = await setUp()
  await house.notify()
  await house.notify()
  await house.activity.dismiss(ann, 1)
  expect(await house.idsOf(ann)).toEqual([2])
  await expect(house.activity.dismiss(ann, 1)).rejects.toMatchObject({ code: 'not-found' })
})

test('nobody touches those of somebody else', async () => {
  await using house = await setUp()
  await house.notify()
  await expect(house.activity.markRead(bob, 1)).rejects.toMatchObject({ code: 'not-found' })
  await expect(house.activity.dismiss(bob, 1)).rejects.toMatchObject({ code: 'not-found' })
  await house.activity.markAllRead(bob, 1)
  expect(await house.idsOf(ann, { unread: true })).toEqual([1])
})

test('an answered offer is withdrawn, and nothing else', async () => {
  await using house = await setUp()
  await house.notify()
  await house.notify({ kind: 'share-removed' })
  await house.notify({ subject: { kind: 'received-share', id: 8 } })
  await house.database.write((tx) => house.activity.withdraw(tx, news.subject))
  expect(await house.idsOf(ann)).toEqual([3, 2])
})

test('they go with the change that they are about, and with their user', async () => {
  await using house = await setUp()
  const undone = house.database.write(async (tx) => {
    await house.activity.notify(tx, news)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await house.idsOf(ann)).toEqual([])
  await house.notify()
  await house.notify({ user: bob.userId })
  await house.database.write((tx) => house.activity.forgetNotificationsOf(tx, ann.userId))
  expect([await house.idsOf(ann), await house.idsOf(bob)]).toHaveProperty('1.length', 1)
})

test('after 90 days they are forgotten', async () => {
  await using house = await setUp()
  await house.database.write(async (tx) => {
    for (let count = 0; count < 501; count += 1) await house.activity.notify(tx, news)
  })
  await house.clock.advance(90 * day)
  await house.notify()
  await house.activity.forgetOldNotifications()
  expect(await house.idsOf(ann, { limit: 500 })).toHaveLength(500)
  await house.clock.advance(1)
  await house.activity.forgetOldNotifications()
  expect(await house.idsOf(ann)).toHaveLength(1)
})

test('a long text of a peer is cut', async () => {
  await using house = await setUp()
  await house.notify({ name: 'x'.repeat(10_000), actor: 'y'.repeat(10_000) })
  const { items } = await house.activity.listNotifications(ann, { limit: 1 })
  expect([items[0]?.subject.name.length, items[0]?.actor.length]).toEqual([500, 500])
})
