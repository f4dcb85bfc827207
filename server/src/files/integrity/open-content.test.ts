import { once } from 'node:events'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openDiskBlobStore } from '../../platform/blobs/index.ts'
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

test('a part of a file is served without a check: there is nothing to compare it with', async () => {
  await using room = await withFile('hello')
  await writeFile(room.place, 'hallo')
  const part = await room.tree.read(['file'], { range: { first: 0, last: 2 } })
  expect((await buffer(part.body)).toString()).toBe('hal')
  const whole = room.tree.read(['file'], { range: { first: 0 } })
  await expect(whole).rejects.toMatchObject({ reason: 'blob-damaged' })
})

test('more than 16 MiB are checked once a day', async () => {
  const contents = Buffer.alloc(17 * mebibyte, 'x').toString()
  await using room = await withFile(contents)
  const { length } = contents
  expect(await received(room)).toEqual({ bytes: length, broke: false })
  await writeFile(room.place, `y${contents.slice(1)}`)
  expect(await received(room), 'it was sound a moment ago').toEqual({ bytes: length, broke: false })
  await room.clock.advance(day)
  const later = await received(room)
  expect(later.broke).toBe(true)
  expect(later.bytes).toBeLessThan(length)
  expect((await received(room)).broke, 'one that is damaged is not remembered').toBe(true)
})

test('of a small file everything is there when it is opened, so that one write sends it', async () => {
  await using room = await withFile('hello')
  const { body } = await room.tree.read(['file'], {})
  expect(body.readableLength).toBe(5)
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
  await expect(reading).rejects.toMatchObject({ reason: 'blob-damaged' })
})

test('the same contents, sent again, mend a damaged file', async () => {
  await using room = await withFile('hello')
  await writeFile(room.place, 'hallo')
  await put(room.tree, 'file', 'hello')
  expect(await get(room.tree, 'file')).toBe('hello')
})
