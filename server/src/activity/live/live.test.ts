import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { createAnnouncements } from '../../platform/database/index.ts'
import { createIds } from '../../platform/ids.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createLiveEvents, type LiveEvent, type LiveStream } from '../index.ts'

const ann: UserActor = {
  kind: 'user',
  tenant: 1 as TenantId,
  userId: 'u1' as UserId,
  username: 'ann',
  admin: false,
}

function setUp({ paths = {} }: { paths?: Record<number, string[]> } = {}) {
  const clock = createManualClock()
  const announcements = createAnnouncements()
  const now = { spaces: [1], allowed: true }
  const live = createLiveEvents({
    announcements,
    clock,
    ids: createIds(clock.now),
    places: {
      spacesOf: async () => now.spaces,
      pathsOf: async (ids) => new Map(ids.flatMap((id) => (paths[id] ? [[id, paths[id]]] : []))),
    },
  })
  return {
    clock,
    announcements,
    live,
    /** What is true of the user. */
    now,
    async connect(after?: string, actor = ann) {
      const order = { stillAllowed: async () => now.allowed, ...(after !== undefined && { after }) }
      return readerOf(await live.open(actor, order))
    },
    [Symbol.dispose]: () => live[Symbol.dispose](),
  }
}

/** Reads a stream as fast as it comes. */
function readerOf(stream: LiveStream) {
  const seen: (LiveEvent | 'heartbeat')[] = []
  const done = (async () => {
    for await (const event of stream) seen.push(event)
  })()
  return {
    stream,
    done,
    /** Names and data of what came so far. */
    async heard() {
      for (let turn = 0; turn < 10; turn += 1) await nextTurn()
      return seen.map((event) => (event === 'heartbeat' ? event : [event.name, event.data]))
    },
    lastId: () => seen.findLast((event) => event !== 'heartbeat')?.id ?? stream.position,
  }
}

test('all streams of a user hear what is announced for the user, and nothing else', async () => {
  using house = setUp()
  const readers = [await house.connect(), await house.connect()]
  house.announcements.tell('notification/u1', undefined)
  house.announcements.tell('shares.changed/u1', undefined)
  house.announcements.tell('inbox.changed/u2', undefined)
  house.announcements.tell('space/2', [1])
  for (const reader of readers) {
    expect(await reader.heard()).toEqual([
      ['notification', {}],
      ['shares.changed', {}],
    ])
  }
})

test('administrators hear of deliveries, once of a quick series', async () => {
  using house = setUp()
  const admin = { ...ann, admin: true }
  const [asUser, asAdmin] = [await house.connect(), await house.connect(undefined, admin)]
  for (const tenant of [2, 1]) house.announcements.tell(`deliveries/${tenant}`, undefined)
  await asAdmin.heard()
  for (let count = 0; count < 3; count += 1) house.announcements.tell('deliveries/1', undefined)
  expect(await asAdmin.heard()).toEqual([['deliveries.changed', {}]])
  await house.clock.advance(500)
  expect(await asAdmin.heard()).toEqual([
    ['deliveries.changed', {}],
    ['deliveries.changed', {}],
  ])
  const position = asAdmin.stream.position
  expect(await (await house.connect(position)).heard()).toEqual([])
  expect(await (await house.connect(position, admin)).heard()).toEqual([['deliveries.changed', {}]])
  expect(await asUser.heard()).toEqual([])
})

test('a change of files names the deepest folder around all of it, and a quick series is one event', async () => {
  using house = setUp({
    paths: { 1: ['a'], 2: ['a', 'b', 'c'], 3: ['a', 'b', 'd'], 4: ['a', 'b', 'c', 'e'] },
  })
  const reader = await house.connect()
  house.announcements.tell('space/1', [4])
  await reader.heard()
  for (const folder of [2, 3, 99, 4]) house.announcements.tell('space/1', [folder])
  await reader.heard()
  await house.clock.advance(500)
  house.announcements.tell('space/1', [1, 2])
  await house.clock.advance(500)
  expect(await reader.heard()).toEqual([
    ['files.changed', { space: '1', path: '/a/b/c/e' }],
    ['files.changed', { space: '1', path: '/a/b' }],
    ['files.changed', { space: '1', path: '/a' }],
  ])
})

test('a change that another process announces, or of too many folders, names the whole space', async () => {
  using house = setUp({ paths: { 1: ['a'] } })
  const reader = await house.connect()
  const ids = Array.from({ length: 101 }, (_, index) => index + 1)
  for (const folders of [undefined, [1], ids]) {
    house.announcements.tell('space/1', [1])
    house.announcements.tell('space/1', folders)
    house.announcements.tell('space/1', [1])
    await house.clock.advance(1000)
  }
  const [some, whole] = ['/a', '/'].map((path) => ['files.changed', { space: '1', path }])
  // Each time the first change is told at once, and those of the next half second together.
  expect(await reader.heard()).toEqual([some, whole, some, some, some, whole])
})

test('a space that the user may see no more is silent within a minute, and a new one is heard', async () => {
  using house = setUp({ paths: { 1: ['a'] } })
  const reader = await house.connect()
  house.now.spaces = [2]
  await house.clock.advance(60_000)
  house.announcements.tell('space/1', [1])
  house.announcements.tell('space/2', [1])
  expect((await reader.heard()).filter((event) => event !== 'heartbeat')).toEqual([
    ['files.changed', { space: '2', path: '/a' }],
  ])
})

test('who comes back soon hears what was missed', async () => {
  using house = setUp()
  const first = await house.connect()
  house.announcements.tell('notification/u1', undefined)
  await first.heard()
  first.stream.end()
  await first.done
  house.announcements.tell('inbox.changed/u1', undefined)
  const second = await house.connect(first.lastId())
  expect(await second.heard()).toEqual([['inbox.changed', {}]])
  const third = await house.connect(second.lastId())
  expect(await third.heard()).toEqual([])
  const fromTheBeginning = await house.connect(first.stream.position)
  expect(await fromTheBeginning.heard()).toEqual([
    ['notification', {}],
    ['inbox.changed', {}],
  ])
})

test('who comes back too late, from another process or after too much, is told to look at everything', async () => {
  using house = setUp()
  const first = await house.connect()
  first.stream.end()
  await house.clock.advance(180_000)
  const late = await house.connect(first.stream.position)
  expect(await late.heard()).toEqual([['reload', {}]])
  expect(late.lastId()).toBe(late.stream.position)

  for (let count = 0; count < 101; count += 1) house.announcements.tell('notification/u1', undefined)
  expect(await (await house.connect(late.stream.position)).heard()).toEqual([['reload', {}]])
  for (const after of ['nonsense', '', `${late.stream.position}0`, `${late.stream.position}.5`]) {
    expect(await (await house.connect(after)).heard()).toEqual([['reload', {}]])
  }
})

test('a sign of life comes after 25 seconds of silence', async () => {
  using house = setUp()
  const reader = await house.connect()
  await house.clock.advance(24_000)
  house.announcements.tell('notification/u1', undefined)
  await reader.heard()
  await house.clock.advance(24_999)
  expect(await reader.heard()).toEqual([['notification', {}]])
  await house.clock.advance(1)
  expect(await reader.heard()).toEqual([['notification', {}], 'heartbeat'])
})

test('a reader who does not read hears each thing once, and is cut off when too much waits', async () => {
  const folders = Array.from({ length: 102 }, (_, id) => id)
  using house = setUp({ paths: Object.fromEntries(folders.map((id) => [id, [`folder ${id}`]])) })
  const stream = await house.live.open(ann, { stillAllowed: async () => true })
  for (let count = 0; count < 1000; count += 1) house.announcements.tell('notification/u1', undefined)
  for (const folder of folders) {
    expect(stream.cut.aborted).toBe(folder > 99)
    house.announcements.tell('space/1', [folder])
    await house.clock.advance(500)
  }
  expect(await Array.fromAsync(stream)).toEqual([])
})

test('a user has at most 20 streams at the same time', async () => {
  using house = setUp()
  const readers = []
  for (let count = 0; count < 20; count += 1) readers.push(await house.connect())
  await expect(house.connect()).rejects.toMatchObject({ code: 'too-many-requests', retryAfter: 60 })
  readers[0]?.stream.end()
  await expect(house.connect()).resolves.toBeDefined()
})

test('a stream ends within a minute when its user may not have it any more', async () => {
  using house = setUp()
  const reader = await house.connect()
  await house.clock.advance(60_000)
  expect(reader.stream.ended.aborted).toBe(false)
  house.now.allowed = false
  await house.clock.advance(60_000)
  await reader.done
})

test('at the end of the process all streams end, no new one begins, and nothing goes on', async () => {
  const house = setUp()
  const reader = await house.connect()
  house[Symbol.dispose]()
  await reader.done
  await expect(house.connect()).rejects.toMatchObject({ code: 'unavailable' })
  await nextTurn()
  expect(house.clock.sleepers).toBe(0)
})

test('nothing goes on for a user who has left', async () => {
  using house = setUp()
  const reader = await house.connect()
  reader.stream.end()
  await house.clock.advance(180_000)
  expect(house.clock.sleepers).toBe(0)
})
