import { expect, test } from 'vitest'
import { allRights } from '../../platform/permissions.ts'
import { expectSoundRows } from '../testing/sound-rows.ts'
import { tenant, withAnn } from '../testing/test-files.ts'
import {
  at,
  copy,
  etag,
  everything,
  get,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  stat,
} from '../testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

const day = 24 * 60 * 60 * 1000

async function trash({ files, ann }: Room) {
  return (await files.listTrash(ann, undefined, { limit: 100 })).items
}

/** Restores what was removed last. */
async function restoreLast(room: Room): Promise<string> {
  const [item] = await trash(room)
  return (await room.files.restoreFromTrash(room.ann, undefined, item?.id ?? 0)).join('/')
}

test('what is removed lies in the trash, what was removed last first', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await makeFolders(tree, 'f', 'f/sub')
  const { fileId } = await put(tree, 'f/sub/a.txt', 'hello')
  await put(tree, 'f/b', 'b')
  await remove(tree, 'f/sub/a.txt')
  await clock.advance(1000)
  await remove(tree, 'f')
  expect(await trash(room)).toEqual([
    expect.objectContaining({ kind: 'folder', name: 'f', path: ['f'], size: 1 }),
    {
      id: Number(fileId),
      kind: 'file',
      name: 'a.txt',
      path: ['f', 'sub', 'a.txt'],
      size: 5,
      deletedBy: { kind: 'user', id: room.ann.userId },
      deletedAt: clock.now() - 1000,
      expiresAt: clock.now() - 1000 + 30 * day,
    },
  ])
})

test('a file comes back with its id, its entity tag, its times and its versions', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await put(tree, 'a', 'one')
  const before = await put(tree, 'a', 'two')
  await clock.advance(1000)
  await remove(tree, 'a')
  await clock.advance(1000)
  const root = await etag(tree, '')
  expect(await restoreLast(room)).toBe('a')
  expect(await stat(tree, 'a')).toEqual(before)
  expect(await get(tree, 'a')).toBe('two')
  expect(await etag(tree, '')).not.toBe(root)
  expect(await room.files.listVersions(room.ann, { path: ['a'] })).toHaveLength(1)
  expect(await trash(room)).toEqual([])
})

test('a folder comes back with everything in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f', 'f/sub', 'f/sub/empty')
  await put(tree, 'f/1', 'one')
  await put(tree, 'f/sub/2', 'two')
  const before = await everything(tree)
  const id = (await stat(tree, 'f/sub/2')).fileId
  await remove(tree, 'f')
  expect(await names(tree)).toEqual([])
  await restoreLast(room)
  expect(await everything(tree)).toEqual(before)
  expect((await stat(tree, 'f/sub/2')).fileId).toBe(id)
  await put(tree, 'f/sub/2', 'changed')
  await expectSoundRows(room.database)
})

test('a name that is taken meanwhile gets a number', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a.txt', 'first')
  await remove(tree, 'a.txt')
  await put(tree, 'a.txt', 'second')
  expect(await restoreLast(room)).toBe('a (2).txt')
  expect(await everything(tree)).toEqual({ 'a.txt': 'second', 'a (2).txt': 'first' })
})

test.each([
  ['has moved, to where it is now', (room: Room) => move(room.tree, 'f/sub', 'elsewhere'), 'elsewhere/a'],
  [
    'lies in the trash, as far along the path as there are folders',
    (room: Room) => remove(room.tree, 'f/sub'),
    'f/a',
  ],
  ['and the one around it lie in the trash, to the root', (room: Room) => remove(room.tree, 'f'), 'a'],
  [
    'is gone for good, into the one that is there now',
    async (room: Room) => {
      await remove(room.tree, 'f/sub')
      const [folder] = await trash(room)
      await room.files.deleteFromTrash(room.ann, undefined, folder?.id ?? 0)
      await room.files.tidyUp()
      await makeFolders(room.tree, 'f/sub')
    },
    'f/sub/a',
  ],
  [
    'is a file now, to the one around it',
    async (room: Room) => {
      await remove(room.tree, 'f/sub')
      await put(room.tree, 'f/sub', 'a file')
    },
    'f/a',
  ],
] as const)('what was in a folder that %s comes back', async (_what, change, place) => {
  await using room = await withAnn()
  const { tree, clock } = room
  await makeFolders(tree, 'f', 'f/sub')
  await put(tree, 'f/sub/a', 'x')
  await remove(tree, 'f/sub/a')
  const [item] = await trash(room)
  await clock.advance(1)
  await change(room)
  const path = await room.files.restoreFromTrash(room.ann, undefined, item?.id ?? 0)
  expect(path.join('/')).toBe(place)
  expect(await get(tree, place)).toBe('x')
  await expectSoundRows(room.database)
})

test('nothing comes back deeper than can be addressed', async () => {
  await using room = await withAnn()
  const { tree } = room
  const deep: string[] = []
  await makeFolders(tree, 'f', 'f/a', 'f/a/b')
  await remove(tree, 'f/a')
  for (let depth = 0; depth < 62; depth += 1) {
    deep.push('d')
    await tree.makeFolder(deep, { preconditions: {} })
  }
  await move(tree, 'f', [...deep, 'f'].join('/'))
  expect(await refusal(restoreLast(room))).toBe('forbidden')
  expect(await trash(room)).toHaveLength(1)
})

test('what is in the trash is nowhere else', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'f')
  const { fileId } = await put(tree, 'f/a', 'x')
  const folder = await files.resolve(ann, ['f'])
  const shared = files.nodeTree(tenant, folder?.id ?? 0, allRights, { kind: 'share', tenant, shareId: 7 })
  await remove(tree, 'f')
  expect(await files.node(tenant, Number(fileId))).toBeUndefined()
  expect(await files.pathsOf([Number(fileId), folder?.id ?? 0])).toEqual(new Map())
  expect(await files.rightsOn(room.database.read, ann, Number(fileId))).toBeUndefined()
  expect(await shared.stat([])).toBeUndefined()
  expect(await refusal(shared.list([]))).toBe('not-found')
  expect(await refusal(get(shared, 'a'))).toBe('not-found')
  expect(await refusal(put(shared, 'a', 'x'))).toBe('not-found')
  expect(await refusal(makeFolders(shared, 'b'))).toBe('not-found')
  expect(await files.search(ann, { path: [] }, { text: 'a', limit: 10 })).toEqual([])
})

test('node.deleted tells of everything when it goes to the trash, and not again', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', 'x')
  await remove(tree, 'f')
  expect(room.deleted).toHaveLength(2)
  await restoreLast(room)
  await remove(tree, 'f')
  expect(room.deleted).toHaveLength(4)
  await files.emptyTrash(ann, undefined)
  await files.tidyUp()
  expect(room.deleted).toHaveLength(4)
})

test('what is removed through a share lies in the trash of the owner, with a word about who did it', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'shared')
  await put(tree, 'shared/a', 'x')
  const folder = await files.resolve(ann, ['shared'])
  const shared = files.nodeTree(tenant, folder?.id ?? 0, allRights, { kind: 'share', tenant, shareId: 7 })
  await remove(shared, 'a')
  expect(await trash(room)).toMatchObject([{ path: ['shared', 'a'], deletedBy: { kind: 'share', id: '7' } }])
  expect(await restoreLast(room)).toBe('shared/a')
})

test('mounts in a folder are left for good, and the rest of it is kept', async () => {
  await using room = await withAnn()
  const { tree, files } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', 'x')
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'of bob', 'x')
  const mount = await room.addMount(room.ann, at('f/mount'), bob)
  await remove(tree, 'f')
  expect(room.fakeMounts.left).toEqual([mount])
  expect(room.deleted).toContain(mount)
  await restoreLast(room)
  expect(await everything(tree, 'f')).toEqual({ 'f/a': 'x' })
  expect(await names(bob)).toEqual(['of bob'])
})

test('a folder that is replaced lies in the trash, and so does a file that a folder replaces', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await makeFolders(tree, 'a', 'b', 'c')
  await put(tree, 'b/kept', 'x')
  await put(tree, 'file', 'y')
  await move(tree, 'a', 'b')
  await clock.advance(1)
  await copy(tree, 'c', 'file')
  expect((await trash(room)).map((item) => item.name)).toEqual(['file', 'b'])
  expect(await restoreLast(room)).toBe('file (2)')
  expect(await restoreLast(room)).toBe('b (2)')
  expect(await get(tree, 'b (2)/kept')).toBe('x')
})

test('what is deleted for good counts for nothing at once, and its bytes go', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock, blobs } = room
  await makeFolders(tree, 'f', 'f/sub')
  await put(tree, 'f/sub/a', 'one')
  await put(tree, 'f/sub/a', 'two!')
  await copy(tree, 'f/sub/a', 'copy')
  await remove(tree, 'f')
  const [item] = await trash(room)
  await files.deleteFromTrash(ann, undefined, item?.id ?? 0)
  expect((await files.listSpaces(ann))[0]).toMatchObject({ used: 4, versionsUsed: 0 })
  await expect(files.restoreFromTrash(ann, undefined, item?.id ?? 0)).rejects.toMatchObject({
    code: 'trash-item-not-found',
  })
  await expectSoundRows(room.database)
  expect(await files.tidyUp()).toMatchObject({ purged: 3 })
  await expectSoundRows(room.database)
  await clock.advance(25 * 60 * 60 * 1000)
  expect(await files.sweepBlobs()).toEqual({ dead: 1, orphans: 0 })
  expect(await get(tree, 'copy')).toBe('two!')
  expect(await Array.fromAsync(blobs.list())).toHaveLength(1)
})

test('a large folder is purged in batches, from the leaves up', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'large')
  for (let index = 0; index < 8; index += 1) await put(tree, `large/${index}`, 'x')
  // Twice as much each time.
  for (let index = 0; index < 7; index += 1) {
    await copy(tree, 'large', 'twice')
    await move(tree, 'twice', `large/level ${index}`)
  }
  await remove(tree, 'large')
  await files.emptyTrash(ann, undefined)
  const { purged } = await files.tidyUp()
  expect(purged).toBeGreaterThan(1000)
  await expectSoundRows(room.database)
  expect(await room.database.read.selectFrom('nodes').selectAll().execute()).toHaveLength(1)
  expect(await room.database.read.selectFrom('contents').selectAll().execute()).toEqual([])
})

test('the trash is emptied, and what others have stays', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  const bobUser = await room.addUser('bob')
  const bob = files.userTree(bobUser)
  await put(bob, 'of bob', 'x')
  await remove(bob, 'of bob')
  for (let index = 0; index < 3; index += 1) {
    await put(tree, `${index}`, 'x')
    await remove(tree, `${index}`)
  }
  expect(await files.emptyTrash(ann, undefined)).toBe(3)
  expect(await trash(room)).toEqual([])
  expect((await files.listTrash(bobUser, undefined, { limit: 10 })).items).toHaveLength(1)
})

test('what somebody else has removed cannot be touched', async () => {
  await using room = await withAnn()
  const { files } = room
  const bob = await room.addUser('bob')
  await put(room.tree, 'a', 'x')
  await remove(room.tree, 'a')
  const [item] = await trash(room)
  const id = item?.id ?? 0
  await expect(files.restoreFromTrash(bob, undefined, id)).rejects.toMatchObject({
    code: 'trash-item-not-found',
  })
  await expect(files.deleteFromTrash(bob, undefined, id)).rejects.toMatchObject({
    code: 'trash-item-not-found',
  })
  expect(await trash(room)).toHaveLength(1)
})

test('what went to the trash with a folder is no item by itself', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'f')
  const { fileId } = await put(tree, 'f/a', 'x')
  await remove(tree, 'f')
  const restore = files.restoreFromTrash(ann, undefined, Number(fileId))
  await expect(restore).rejects.toMatchObject({ code: 'trash-item-not-found' })
})

test('the trash keeps things for 30 days, or as long as is configured', async () => {
  for (const [options, days] of [
    [{}, 30],
    [{ trashLifetime: 7 * day }, 7],
  ] as const) {
    await using room = await withAnn(options)
    const { tree, files, clock } = room
    await put(tree, 'early', 'x')
    await put(tree, 'late', 'x')
    await remove(tree, 'early')
    await clock.advance(day)
    await remove(tree, 'late')
    await clock.advance((days - 1) * day)
    expect(await files.tidyUp()).toMatchObject({ expired: 0, purged: 0 })
    await clock.advance(1)
    expect(await files.tidyUp()).toMatchObject({ expired: 1, purged: 1 })
    expect((await trash(room)).map((item) => item.name)).toEqual(['late'])
    await expectSoundRows(room.database)
  }
})

test('the trash is listed page by page, and each item once', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock } = room
  for (let index = 0; index < 7; index += 1) {
    await put(tree, `${index}`, 'x')
    await remove(tree, `${index}`)
    if (index % 3 === 0) await clock.advance(1)
  }
  const seen: string[] = []
  let after: string | undefined
  for (;;) {
    const page = await files.listTrash(ann, undefined, {
      limit: 3,
      ...(after === undefined ? {} : { after }),
    })
    seen.push(...page.items.map((item) => item.name))
    after = page.next
    if (after === undefined) break
  }
  expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  expect((await files.listTrash(ann, undefined, { limit: 100, after: 'nonsense' })).items).toHaveLength(7)
})

test('two who restore the same: one does, for the other it is gone', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'x')
  await remove(room.tree, 'a')
  const outcomes = await Promise.allSettled([restoreLast(room), restoreLast(room)])
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await names(room.tree)).toEqual(['a'])
})

test('the audit trail tells what was removed, restored and deleted for good', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock } = room
  await put(tree, 'a', 'x')
  const deeds = [
    () => remove(tree, 'a'),
    () => restoreLast(room),
    () => remove(tree, 'a'),
    () => files.emptyTrash(ann, undefined),
  ]
  for (const deed of deeds) {
    await clock.advance(1)
    await deed()
  }
  const lines = await room.activity.listAudit({ kind: 'operator', tenant }, { limit: 4 })
  expect(lines.map((line) => line.action).toReversed()).toEqual([
    'file.removed',
    'file.restored',
    'file.removed',
    'file.deleted',
  ])
})
