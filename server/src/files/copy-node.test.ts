import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import {
  at,
  copy,
  etag,
  everything,
  get,
  makeFolders,
  names,
  put,
  refusal,
  stat,
} from './testing/tree-talk.ts'

test('a copy of a file has an id and an entity tag of its own', async () => {
  await using room = await withAnn()
  const { tree } = room
  const original = await put(tree, 'a.txt', 'x', { modifiedAt: 1_000_000_000_000 })
  expect(await copy(tree, 'a.txt', 'b.txt')).toEqual({ created: true })
  const copied = await stat(tree, 'b.txt')
  expect(await get(tree, 'b.txt')).toBe('x')
  expect(copied).toMatchObject({ modifiedAt: original.modifiedAt, size: 1 })
  expect(copied.fileId).not.toBe(original.fileId)
  expect(copied.etag).not.toBe(original.etag)
})

test('a copy goes its own way', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'one')
  await copy(tree, 'a', 'b')
  await put(tree, 'a', 'two')
  expect(await get(tree, 'b')).toBe('one')
})

test('a folder is copied with everything in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b', 'a/b/c', 'a/empty', 'target')
  await put(tree, 'a/1', 'one')
  await put(tree, 'a/b/c/2', 'two')
  await copy(tree, 'a', 'target/copy')
  expect(await everything(tree, 'target/copy')).toEqual({
    'target/copy/1': 'one',
    'target/copy/b/': '',
    'target/copy/b/c/': '',
    'target/copy/b/c/2': 'two',
    'target/copy/empty/': '',
  })
  expect(await everything(tree, 'a')).toMatchObject({ 'a/1': 'one', 'a/b/c/2': 'two' })
  const ids = new Set<string | undefined>()
  for (const path of ['a', 'a/b', 'a/b/c/2', 'target/copy', 'target/copy/b', 'target/copy/b/c/2']) {
    ids.add((await stat(tree, path)).fileId)
  }
  expect(ids.size).toBe(6)
})

test('no bytes are copied', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'x')
  await copy(room.tree, 'a', 'b')
  expect(await Array.fromAsync(room.blobs.list())).toHaveLength(1)
})

test('a folder can be copied without what is in it, also into itself', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a')
  await put(tree, 'a/1', 'one')
  const shallow = { preconditions: {}, overwrite: true, depth: '0' } as const
  await tree.copy(at('a'), at('b'), shallow)
  await tree.copy(at('a'), at('a/inside'), shallow)
  expect(await everything(tree)).toEqual({ 'a/': '', 'a/1': 'one', 'a/inside/': '', 'b/': '' })
})

test('a file that is copied over a file replaces its contents and leaves its id', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'new')
  const target = await put(tree, 'b', 'old')
  expect(await copy(tree, 'a', 'b')).toEqual({ created: false })
  expect(await get(tree, 'b')).toBe('new')
  expect((await stat(tree, 'b')).fileId).toBe(target.fileId)
  expect((await stat(tree, 'b')).etag).not.toBe(target.etag)
  expect(room.deleted).toEqual([])
})

test('any other target is removed first: what was in it does not mix with the copy', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'b')
  await put(tree, 'a/1', 'one')
  await put(tree, 'b/2', 'two')
  await put(tree, 'file', 'x')
  expect(await copy(tree, 'a', 'b')).toEqual({ created: false })
  expect(await everything(tree, 'b')).toEqual({ 'b/1': 'one' })
  expect(await copy(tree, 'file', 'a')).toEqual({ created: false })
  expect(await copy(tree, 'b', 'file')).toEqual({ created: false })
  expect(await everything(tree)).toEqual({ a: 'x', 'b/': '', 'b/1': 'one', 'file/': '', 'file/1': 'one' })
})

test('without overwrite a target that exists is kept', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'new')
  await put(tree, 'b', 'old')
  expect(await refusal(copy(tree, 'a', 'b', false))).toBe('target-exists')
  expect(await get(tree, 'b')).toBe('old')
  expect(await copy(tree, 'a', 'c', false)).toEqual({ created: true })
})

test.each([
  ['a file onto itself', 'folder/file', 'folder/file'],
  ['a folder onto itself', 'folder', 'folder'],
  ['a folder into itself', 'folder', 'folder/below/copy'],
  ['a file onto the folder that it is in', 'folder/file', 'folder'],
  ['a folder onto the root', 'folder', ''],
  ['the root into a folder', '', 'folder/root'],
])('%s is not copied', async (_what, from, to) => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'folder', 'folder/below')
  await put(tree, 'folder/file', 'x')
  const before = await everything(tree)
  expect(await refusal(copy(tree, from, to))).toBe('forbidden')
  expect(await everything(tree)).toEqual(before)
})

test('a source and a folder for the target are needed', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  expect(await refusal(copy(tree, 'missing', 'b'))).toBe('not-found')
  expect(await refusal(copy(tree, 'a', 'missing/b'))).toBe('parent-missing')
  expect(await refusal(copy(tree, 'a', 'a/b'))).toBe('forbidden')
  expect(
    await refusal(tree.copy(['a'], ['b\0'], { preconditions: {}, overwrite: true, depth: 'infinity' })),
  ).toBe('bad-path')
})

test('conditions are about the source', async () => {
  await using room = await withAnn()
  const { tree } = room
  const { etag: tag } = await put(tree, 'a', 'x')
  const options = { overwrite: true, depth: 'infinity' } as const
  expect(await refusal(tree.copy(['a'], ['b'], { ...options, preconditions: { ifMatch: ['other'] } }))).toBe(
    'precondition-failed',
  )
  await tree.copy(['a'], ['b'], { ...options, preconditions: { ifMatch: [tag] } })
})

test('a copy that would be too deep is refused as a whole', async () => {
  await using room = await withAnn()
  const { tree } = room
  const path: string[] = []
  for (let depth = 0; depth < 40; depth += 1) {
    path.push('d')
    await tree.makeFolder(path, { preconditions: {} })
  }
  await makeFolders(tree, 'a')
  const middle = path.slice(0, 30).join('/')
  expect(await refusal(copy(tree, middle, `${path.join('/')}/copy`))).toBe('forbidden')
  await copy(tree, 'd', 'a/copy')
  expect(await refusal(copy(tree, 'a', `${path.join('/')}/copy`))).toBe('forbidden')
  expect(await names(tree, path.join('/'))).toEqual([])
})

test('the folders around the copy change, those around the source do not', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'from', 'to', 'to/deep')
  await put(tree, 'from/a', 'x')
  const from = await etag(tree, 'from')
  const to = await etag(tree, 'to')
  await copy(tree, 'from/a', 'to/deep/a')
  expect(await etag(tree, 'from')).toBe(from)
  expect(await etag(tree, 'to')).not.toBe(to)
})

test('a large folder is copied with as many statements as a small one', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await makeFolders(tree, 'large', 'small')
  await put(tree, 'small/a', 'x')
  for (let index = 0; index < 60; index += 1) await put(tree, `large/${index}`, 'x')
  const few = await statements.during(() => copy(tree, 'small', 'copy of small'))
  expect(await statements.during(() => copy(tree, 'large', 'copy of large'))).toBe(few)
  expect(await names(tree, 'copy of large')).toHaveLength(60)
  expect(few).toBeLessThan(20)
})
