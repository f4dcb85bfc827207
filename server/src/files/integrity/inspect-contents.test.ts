import { mkdtempDisposable, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FanOut, openDiskBlobStore } from '../../platform/blobs/index.ts'
import { createIds } from '../../platform/ids.ts'
import { inspectContents } from '../index.ts'
import { buriedBlobs, countStoredContents, storedContents } from '../stored-content-repository.ts'
import { withAnn } from '../testing/test-files.ts'
import { put } from '../testing/tree-talk.ts'

const day = 24 * 60 * 60 * 1000

/** Ann has three files with the contents `one`, `three` and `seven`. */
async function withThree() {
  await using resources = new AsyncDisposableStack()
  const folder = resources.use(await mkdtempDisposable(join(tmpdir(), 'isthmus-contents-')))
  const blobs = await openDiskBlobStore(folder.path, createIds(Date.now))
  const room = resources.use(await withAnn({ blobs }))
  for (const text of ['one', 'three', 'seven']) await put(room.tree, text, text)
  const folders = new FanOut(folder.path)
  const owned = resources.move()
  return {
    ...room,
    inspect: (deep: boolean, now = Date.now()) =>
      inspectContents({ executor: room.database.read, blobs: folders, now, deep, advance() {} }),
    /** Where the first contents of a size lie. */
    async placeOf(size: number) {
      for await (const blob of storedContents(room.database.read)) {
        if (blob.size === size) return { id: blob.blobId, path: folders.pathOf(blob.blobId) }
      }
      throw new Error('there are none of that size')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

test('contents that are as their rows say are sound', async () => {
  await using room = await withThree()
  const sound = { count: 3, compared: 3, missing: [], damaged: [], orphans: 0 }
  expect(await room.inspect(false)).toEqual(sound)
  expect(await room.inspect(true)).toEqual(sound)
  expect(await countStoredContents(room.database.read)).toEqual({ count: 3, bytes: 13 })
})

test('of many contents a sample is read, another one each day, until all were', async () => {
  await using room = await withThree()
  for (let number = 0; number < 250; number += 1) await put(room.tree, 'again and again', `${number}`)
  // The hour may be the last one of its day.
  const now = Date.now()
  const { count, compared } = await room.inspect(false, now)
  expect(compared).toBeGreaterThan(0)
  expect(compared).toBeLessThan(count / 2)
  let all = 0
  for (let turn = 0; turn < Math.ceil(count / 100); turn += 1) {
    all += (await room.inspect(false, now + turn * day)).compared
  }
  expect(all).toBe(count)
  expect((await room.inspect(true)).compared).toBe(count)
})

test('what is missing, has another size or has other bytes is found', async () => {
  await using room = await withThree()
  const [one, five] = [await room.placeOf(3), await room.placeOf(5)]
  await rm(one.path)
  await writeFile(five.path, 'other')
  expect(await room.inspect(false)).toMatchObject({ missing: [one.id], damaged: [five.id] })
  expect(await room.inspect(true)).toMatchObject({ missing: [one.id], damaged: [five.id] })
  await truncate(five.path, 1)
  expect(await room.inspect(false)).toMatchObject({ missing: [one.id], damaged: [five.id] })
})

test('blobs of no row are orphans when they should have been swept', async () => {
  await using room = await withThree()
  const { path } = await room.placeOf(3)
  const other = path.slice(0, -1) + (path.endsWith('0') ? '1' : '0')
  await writeFile(other, '')
  expect(await room.inspect(false)).toMatchObject({ orphans: 0 })
  await utimes(other, new Date(Date.now() - 3 * day), new Date(Date.now() - 3 * day))
  expect(await room.inspect(false)).toMatchObject({ orphans: 1 })
})

test('what no file needs any more is among the buried until it is swept', async () => {
  await using room = await withThree()
  expect(await Array.fromAsync(buriedBlobs(room.database.read))).toEqual([])
  const id = 'a'.repeat(25)
  await room.database.write((tx) => tx.insertInto('dead_blobs').values({ blob_id: id, died_at: 0 }).execute())
  expect(await Array.fromAsync(buriedBlobs(room.database.read))).toEqual([id])
})
