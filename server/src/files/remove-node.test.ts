import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import {
  copy,
  etag,
  everything,
  get,
  makeFolders,
  names,
  put,
  refusal,
  remove,
  stat,
} from './testing/tree-talk.ts'

test('a file is removed', async () => {
  await using room = await withAnn()
  const { fileId } = await put(room.tree, 'a', 'x')
  await remove(room.tree, 'a')
  expect(await room.tree.stat(['a'])).toBeUndefined()
  expect(await refusal(remove(room.tree, 'a'))).toBe('not-found')
  expect(room.deleted).toEqual([Number(fileId)])
})

test('a folder is removed with everything in it, and every id is told', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b', 'a/b/c', 'other')
  await put(tree, 'a/1', 'one')
  await put(tree, 'a/b/c/2', 'two')
  await put(tree, 'other/3', 'three')
  const ids = await Promise.all(
    ['a', 'a/1', 'a/b', 'a/b/c', 'a/b/c/2'].map(async (path) => (await stat(tree, path)).fileId),
  )
  await remove(tree, 'a')
  expect(await everything(tree)).toEqual({ 'other/': '', 'other/3': 'three' })
  expect(new Set(room.deleted.map(String))).toEqual(new Set(ids))
  expect(room.deleted).toHaveLength(5)
})

test('the root stays', async () => {
  await using room = await withAnn()
  expect(await refusal(remove(room.tree, ''))).toBe('forbidden')
})

test('conditions are held: a file, and a folder with everything in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'folder')
  const before = await etag(tree, 'folder')
  await put(tree, 'folder/a', 'x')
  const remaining = { preconditions: { ifMatch: [before] } }
  expect(await refusal(tree.remove(['folder'], remaining))).toBe('precondition-failed')
  await tree.remove(['folder'], { preconditions: { ifMatch: [await etag(tree, 'folder')] } })
  expect(await names(tree)).toEqual([])
})

test('an id is not used again', async () => {
  await using room = await withAnn()
  const first = await put(room.tree, 'a', 'x')
  await remove(room.tree, 'a')
  const second = await put(room.tree, 'a', 'x')
  expect(second.fileId).not.toBe(first.fileId)
  expect(second.etag).not.toBe(first.etag)
})

test('contents go for good when the last file that holds them does, and a day later their bytes', async () => {
  await using room = await withAnn()
  const { tree, clock, files } = room
  const removeForGood = async (path: string) => {
    await remove(tree, path)
    await files.emptyTrash(room.ann, undefined)
    await files.tidyUp()
  }
  await makeFolders(tree, 'a')
  await put(tree, 'a/original', 'x')
  await copy(tree, 'a/original', 'a/copy inside')
  await copy(tree, 'a', 'b')
  await removeForGood('a')
  expect(await room.database.read.selectFrom('contents').selectAll().execute()).toHaveLength(1)
  expect(await get(tree, 'b/original')).toBe('x')
  await removeForGood('b')
  expect(await room.database.read.selectFrom('contents').selectAll().execute()).toEqual([])

  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  await clock.advance(25 * 60 * 60 * 1000)
  expect(await files.sweepBlobs()).toEqual({ dead: 1, orphans: 0 })
  expect(await Array.fromAsync(room.blobs.list())).toEqual([])
})

test('a large folder goes with as many statements as a small one', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await makeFolders(tree, 'small', 'large')
  await put(tree, 'small/a', 'x')
  for (let index = 0; index < 8; index += 1) await put(tree, `large/${index}`, 'x')
  // Twice as much each time.
  for (let index = 0; index < 6; index += 1) {
    await copy(tree, 'large', 'twice')
    await tree.move(['twice'], ['large', `level ${index}`], { preconditions: {}, overwrite: true })
  }
  const few = await statements.during(() => remove(tree, 'small'))
  expect(await statements.during(() => remove(tree, 'large'))).toBe(few)
  expect(room.deleted.length).toBeGreaterThan(500)
  expect(few).toBeLessThan(20)
})

test('two who remove the same folder: one does, for the other it is gone', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'a')
  const outcomes = await Promise.allSettled([remove(room.tree, 'a'), remove(room.tree, 'a')])
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(room.deleted).toHaveLength(1)
})

test('a subscriber that fails keeps the file', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'x')
  room.events.subscribe('node.deleted', async () => {
    throw new Error('not now')
  })
  await expect(remove(room.tree, 'a')).rejects.toThrow('not now')
  expect(await get(room.tree, 'a')).toBe('x')
})
