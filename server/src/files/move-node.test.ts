import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import {
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
} from './testing/tree-talk.ts'

test('a renamed file keeps its id, its entity tag and its times', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  const before = await put(tree, 'a.txt', 'x')
  await clock.advance(1000)
  expect(await move(tree, 'a.txt', 'b.txt')).toEqual({ created: true, fileId: before.fileId })
  expect(await stat(tree, 'b.txt')).toEqual({ ...before, name: 'b.txt' })
  expect(await names(tree)).toEqual(['b.txt'])
})

test('a folder moves with everything in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b', 'target')
  await put(tree, 'a/b/1', 'one')
  const { fileId, etag: tag } = await stat(tree, 'a/b/1')
  const folder = await etag(tree, 'a')
  await move(tree, 'a', 'target/c')
  expect(await everything(tree)).toEqual({
    'target/': '',
    'target/c/': '',
    'target/c/b/': '',
    'target/c/b/1': 'one',
  })
  expect(await stat(tree, 'target/c/b/1')).toMatchObject({ fileId, etag: tag })
  expect(await etag(tree, 'target/c')).toBe(folder)
})

test('a change of case is a change', async () => {
  await using room = await withAnn()
  await put(room.tree, 'readme', 'x')
  await move(room.tree, 'readme', 'README')
  expect(await names(room.tree)).toEqual(['README'])
})

test('what is at the target is replaced, and its id is told', async () => {
  await using room = await withAnn()
  const { tree } = room
  const moved = await put(tree, 'document.tmp', 'new')
  const replaced = await put(tree, 'document', 'old')
  expect(await move(tree, 'document.tmp', 'document')).toMatchObject({ created: false })
  expect(await get(tree, 'document')).toBe('new')
  expect((await stat(tree, 'document')).fileId).toBe(moved.fileId)
  expect(room.deleted.map(String)).toEqual([replaced.fileId])
  await makeFolders(tree, 'a', 'b')
  await put(tree, 'a/1', 'one')
  await put(tree, 'b/2', 'two')
  expect(await move(tree, 'a', 'b')).toMatchObject({ created: false })
  expect(await everything(tree)).toEqual({ 'b/': '', 'b/1': 'one', document: 'new' })
})

test('without overwrite a target that exists is kept, and so is the source', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'new')
  await put(tree, 'b', 'old')
  expect(await refusal(move(tree, 'a', 'b', false))).toBe('target-exists')
  expect(await everything(tree)).toEqual({ a: 'new', b: 'old' })
})

test.each([
  ['a file onto itself', 'folder/file', 'folder/file'],
  ['a folder into itself', 'folder', 'folder/below/moved'],
  ['a file onto the folder that it is in', 'folder/file', 'folder'],
  ['the root', '', 'somewhere'],
])('%s is not moved', async (_what, from, to) => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'folder', 'folder/below')
  await put(tree, 'folder/file', 'x')
  const before = await everything(tree)
  expect(await refusal(move(tree, from, to))).toBe('forbidden')
  expect(await everything(tree)).toEqual(before)
})

test('a source and a folder for the target are needed', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  await put(tree, 'b', 'x')
  expect(await refusal(move(tree, 'missing', 'c'))).toBe('not-found')
  expect(await refusal(move(tree, 'a', 'missing/c'))).toBe('parent-missing')
  expect(await refusal(move(tree, 'a', 'b/c'))).toBe('parent-missing')
  expect(await refusal(tree.move(['a'], ['..'], { preconditions: {}, overwrite: true }))).toBe('bad-path')
})

test('conditions are about the source', async () => {
  await using room = await withAnn()
  const { tree } = room
  const { etag: tag } = await put(tree, 'a', 'x')
  const stale = { preconditions: { ifMatch: ['other'] }, overwrite: true }
  expect(await refusal(tree.move(['a'], ['b'], stale))).toBe('precondition-failed')
  await tree.move(['a'], ['b'], { preconditions: { ifMatch: [tag] }, overwrite: true })
})

test('both folders and those around them change', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/from', 'b', 'b/to', 'c')
  await put(tree, 'a/from/file', 'x')
  const paths = ['', 'a', 'a/from', 'b', 'b/to']
  const before = await Promise.all(paths.map((path) => etag(tree, path)))
  const aside = await etag(tree, 'c')
  await move(tree, 'a/from/file', 'b/to/file')
  for (const [index, path] of paths.entries()) expect(await etag(tree, path), path).not.toBe(before[index])
  expect(await etag(tree, 'c')).toBe(aside)
})

test('nothing moves deeper than can be addressed', async () => {
  await using room = await withAnn()
  const { tree } = room
  const path: string[] = []
  for (let depth = 0; depth < 63; depth += 1) {
    path.push('d')
    await tree.makeFolder(path, { preconditions: {} })
  }
  await makeFolders(tree, 'a', 'a/b')
  expect(await refusal(move(tree, 'a', `${path.join('/')}/a`))).toBe('forbidden')
  await remove(tree, 'a/b')
  await move(tree, 'a', `${path.join('/')}/a`)
})

test('the same statements move a file and a folder with many files in it', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await makeFolders(tree, 'empty', 'full', 'target')
  for (let index = 0; index < 50; index += 1) await put(tree, `full/${index}`, 'x')
  const few = await statements.during(() => move(tree, 'empty', 'target/empty'))
  expect(await statements.during(() => move(tree, 'full', 'target/full'))).toBe(few)
  expect(few).toBeLessThan(20)
})

test('two who move the same file: one does, for the other it is gone', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  const outcomes = await Promise.allSettled([move(tree, 'a', 'b'), move(tree, 'a', 'c')])
  expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await names(tree)).toHaveLength(1)
})
