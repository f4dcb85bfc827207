import { buffer, text } from 'node:stream/consumers'
import type { ReadOptions } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import { at, get, makeFolders, put, refusal, remove } from './testing/tree-talk.ts'

test.each<[string, ReadOptions, string, { first: number; last: number } | undefined]>([
  ['no range', {}, '0123456789', undefined],
  ['the first bytes', { range: { first: 0, last: 3 } }, '0123', { first: 0, last: 3 }],
  ['from an offset', { range: { first: 7 } }, '789', { first: 7, last: 9 }],
  ['past the end', { range: { first: 5, last: 99 } }, '56789', { first: 5, last: 9 }],
  ['the last bytes', { range: { suffixLength: 4 } }, '6789', { first: 6, last: 9 }],
  ['more last bytes than there are', { range: { suffixLength: 99 } }, '0123456789', { first: 0, last: 9 }],
])('a file is read with %s', async (_what, options, expected, range) => {
  await using room = await withAnn()
  await put(room.tree, 'digits', '0123456789')
  const reading = await room.tree.read(['digits'], options)
  expect(await text(reading.body)).toBe(expected)
  expect(reading.range).toEqual(range)
  expect(reading.resource).toMatchObject({ name: 'digits', size: 10 })
})

test('a range that begins behind the end cannot be satisfied', async () => {
  await using room = await withAnn()
  await put(room.tree, 'digits', '0123456789')
  await expect(room.tree.read(['digits'], { range: { first: 10 } })).rejects.toMatchObject({
    reason: 'range-not-satisfiable',
    size: 10,
  })
})

test('a range for another version gives the whole file', async () => {
  await using room = await withAnn()
  const { etag } = await put(room.tree, 'digits', '0123456789')
  const range = { first: 4, last: 5 }
  const same = await room.tree.read(['digits'], { range, rangeIfEtag: etag })
  expect(await text(same.body)).toBe('45')
  const other = await room.tree.read(['digits'], { range, rangeIfEtag: 'older' })
  expect(await text(other.body)).toBe('0123456789')
  expect(other.range).toBeUndefined()
})

test('only files are read', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'folder')
  await put(room.tree, 'file', 'x')
  expect(await refusal(get(room.tree, 'folder'))).toBe('is-a-folder')
  expect(await refusal(get(room.tree, ''))).toBe('is-a-folder')
  expect(await refusal(get(room.tree, 'missing'))).toBe('not-found')
  expect(await refusal(get(room.tree, 'file/below'))).toBe('not-found')
})

test.each(['replaced', 'removed'])('a file that is %s while it is read is read to its end', async (what) => {
  await using room = await withAnn()
  const { tree, files, clock } = room
  const old = Buffer.alloc(3 * 1024 * 1024, 'old bytes ')
  await put(tree, 'a', old.toString())
  const { body } = await tree.read(['a'], {})
  const chunks = body.iterator()
  const first = (await chunks.next()) as IteratorResult<Buffer>
  if (what === 'replaced') await put(tree, 'a', 'new')
  else await remove(tree, 'a')
  await clock.advance(23 * 60 * 60 * 1000)
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  const rest: Buffer[] = []
  for await (const chunk of chunks) rest.push(chunk as Buffer)
  expect(Buffer.concat([first.value, ...rest]).equals(old)).toBe(true)
})

test('a renamed file has the type of its new name', async () => {
  await using room = await withAnn()
  await put(room.tree, 'report.tmp', 'x')
  await room.tree.move(at('report.tmp'), at('report.pdf'), { preconditions: {}, overwrite: true })
  const { resource, body } = await room.tree.read(['report.pdf'], {})
  expect(resource.contentType).toBe('application/pdf')
  await buffer(body)
})

test('reading takes one statement', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'a', 'a/b')
  await put(room.tree, 'a/b/c', 'x')
  expect(await room.statements.during(() => get(room.tree, 'a/b/c'))).toBe(1)
})
