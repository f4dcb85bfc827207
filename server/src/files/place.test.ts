import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import { get, names, put, refusal, remove } from './testing/tree-talk.ts'

test('names in decomposed and composed form are one name', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'Cafe\u0301.txt', 'one')
  await put(tree, 'Caf\u00e9.txt', 'two')
  expect(await names(tree)).toEqual(['Caf\u00e9.txt'])
  expect(await get(tree, 'Cafe\u0301.txt')).toBe('two')
  await remove(tree, 'Cafe\u0301.txt')
  expect(await names(tree)).toEqual([])
})

test('names with emoji, quotes and percent signs are ordinary names', async () => {
  await using room = await withAnn()
  const all = ['100%.txt', "O'Brien.txt", '_%', '👩‍👩‍👧 Familie', '日本語.pdf']
  for (const name of all) await put(room.tree, name, name)
  expect((await names(room.tree)).toSorted()).toEqual(all.toSorted())
  for (const name of all) expect(await get(room.tree, name)).toBe(name)
})

test('names differ by case', async () => {
  await using room = await withAnn()
  await put(room.tree, 'readme', 'small')
  await put(room.tree, 'README', 'large')
  expect(await get(room.tree, 'readme')).toBe('small')
})

test.each([
  ['the empty name', ['']],
  ['a dot', ['.']],
  ['two dots', ['..']],
  ['a slash', ['a/b']],
  ['NUL', ['a\0b']],
  ['a line break', ['a\nb']],
  ['half of a surrogate pair', ['\ud83d']],
  ['256 bytes', ['ü'.repeat(128)]],
])('a file cannot be called %s', async (_what, path) => {
  await using room = await withAnn()
  const body = Readable.from([Buffer.from('x')])
  expect(await refusal(room.tree.write(path, body, { preconditions: {} }))).toBe('bad-path')
  expect(await refusal(room.tree.makeFolder(path, { preconditions: {} }))).toBe('bad-path')
})

test('a name may have 255 bytes', async () => {
  await using room = await withAnn()
  const name = `${'ü'.repeat(127)}x`
  await put(room.tree, name, 'x')
  expect(await names(room.tree)).toEqual([name])
})
