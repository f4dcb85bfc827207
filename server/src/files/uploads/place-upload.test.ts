import { expect, test } from 'vitest'
import { get, makeFolders, names, put, refusal } from '../testing/tree-talk.ts'
import { fault, uploadsOf, withUploads } from '../testing/upload-talk.ts'

test.each([
  [{ conflict: 'replace' }, 'a.txt', ['Trip', 'a.txt']],
  [{ conflict: 'rename' }, 'a (2).txt', ['Trip', 'a (2).txt', 'a.txt']],
  [{ path: ['Trip', 'Grüße.txt'] }, 'Trip/Grüße.txt', ['Trip', 'a.txt']],
] as const)(
  'what has come whole to a taken name is placed by %o, and no byte of it again',
  async (placing, path, all) => {
    await using room = await withUploads()
    const { tree, blobs, begin, send, read, place } = room
    await makeFolders(tree, 'Trip')
    const { id } = await begin('a.txt', 3)
    expect(await fault(place(id, placing))).toBe('upload-incomplete')
    await put(tree, 'a.txt', 'old')
    expect(await refusal(send(id, 0, 'new'))).toBe('target-exists')
    expect(await read(id)).toMatchObject({ received: 2, isWhole: true })
    expect(await refusal(place(id))).toBe('target-exists')
    const { etag } = await put(tree, 'a.txt', 'older')
    expect(await refusal(place(id, { path: ['missing', 'a'] }))).toBe('parent-missing')
    const made = await place(id, { path: ['a.txt'], ...placing })
    expect(made.path.join('/')).toBe(path)
    expect(await get(tree, path)).toBe('new')
    expect(await names(tree, '')).toEqual(all)
    expect(made.etag).not.toBe(etag)
    // An answer that was lost is asked for again, and a file is made once.
    expect(await place(id, { conflict: 'rename' })).toEqual(made)
    expect(await Array.fromAsync(blobs.growing.list())).toEqual([])
  },
)

test('what has come whole counts until it is placed, and expires', async () => {
  await using room = await withUploads({ uploadLifetime: 3_600_000 })
  const { tree, files, ann, begin, send, place, read, clock } = room
  const spaceId = (await files.listSpaces(ann))[0]?.id ?? 0
  const operator = { kind: 'operator', tenant: ann.tenant } as const
  await files.setQuota(operator, spaceId, 50)
  const { id } = await begin('a', 30)
  await put(tree, 'b', 'x'.repeat(30))
  expect(await refusal(send(id, 0, 'x'.repeat(30)))).toBe('insufficient-storage')
  expect(await refusal(begin('c', 10))).toBe('insufficient-storage')
  expect(await refusal(place(id, { conflict: 'rename' }))).toBe('insufficient-storage')
  await files.setQuota(operator, spaceId, 61)
  expect(await place(id)).toMatchObject({ path: ['a'] })
  const { id: left } = await begin('e', 1)
  await put(tree, 'e', '')
  await send(left, 0, 'x').catch(() => {})
  await clock.advance(3_600_001)
  await files.tidyUp()
  expect(await fault(read(left))).toBe('upload-not-found')
})

test('somebody else, and somebody who may not write there any more, places nothing', async () => {
  await using room = await withUploads()
  const { files, ann } = room
  const bob = await room.addUser('bob')
  const { id: spaceId } = await files.createSpace(ann, { name: 'Choir' })
  await files.putSpaceMember(ann, spaceId, { kind: 'user', id: bob.userId, role: 'editor' })
  const his = uploadsOf(room, files, bob)
  const { id } = await his.begin('a', 1, { place: { spaceId, path: ['a'] } })
  await put(files.spaceTree(ann, spaceId), 'a', 'old')
  expect(await refusal(his.send(id, 0, 'x'))).toBe('target-exists')
  expect(await fault(room.place(id, { conflict: 'replace' }))).toBe('upload-not-found')
  await files.putSpaceMember(ann, spaceId, { kind: 'user', id: bob.userId, role: 'viewer' })
  expect(await refusal(his.place(id, { conflict: 'replace' }))).toBe('forbidden')
  expect(await get(files.spaceTree(ann, spaceId), 'a')).toBe('old')
})

test('what has come whole and is lost with the disk is begun anew', async () => {
  await using room = await withUploads()
  const { blobs, tree, begin, send, place } = room
  const { id, blobId } = await begin('a', 1)
  await put(tree, 'a', 'old')
  await send(id, 0, 'x').catch(() => {})
  await blobs.delete(blobId)
  expect(await fault(place(id, { conflict: 'replace' }))).toBe('upload-not-found')
  expect(await fault(place(id, { conflict: 'replace' }))).toBe('upload-not-found')
})
