import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openNeighbours, place, put } from './testing/neighbours.ts'

type Words = ('read' | 'write' | 'share')[]

/** Ann has written `plan.txt` three times, and shared `Trip` with Carol. */
async function openHouse(words: Words = ['read', 'write']) {
  const house = await openNeighbours()
  for (const body of ['by bus', 'by bike']) await put(house.annTree, ['Trip', 'plan.txt'], body)
  const share = await house.share(house.ann, 'carol', { words })
  const plan = Number((await house.annTree.stat(['Trip', 'plan.txt']))?.fileId)
  const shared = (actor = house.carol, id = plan) => house.mounts.sharedFile(actor, id)
  return { ...house, given: share, plan, shared }
}

test('who may change a file that is shared sees what it held before, and gives it back', async () => {
  await using house = await openHouse()
  const found = await house.shared()
  const versions = (await found?.versions.list(found.path)) ?? []
  expect(versions).toHaveLength(2)
  const oldest = versions.at(-1)?.id ?? 0
  const reading = await found?.versions.read(found.path, oldest)
  expect(reading && (await text(reading.body))).toBe('by train')
  await found?.versions.restore(found.path, oldest)
  const { body } = await house.carolTree.read([...place, 'plan.txt'], {})
  expect(await text(body)).toBe('by train')
  const lines = await house.activity.listAudit(house.operator, { limit: 1 })
  expect(lines).toMatchObject([{ action: 'file.version-restored', actor: 'carol' }])
})

test('who may only read it does not see what it held before it was shared', async () => {
  await using house = await openHouse(['read'])
  const found = await house.shared()
  await expect(found?.versions.list(found.path)).rejects.toMatchObject({ reason: 'forbidden' })
  await expect(found?.versions.read(found.path, 1)).rejects.toMatchObject({ reason: 'forbidden' })
  await expect(found?.versions.restore(found.path, 1)).rejects.toMatchObject({ reason: 'forbidden' })
})

test('of several shares the one counts that allows changes', async () => {
  await using house = await openHouse(['read'])
  await house.share(house.ann, 'staff', { words: ['read', 'write'], recipientKind: 'group' })
  const found = await house.shared()
  expect(await found?.versions.list(found.path)).toHaveLength(2)
})

test('a file that is shared alone has its versions at its place, too', async () => {
  await using house = await openHouse()
  await house.share(house.ann, 'bob', { path: ['Trip', 'plan.txt'] })
  const at = Number((await house.bobTree.stat(['Shared', 'plan.txt']))?.fileId)
  const found = await house.shared(house.bob, at)
  expect(found?.path).toEqual([])
  expect(await found?.versions.list([])).toHaveLength(2)
})

test('nothing is open to who has no share of it, or none any more', async () => {
  await using house = await openHouse()
  expect(await house.shared(house.bob)).toBeUndefined()
  expect(await house.shared(house.carol, 999)).toBeUndefined()
  const other = Number((await house.annTree.stat([]))?.fileId)
  expect(await house.shared(house.carol, other)).toBeUndefined()
  await house.shares.revokeShare(house.ann, house.given.id)
  expect(await house.shared()).toBeUndefined()
})
