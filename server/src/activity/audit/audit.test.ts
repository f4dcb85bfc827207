import { expect, test } from 'vitest'
import type { Actor, TenantId, UserId } from '../../platform/actor.ts'
import { openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createEvents } from '../../platform/events.ts'
import { createIds } from '../../platform/ids.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { type AuditPage, createActivity, type NewAuditEntry } from '../index.ts'

const tenant = 1 as TenantId
const ann: Actor = { kind: 'user', tenant, userId: 'u1' as UserId, username: 'ann', admin: false }
const entry: NewAuditEntry = { action: 'share.created', subjectKind: 'share', subjectId: 12 }

const operator: Actor = { kind: 'operator', tenant }

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
    list: (page: Partial<AuditPage> = {}) => activity.listAudit(operator, { limit: 10, ...page }),
    /** Writes a line, and time passes. */
    async record(actor: Actor, line: Partial<NewAuditEntry> = {}) {
      await database.write((tx) => activity.record(tx, actor, { ...entry, ...line }))
      await clock.advance(1)
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

test('a line tells who did what to what, and when', async () => {
  await using house = await setUp()
  const detail = { recipient: 'bob@his.example', write: true, days: 3, note: null }
  const at = house.clock.now()
  await house.record(ann, { detail })
  expect(await house.list()).toEqual([
    {
      id: expect.any(String),
      at,
      actorKind: 'user',
      actor: 'ann',
      action: 'share.created',
      subjectKind: 'share',
      subjectId: '12',
      detail,
    },
  ])
})

test('an id that a peer made very long is cut', async () => {
  await using house = await setUp()
  await house.record(ann, { subjectId: '\u4e2d'.repeat(5000) })
  expect((await house.list()).map(({ subjectId }) => subjectId)).toEqual(['\u4e2d'.repeat(500)])
})

test('every kind of actor is named', async () => {
  await using house = await setUp()
  const actors: Actor[] = [
    ann,
    { kind: 'operator', tenant },
    { kind: 'peer', tenant, host: 'his.example', verified: true },
    { kind: 'share', tenant, shareId: 7 },
    { kind: 'system', tenant },
  ]
  for (const actor of actors) await house.record(actor)
  const lines = await house.list()
  expect(lines.map(({ actorKind, actor }) => [actorKind, actor])).toEqual([
    ['system', ''],
    ['share', '7'],
    ['peer', 'his.example'],
    ['operator', ''],
    ['user', 'ann'],
  ])
})

test('pages go back in time without a gap, in one tenant', async () => {
  await using house = await setUp()
  const other = { kind: 'system', tenant: 2 as TenantId } as const
  for (const subjectId of [1, 2, 3, 4, 5]) {
    await house.record(ann, { subjectId })
    await house.record(other, { subjectId: 99 })
  }
  const first = await house.list({ limit: 2 })
  const second = await house.list({ before: first[1]?.id ?? '' })
  expect([...first, ...second].map(({ subjectId }) => subjectId)).toEqual(['5', '4', '3', '2', '1'])
})

test('a line goes with the change that it is about', async () => {
  await using house = await setUp()
  const change = house.database.write(async (tx) => {
    await house.activity.record(tx, ann, entry)
    throw new Error('undone')
  })
  await expect(change).rejects.toThrow('undone')
  expect(await house.list()).toEqual([])
})

test('a long text from a peer is cut', async () => {
  await using house = await setUp()
  const detail = { reason: 'x'.repeat(100_000) }
  await house.record(ann, { detail })
  const [line] = await house.list({ limit: 1 })
  expect(String(line?.detail['reason'])).toHaveLength(501)
})

test('a filter lets through what all of it is true of', async () => {
  await using house = await setUp()
  const bob: Actor = { ...ann, username: 'bob' }
  const start = house.clock.now()
  await house.record(ann, { subjectId: 1 })
  await house.record(bob, { subjectId: 2 })
  await house.record(ann, { subjectId: 3, action: 'share.revoked' })
  await house.record(ann, { subjectId: 4, subjectKind: 'token' })
  const subjects = async (filter: Partial<AuditPage>) =>
    (await house.list(filter)).map(({ subjectId }) => Number(subjectId))
  expect(await subjects({ actor: 'ann' })).toEqual([4, 3, 1])
  expect(await subjects({ action: 'share.created' })).toEqual([4, 2, 1])
  expect(await subjects({ subjectKind: 'share' })).toEqual([3, 2, 1])
  expect(await subjects({ subjectKind: 'share', subjectId: '3' })).toEqual([3])
  expect(await subjects({ since: start + 1, until: start + 3 })).toEqual([3, 2])
  expect(await subjects({ actor: 'ann', action: 'share.created', until: start + 3 })).toEqual([1])
})

test('nobody but an administrator or the operator reads it', async () => {
  await using house = await setUp()
  await house.record(ann)
  const others: Actor[] = [ann, { kind: 'peer', tenant, host: 'his.example', verified: true }]
  for (const actor of others) {
    await expect(house.activity.listAudit(actor, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    expect(() => house.activity.readAudit(actor, {})).toThrow('Only an administrator')
  }
  expect(await house.activity.listAudit({ ...ann, admin: true }, { limit: 1 })).toHaveLength(1)
})

test('what was done to some things is told to whoever another room has let see them', async () => {
  await using house = await setUp()
  await house.record(ann, { subjectKind: 'node', subjectId: 1, action: 'file.created' })
  await house.record(ann, { subjectKind: 'node', subjectId: 2, action: 'file.created' })
  await house.record(ann, { subjectKind: 'share', subjectId: 1 })
  await house.record(ann, { subjectKind: 'share', subjectId: 2 })
  await house.record(ann, { subjectKind: 'node', subjectId: 1, action: 'file.locked' })
  const trailOf = async (more: { limit?: number; before?: string; nodes?: string[] } = {}) => {
    const { nodes = ['1'], limit = 10, before } = more
    const lines = await house.activity.trailOf(ann, {
      subjects: [
        { kind: 'node', ids: nodes },
        { kind: 'share', ids: ['2'] },
      ],
      actions: ['file.created', 'share.created'],
      limit,
      ...(before !== undefined && { before }),
    })
    return lines.map(({ id, subjectKind, subjectId }) => ({ id, subject: `${subjectKind} ${subjectId}` }))
  }
  const all = await trailOf()
  expect(all.map(({ subject }) => subject)).toEqual(['share 2', 'node 1'])
  expect(await trailOf({ limit: 1 })).toEqual(all.slice(0, 1))
  expect(await trailOf({ before: all[0]?.id ?? '' })).toEqual(all.slice(1))
  expect(await trailOf({ nodes: [] })).toEqual(all.slice(0, 1))
})

test('all of it can be read, without what is written meanwhile', async () => {
  await using house = await setUp()
  await house.database.write(async (tx) => {
    for (let subjectId = 1; subjectId <= 1001; subjectId += 1)
      await house.activity.record(tx, ann, { ...entry, subjectId })
  })
  const read: number[] = []
  for await (const { subjectId } of house.activity.readAudit(operator, { actor: 'ann' })) {
    if (read.length === 0) await house.record(ann, { subjectId: 2000 })
    read.push(Number(subjectId))
  }
  expect(read).toEqual(Array.from({ length: 1001 }, (_, index) => 1001 - index))
})
