import { Readable } from 'node:stream'
import { ResourceError } from '@isthmus/webdav'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allRights } from '../../platform/permissions.ts'
import { expectSoundRows } from '../testing/sound-rows.ts'
import { openTestFiles, tenant, withAnn } from '../testing/test-files.ts'
import {
  at,
  copy,
  everything,
  get,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
} from '../testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

async function usage({ files, ann }: Room) {
  const [space] = await files.listSpaces(ann)
  return { used: space?.used, versions: space?.versionsUsed }
}

async function quotaAt({ tree }: Pick<Room, 'tree'>, path: string) {
  const resource = await tree.stat(at(path), { quota: true })
  return resource?.kind === 'folder' ? resource.quota : undefined
}

const bytes = (count: number) => 'x'.repeat(count)

test('everything counts: files, copies, versions and the trash', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', bytes(10))
  expect(await usage(room)).toEqual({ used: 10, versions: 0 })
  await copy(tree, 'f', 'copy')
  expect(await usage(room)).toEqual({ used: 20, versions: 0 })
  await put(tree, 'f/a', bytes(4))
  expect(await usage(room)).toEqual({ used: 24, versions: 10 })
  await remove(tree, 'f')
  expect(await usage(room)).toEqual({ used: 24, versions: 10 })
  await files.emptyTrash(ann, undefined)
  expect(await usage(room)).toEqual({ used: 10, versions: 0 })
  await move(tree, 'copy', 'moved')
  expect(await usage(room)).toEqual({ used: 10, versions: 0 })
})

test('a folder tells the quota that it lies under, when it is asked', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', bytes(30))
  expect(await quotaAt(room, '')).toEqual({ used: 30, available: 70 })
  expect(await quotaAt(room, 'f')).toEqual({ used: 30, available: 70 })
  expect((await tree.stat([]))?.kind === 'folder' && 'quota' in ((await tree.stat([])) ?? {})).toBe(false)
  await put(tree, 'f/a', bytes(20))
  expect(await quotaAt(room, ''), 'versions give way').toEqual({ used: 50, available: 80 })
  const [folder] = await Array.fromAsync((await tree.list([], { quota: true })).children)
  expect(folder).toMatchObject({ quota: { used: 50, available: 80 } })
})

test('without a quota only what is used is told', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', bytes(5))
  expect(await quotaAt(room, '')).toEqual({ used: 5 })
})

test('a body that is announced as too large is refused before it is read', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree } = room
  await put(tree, 'a', bytes(60))
  const body = new Readable({
    read() {
      throw new Error('The body was read')
    },
  })
  expect(await refusal(tree.write(['b'], body, { preconditions: {}, length: 41 }))).toBe(
    'insufficient-storage',
  )
  expect(await refusal(tree.write(['a'], body, { preconditions: {}, length: 101 }))).toBe(
    'insufficient-storage',
  )
  await put(tree, 'b', bytes(40), { length: 40 })
})

test('a body whose length nobody knows is cut off when there is no room left', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree } = room
  let sent = 0
  async function* endless() {
    for (;;) {
      sent += 1000
      yield Buffer.from(bytes(1000))
    }
  }
  expect(await refusal(tree.write(['a'], Readable.from(endless()), { preconditions: {} }))).toBe(
    'insufficient-storage',
  )
  expect(sent).toBeLessThan(100_000)
  expect(await names(tree)).toEqual([])
  expect(await Array.fromAsync(room.blobs.list())).toEqual([])
})

test('two that fit alone do not fit together: the second one is refused at its commit', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree } = room
  const outcomes = await Promise.allSettled([put(tree, 'a', bytes(60)), put(tree, 'b', bytes(60))])
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toMatchObject({ reason: 'insufficient-storage' })
  expect(await usage(room)).toMatchObject({ used: 60 })
  expect(await Array.fromAsync(room.blobs.list())).toHaveLength(1)
})

test('a copy is refused as a whole when it does not fit', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', bytes(30))
  await put(tree, 'f/b', bytes(30))
  const before = await everything(tree)
  expect(await refusal(copy(tree, 'f', 'copy'))).toBe('insufficient-storage')
  expect(await everything(tree)).toEqual(before)
  await copy(tree, 'f/a', 'copy of a')
})

test('versions give way, those first that were replaced first, and only as many as are in the way', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree, files, ann, clock } = room
  for (const [path, size] of [
    ['a', 10],
    ['b', 20],
    ['a', 5],
    ['b', 5],
    ['a', 4],
  ] as const) {
    await put(tree, path, bytes(size))
    await clock.advance(1000)
  }
  // 4 + 5 in files; versions: a 10, b 20, a 5, the oldest first.
  expect(await usage(room)).toEqual({ used: 44, versions: 35 })
  await put(tree, 'c', bytes(60))
  expect(await usage(room)).toEqual({ used: 94, versions: 25 })
  const sizes = async (path: string) =>
    (await files.listVersions(ann, { path: [path] })).map(({ size }) => size)
  expect(await sizes('a')).toEqual([5])
  expect(await sizes('b')).toEqual([20])
  await put(tree, 'd', bytes(31))
  expect(await usage(room)).toEqual({ used: 100, versions: 0 })
  expect(await refusal(put(tree, 'e', 'x'))).toBe('insufficient-storage')
})

test('a file of more than half of the quota can still be replaced: its former contents are not kept', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree, files, ann } = room
  await put(tree, 'a', bytes(80))
  await put(tree, 'a', `${bytes(89)}y`)
  expect(await get(tree, 'a')).toMatch(/y$/)
  expect(await files.listVersions(ann, { path: ['a'] })).toEqual([])
  expect(await usage(room)).toEqual({ used: 90, versions: 0 })
})

test('a space that is over a lowered quota keeps what it has and may shrink, not grow', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await put(tree, 'a', bytes(80))
  await put(tree, 'b', bytes(10))
  const [space] = await files.listSpaces(ann)
  await files.setQuota({ ...ann, admin: true }, space?.id ?? 0, 50)
  expect(await quotaAt(room, '')).toEqual({ used: 90, available: 0 })
  expect(await refusal(put(tree, 'c', 'x'))).toBe('insufficient-storage')
  expect(await refusal(put(tree, 'a', bytes(81)))).toBe('insufficient-storage')
  await makeFolders(tree, 'a folder costs nothing')
  await put(tree, 'a', bytes(70))
  expect(await usage(room)).toEqual({ used: 80, versions: 0 })
  await put(tree, 'b', `${bytes(9)}y`)
  await remove(tree, 'a')
  await files.emptyTrash(ann, undefined)
  await put(tree, 'c', bytes(40))
})

test('what comes through a share is charged to its owner', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree, files, ann } = room
  await makeFolders(tree, 'shared')
  const folder = await files.resolve(ann, ['shared'])
  const shared = files.nodeTree(tenant, folder?.id ?? 0, allRights, { kind: 'share', tenant, shareId: 7 })
  await put(shared, 'a', bytes(60))
  expect(await usage(room)).toMatchObject({ used: 60 })
  expect(await refusal(put(shared, 'b', bytes(60)))).toBe('insufficient-storage')
  expect(await quotaAt({ tree: shared }, '')).toEqual({ used: 60, available: 40 })
})

test('a restored version needs no room', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree, files, ann } = room
  await put(tree, 'a', bytes(60))
  await put(tree, 'a', bytes(40))
  const place = { path: ['a'] }
  const [version] = await files.listVersions(ann, place)
  await files.restoreVersion(ann, place, version?.id ?? 0)
  expect(await usage(room)).toEqual({ used: 100, versions: 40 })
})

test('quotas are set by administrators, to what can be counted', async () => {
  await using room = await withAnn()
  const { files, ann } = room
  const [space] = await files.listSpaces(ann)
  const id = space?.id ?? 0
  await expect(files.setQuota(ann, id, 5)).rejects.toMatchObject({ code: 'forbidden' })
  const admin = { ...ann, admin: true }
  await expect(files.setQuota(admin, id, -1)).rejects.toMatchObject({ code: 'validation-failed' })
  await expect(files.setQuota(admin, id, 1.5)).rejects.toMatchObject({ code: 'validation-failed' })
  await expect(files.setQuota(admin, 999, 5)).rejects.toMatchObject({ code: 'space-not-found' })
  await files.setQuota(admin, id, 5)
  expect((await files.readSpace(ann, id)).quota).toBe(5)
  await files.setQuota({ kind: 'operator', tenant }, id, undefined)
  expect((await files.readSpace(ann, id)).quota).toBeUndefined()
})

const path = fc.constantFrom('a', 'b', 'f/a', 'f/b')
const deed = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), path, size: fc.nat(60) }),
  fc.record({ kind: fc.constantFrom('copy' as const, 'move' as const), path, to: path }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const, 'empty' as const), path }),
)

test('a space never holds more than its quota, and its counters are what a recount gives', async () => {
  await using room = await openTestFiles({ defaultQuota: 100 })
  let users = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40, size: 'max' }), async (deeds) => {
      users += 1
      const ann = await room.addUser(`user-${users}`)
      const tree = room.files.userTree(ann)
      await makeFolders(tree, 'f')
      for (const next of deeds) {
        const before = (await room.files.listSpaces(ann))[0]
        const outcome = await attempt(() => doDeed(next))
        const after = (await room.files.listSpaces(ann))[0]
        expect(after?.used).toBeLessThanOrEqual(100)
        if (outcome === 'insufficient-storage') expect(after).toEqual(before)
      }

      async function doDeed(one: (typeof deeds)[number]): Promise<unknown> {
        if (one.kind === 'write') return put(tree, one.path, bytes(one.size))
        if (one.kind === 'copy') return copy(tree, one.path, one.to)
        if (one.kind === 'move') return move(tree, one.path, one.to)
        if (one.kind === 'remove') return remove(tree, one.path)
        if (one.kind === 'empty') return room.files.emptyTrash(ann, undefined)
        const [item] = (await room.files.listTrash(ann, undefined, { limit: 1 })).items
        return item && room.files.restoreFromTrash(ann, undefined, item.id)
      }
    }),
    { numRuns: 15 },
  )
  await expectSoundRows(room.database)
}, 60_000)

async function attempt(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof ResourceError) return error.reason
    throw error
  }
}
