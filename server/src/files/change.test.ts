import { expect, test } from 'vitest'
import { withAnn } from './testing/test-files.ts'
import { copy, etag, makeFolders, move, put, remove } from './testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

async function log({ database }: Room) {
  return database.read
    .selectFrom('changes')
    .select(['seq', 'node_id', 'kind', 'what', 'path'])
    .orderBy('seq')
    .execute()
}

test('the log tells what came, changed, moved or went, in the order of its numbers', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a')
  await put(tree, 'a/1', 'x')
  await put(tree, 'a/1', 'y')
  await copy(tree, 'a', 'b')
  await move(tree, 'a/1', 'b/1')
  await remove(tree, 'b')
  const lines = await log(room)
  const [root, a, file, copied, copiedFile] = [...new Set(lines.map((line) => line.node_id))]
  expect(lines.map((line) => [line.node_id, line.what])).toEqual([
    [root, 'put'],
    [a, 'put'],
    [file, 'put'],
    [file, 'put'],
    [copied, 'put'],
    [copiedFile, 'put'],
    [file, 'gone'],
    [copiedFile, 'gone'],
    [file, 'moved'],
    [copied, 'gone'],
  ])
})

test('one line is enough for a folder that goes or moves, whatever is in it', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b')
  await put(tree, 'a/b/1', 'x')
  const before = await log(room)
  await move(tree, 'a', 'z')
  await remove(tree, 'z')
  const lines = (await log(room)).slice(before.length)
  expect(lines.map((line) => [line.what, line.kind, line.path])).toEqual([
    ['gone', 'folder', 'a'],
    ['moved', 'folder', null],
    ['gone', 'folder', 'z'],
  ])
})

test('a number is never below its time: what comes after a restored backup was never seen before', async () => {
  await using room = await withAnn()
  const first = await put(room.tree, 'a', 'before the backup')
  const root = await etag(room.tree, '')
  await room.clock.advance(1)
  const lost = await put(room.tree, 'a', 'lost with the disk')
  const lostRoot = await etag(room.tree, '')

  // The backup comes back: the rows are those of before, and it is later.
  await room.database.write(async (tx) => {
    const seq = Number(first.etag.split('-')[1])
    await tx.updateTable('spaces').set({ seq }).execute()
    await tx.deleteFrom('changes').where('seq', '>', seq).execute()
    await tx.updateTable('nodes').set({ etag_seq: seq }).execute()
  })
  expect(await etag(room.tree, '')).toBe(root)
  await room.clock.advance(1)
  const again = await put(room.tree, 'a', 'after the restore')
  expect(again.etag).not.toBe(lost.etag)
  expect(await etag(room.tree, '')).not.toBe(lostRoot)
})

test('numbers grow while the clock stands or goes back', async () => {
  await using room = await withAnn()
  for (let index = 0; index < 5; index += 1) await put(room.tree, 'a', `${index}`)
  await room.clock.advance(-60_000)
  await put(room.tree, 'a', 'earlier')
  const numbers = (await log(room)).map((line) => line.seq)
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('what is refused leaves no number and no line', async () => {
  await using room = await withAnn()
  const before = await log(room)
  await expect(makeFolders(room.tree, 'missing/a')).rejects.toMatchObject({ reason: 'parent-missing' })
  await expect(put(room.tree, 'missing/a', 'x')).rejects.toMatchObject({ reason: 'parent-missing' })
  await expect(move(room.tree, 'missing', 'x')).rejects.toMatchObject({ reason: 'not-found' })
  expect(await log(room)).toEqual(before)
})
