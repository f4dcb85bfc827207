import { once } from 'node:events'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { BytesBody, blockBytes, openDiskBlobStore } from '../../platform/blobs/index.ts'
import { createIds } from '../../platform/ids.ts'
import { withAnn } from '../testing/test-files.ts'
import { get, put } from '../testing/tree-talk.ts'

const day = 24 * 60 * 60 * 1000
const mebibyte = 1024 * 1024

/** Ann has one file, whose bytes are at `place`. */
async function withFile(contents: string) {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-contents-'))
  const room = await withAnn({ blobs: await openDiskBlobStore(folder, createIds(Date.now)) })
  await put(room.tree, 'file', contents)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = entries.find((entry) => entry.isFile())
  return {
    ...room,
    place: join(found?.parentPath ?? '', found?.name ?? ''),
    async [Symbol.asyncDispose]() {
      await room[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** What arrives before a reading breaks off; everything when it does not. */
async function received(
  room: Awaited<ReturnType<typeof withFile>>,
): Promise<{ bytes: number; broke: boolean }> {
  let bytes = 0
  try {
    const { body } = await room.tree.read(['file'], {})
    for await (const chunk of body) bytes += (chunk as Buffer).length
    return { bytes, broke: false }
  } catch {
    return { bytes, broke: true }
  }
}

test.each([
  ['small', 'x'.repeat(1000)],
  ['large', 'x'.repeat(3 * mebibyte)],
])('a %s file whose bytes have changed is never received as a whole', async (_what, contents) => {
  await using room = await withFile(contents)
  expect(await get(room.tree, 'file')).toBe(contents)
  expect(room.damage).toEqual([])
  await writeFile(room.place, `${contents.slice(1)}y`)
  const { bytes, broke } = await received(room)
  expect(broke).toBe(true)
  expect(bytes).toBeLessThan(contents.length)
  expect(room.damage).toEqual(['checksum'])
  expect(room.logger.events).toMatchObject([{ level: 'error', event: 'blob.damaged' }])
})

test('contents of another size, and contents that are not there, are refused and reported', async () => {
  await using room = await withFile('hello')
  await truncate(room.place, 3)
  await expect(get(room.tree, 'file')).rejects.toMatchObject({ reason: 'blob-damaged' })
  await rm(room.place)
  await expect(get(room.tree, 'file')).rejects.toMatchObject({ reason: 'blob-missing' })
  const part = room.tree.read(['file'], { range: { first: 1 } })
  await expect(part).rejects.toMatchObject({ reason: 'blob-missing' })
  expect(room.damage).toEqual(['size', 'missing', 'missing'])
})

test('a part of a file is refused when a block that it lies in is damaged', async () => {
  const contents = 'x'.repeat(3 * blockBytes + 5)
  await using room = await withFile(contents)
  const ranges = [
    [0, 2],
    [blockBytes - 1, blockBytes],
    [blockBytes, 2 * blockBytes - 1],
    [5, contents.length - 7],
    [3 * blockBytes + 1, 3 * blockBytes + 3],
  ] as const
  for (const [first, last] of ranges) {
    expect(await partOf(room, first, last)).toBe(contents.slice(first, last + 1))
  }
  await writeFile(room.place, `${contents.slice(0, blockBytes)}y${contents.slice(blockBytes + 1)}`)
  expect(await Promise.all(ranges.map(([first, last]) => partOf(room, first, last).catch(reasonOf)))).toEqual(
    ['xxx', 'blob-changed', 'blob-changed', 'blob-changed', 'xxx'],
  )
  expect(room.damage).toEqual(['checksum', 'checksum', 'checksum'])
})

test('a part of a small file is refused when any of it is damaged', async () => {
  await using room = await withFile('hello')
  expect(await partOf(room, 1, 3)).toBe('ell')
  await writeFile(room.place, 'hellO')
  await expect(partOf(room, 0, 2)).rejects.toMatchObject({ reason: 'blob-changed' })
})

test('of a part that begins before a damaged block, nothing of that block is received', async () => {
  const contents = 'x'.repeat(3 * blockBytes)
  await using room = await withFile(contents)
  await writeFile(room.place, `${contents.slice(0, -1)}y`)
  const { body } = await room.tree.read(['file'], { range: { first: 1 } })
  let bytes = 0
  const reading = (async () => {
    for await (const chunk of body) bytes += (chunk as Buffer).length
  })()
  await expect(reading).rejects.toMatchObject({ reason: 'blob-changed' })
  expect(bytes).toBe(2 * blockBytes - 1)
  expect(room.damage).toEqual(['checksum'])
})

test('a part that nobody reads leaves nothing open', async () => {
  await using room = await withFile('x'.repeat(3 * blockBytes))
  const { body } = await room.tree.read(['file'], { range: { first: 1 } })
  body.destroy()
  await once(body, 'close')
  expect(room.damage).toEqual([])
})

test('what was stored before its blocks had sums is readable, and checked as a whole', async () => {
  const contents = 'x'.repeat(3 * blockBytes)
  await using room = await withFile(contents)
  await room.database.write((tx) => tx.updateTable('contents').set({ block_sums: null }).execute())
  expect(await get(room.tree, 'file')).toBe(contents)
  expect(await partOf(room, 5, 7)).toBe('xxx')
  await writeFile(room.place, `${contents.slice(1)}y`)
  const { bytes, broke } = await received(room)
  expect(broke).toBe(true)
  expect(bytes).toBeLessThan(contents.length)
  expect(room.damage).toEqual(['checksum'])
})

async function partOf(
  { tree }: Awaited<ReturnType<typeof withFile>>,
  first: number,
  last: number,
): Promise<string> {
  const { body } = await tree.read(['file'], { range: { first, last } })
  return (await buffer(body)).toString()
}

function reasonOf(error: unknown): unknown {
  return (error as { reason: unknown }).reason
}

test('more than 16 MiB are checked once a day', async () => {
  const contents = Buffer.alloc(17 * mebibyte, 'x').toString()
  await using room = await withFile(contents)
  const { length } = contents
  expect(await received(room)).toEqual({ bytes: length, broke: false })
  await writeFile(room.place, `y${contents.slice(1)}`)
  expect(await received(room), 'it was sound a moment ago').toEqual({ bytes: length, broke: false })
  expect(await partOf(room, 0, 2), 'and so were its parts').toBe('yxx')
  await room.clock.advance(day)
  const later = await received(room)
  expect(later.broke).toBe(true)
  expect(later.bytes).toBeLessThan(length)
  expect((await received(room)).broke, 'one that is damaged is not remembered').toBe(true)
  await expect(partOf(room, 0, 2)).rejects.toMatchObject({ reason: 'blob-changed' })
})

test('of a small file everything is there when it is opened, so that one write sends it', async () => {
  await using room = await withFile('hello')
  const { body } = await room.tree.read(['file'], {})
  expect(body).toBeInstanceOf(BytesBody)
  expect((await buffer(body)).toString()).toBe('hello')
})

test('a reading that is given up is no damage', async () => {
  await using room = await withFile('x'.repeat(3 * mebibyte))
  const { body } = await room.tree.read(['file'], {})
  body.once('data', () => body.destroy())
  await once(body, 'close')
  expect(room.damage).toEqual([])
})

test('an empty file is whole', async () => {
  await using room = await withFile('')
  expect(await received(room)).toEqual({ bytes: 0, broke: false })
})

test('a damaged version is not served either', async () => {
  await using room = await withFile('first')
  await put(room.tree, 'file', 'second')
  await writeFile(room.place, 'frist')
  const [version] = await room.files.listVersions(room.ann, { path: ['file'] })
  const reading = room.files.readVersion(room.ann, { path: ['file'] }, version?.id ?? 0)
  await expect(reading).rejects.toMatchObject({ reason: 'blob-changed' })
})

test('the same contents, sent again, mend a damaged file', async () => {
  await using room = await withFile('hello')
  await writeFile(room.place, 'hallo')
  await put(room.tree, 'file', 'hello')
  expect(await get(room.tree, 'file')).toBe('hello')
})
