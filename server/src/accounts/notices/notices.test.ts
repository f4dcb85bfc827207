import { expect, test } from 'vitest'
import type { NewNotification } from '../../activity/index.ts'
import { openTestAccounts } from '../testing/open-test-accounts.ts'

const minute = 60_000
const day = 24 * 60 * minute

async function openHouse() {
  const house = await openTestAccounts()
  const { accounts, activity, database, operator, tenant } = house
  await accounts.createUser(operator, {
    username: 'ann',
    password: 'correct horse',
    email: 'ann@mail.example',
    timeZone: 'Europe/Berlin',
  })
  const ann = await accounts.actorFor(tenant.id, 'ann')
  return {
    ...house,
    ann,
    tell: (more: Partial<NewNotification> = {}) =>
      database.write((tx) =>
        activity.notify(tx, {
          tenant: tenant.id,
          user: ann.userId,
          kind: 'share-received',
          subject: { kind: 'received-share', id: 7 },
          name: 'Trip',
          actor: 'bob@his.example',
          ...more,
        }),
      ),
    /** What leaves as time goes by. */
    async mailAfter(milliseconds: number): Promise<string[]> {
      await house.clock.advance(milliseconds)
      return (await house.mailOut()).map(({ subject }) => subject)
    },
  }
}

test('what is told at once goes after a minute, with what came meanwhile', async () => {
  await using house = await openHouse()
  await house.tell()
  expect(await house.mailAfter(minute - 1)).toEqual([])
  await house.tell({ name: 'Work' })
  expect(await house.mailAfter(1)).toEqual(['2 things are new at Cloud'])
  expect(await house.mailAfter(day)).toEqual([])
})

test('what is withdrawn or read meanwhile is not mailed', async () => {
  await using house = await openHouse()
  const { activity, ann, database } = house
  await house.tell()
  await house.tell({ subject: { kind: 'received-share', id: 8 }, name: 'Work' })
  await database.write((tx) => activity.withdraw(tx, { kind: 'received-share', id: 7 }))
  const { items } = await activity.listNotifications(ann, { limit: 10 })
  await activity.markRead(ann, items[0]?.id ?? 0)
  expect(await house.mailAfter(minute)).toEqual([])
})

test('what is told daily waits for the morning, and does not hold up what is told at once', async () => {
  await using house = await openHouse()
  await house.tell({ kind: 'share-added' })
  await house.tell()
  expect(await house.mailAfter(minute)).toEqual(['bob@his.example wants to share “Trip” with you'])
  // The clock begins at midnight in Greenwich, an hour later in Berlin.
  expect(await house.mailAfter(6 * 60 * minute - 2 * minute)).toEqual([])
  expect(await house.mailAfter(minute)).toEqual(['bob@his.example shares “Trip” with you'])
})

test('who has no address gets no mail, nor does who is disabled by then', async () => {
  await using house = await openHouse()
  const bob = await house.addUser('bob')
  await house.tell({ user: bob.userId })
  await house.tell()
  await house.accounts.disableUser(house.operator, 'ann')
  expect(await house.mailAfter(minute)).toEqual([])
})

test('a choice counts for what is told from then on', async () => {
  await using house = await openHouse()
  const { activity, ann } = house
  const listed = async () => (await activity.listNotifications(ann, { limit: 10 })).items.length
  await activity.changeNotificationChoices(ann, { 'share-received': { app: false, mail: 'never' } })
  await house.tell()
  expect([await listed(), await house.mailAfter(minute)]).toEqual([0, []])
  await activity.changeNotificationChoices(ann, { 'share-received': { mail: 'at-once' } })
  await house.tell()
  expect([await listed(), await house.mailAfter(minute)]).toEqual([
    0,
    ['bob@his.example wants to share “Trip” with you'],
  ])
  expect((await activity.listNotifications(ann, { limit: 10 })).unread).toBe(0)
  await activity.changeNotificationChoices(ann, { 'share-received': { app: true, mail: 'never' } })
  await house.tell()
  expect([await listed(), await house.mailAfter(minute)]).toEqual([1, []])
  expect((await activity.listNotificationChoices(ann))['share-received']).toEqual({
    app: true,
    mail: 'never',
  })
})

test('the choices of a user go with them', async () => {
  await using house = await openHouse()
  const { activity, ann, database } = house
  await activity.changeNotificationChoices(ann, { 'share-added': { app: false } })
  await database.write((tx) => activity.forgetNotificationsOf(tx, ann.userId))
  expect(await database.read.selectFrom('notification_choices').selectAll().execute()).toEqual([])
})
