import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { BlobStore } from '../platform/blobs/index.ts'
import { createFiles } from './index.ts'
import { withAnn } from './testing/test-files.ts'
import { get, put, remove } from './testing/tree-talk.ts'

const hour = 60 * 60 * 1000

async function removeForGood({ tree, files, ann }: Awaited<ReturnType<typeof withAnn>>, path: string) {
  await remove(tree, path)
  await files.emptyTrash(ann, undefined)
  await files.tidyUp()
}

async function blobIds(blobs: BlobStore): Promise<string[]> {
  return (await Array.fromAsync(blobs.list())).map((blob) => blob.blobId)
}

test('the bytes of what was deleted for good go a day later, those of living files stay', async () => {
  await using room = await withAnn()
  const { tree, files, clock, blobs, ann } = room
  await put(tree, 'replaced', 'old')
  await put(tree, 'replaced', 'new')
  await put(tree, 'removed', 'x')
  await removeForGood(room, 'removed')
  const [version] = await files.listVersions(ann, { path: ['replaced'] })
  await files.deleteVersion(ann, { path: ['replaced'] }, version?.id ?? 0)
  await clock.advance(23 * hour)
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  expect(await blobIds(blobs)).toHaveLength(3)
  await clock.advance(2 * hour)
  expect(await files.sweepBlobs()).toEqual({ dead: 2, orphans: 0 })
  expect(await blobIds(blobs)).toHaveLength(1)
  expect(await get(tree, 'replaced')).toBe('new')
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
})

test('a blob that no row speaks of goes when it is a day old', async () => {
  await using room = await withAnn()
  const { files, clock, blobs } = room
  await put(room.tree, 'a', 'x')
  const orphan = await blobs.write(Readable.from([Buffer.from('from a crash')]))
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  await clock.advance(25 * hour)
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 1 })
  expect(await blobIds(blobs)).not.toContain(orphan.blobId)
  expect(await get(room.tree, 'a')).toBe('x')
})

test('an old blob that died lately is no orphan', async () => {
  await using room = await withAnn()
  const { tree, files, clock, blobs } = room
  await put(tree, 'a', 'x')
  await clock.advance(48 * hour)
  await removeForGood(room, 'a')
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  expect(await blobIds(blobs)).toHaveLength(1)
})

test('a sweep that breaks off goes on where it was', async () => {
  await using room = await withAnn()
  const { tree, clock, blobs } = room
  for (const name of ['a', 'b', 'c']) {
    await put(tree, name, name)
    await removeForGood(room, name)
  }
  await clock.advance(25 * hour)
  let deletions = 0
  const failing: BlobStore = {
    write: (body, options) => blobs.write(body, options),
    read: (blob, range) => blobs.read(blob, range),
    list: () => blobs.list(),
    growing: blobs.growing,
    delete: async (blobId) => {
      deletions += 1
      if (deletions === 2) throw new Error('I/O error')
      await blobs.delete(blobId)
    },
  }
  await expect(createFiles({ ...room, blobs: failing }).sweepBlobs()).rejects.toThrow('I/O error')
  expect(await blobIds(blobs)).toHaveLength(2)
  expect(await room.files.sweepBlobs()).toEqual({ dead: 3, orphans: 0 })
  expect(await blobIds(blobs)).toEqual([])
})

test('contents with a living row are never removed, whatever the list of the dead says', async () => {
  await using room = await withAnn()
  const { tree, files, clock, database } = room
  await put(tree, 'a', 'x')
  await database.write(async (tx) => {
    const { blob_id } = await tx.selectFrom('contents').select('blob_id').executeTakeFirstOrThrow()
    await tx.insertInto('dead_blobs').values({ blob_id, died_at: 0 }).execute()
  })
  await clock.advance(25 * hour)
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  expect(await get(tree, 'a')).toBe('x')
})
