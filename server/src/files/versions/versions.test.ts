import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { expectSoundRows } from '../testing/sound-rows.ts'
import { tenant, withAnn } from '../testing/test-files.ts'
import { at, copy, etag, get, makeFolders, move, put, refusal, remove, stat } from '../testing/tree-talk.ts'

type Room = Awaited<ReturnType<typeof withAnn>>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

async function versions({ files, ann }: Room, path: string) {
  return files.listVersions(ann, { path: at(path) })
}

/** What a file held before, newest first. */
async function former(room: Room, path: string): Promise<string[]> {
  const held: string[] = []
  for (const { id } of await versions(room, path)) {
    const { body } = await room.files.readVersion(room.ann, { path: at(path) }, id)
    held.push(await text(body))
  }
  return held
}

test('what a file held before is kept, newest first, with its times', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await put(tree, 'a', 'one', { modifiedAt: 1_000_000_000_000 })
  await clock.advance(minute)
  await put(tree, 'a', 'three')
  await clock.advance(minute)
  await put(tree, 'a', 'now')
  expect(await former(room, 'a')).toEqual(['three', 'one'])
  expect(await versions(room, 'a')).toEqual([
    { id: expect.any(Number), size: 5, modifiedAt: clock.now() - minute, replacedAt: clock.now() },
    { id: expect.any(Number), size: 3, modifiedAt: 1_000_000_000_000, replacedAt: clock.now() - minute },
  ])
  expect(await get(tree, 'a')).toBe('now')
})

test('a version is read with the name and type of its file', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a.pdf', 'one')
  await put(room.tree, 'a.pdf', 'two')
  const [version] = await versions(room, 'a.pdf')
  const reading = await room.files.readVersion(room.ann, { path: ['a.pdf'] }, version?.id ?? 0)
  expect(reading).toMatchObject({ name: 'a.pdf', contentType: 'application/pdf', size: 3 })
  expect(await text(reading.body)).toBe('one')
})

test('the same contents again, and an empty file, leave no version', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', '')
  await put(tree, 'a', 'one')
  await put(tree, 'a', 'one')
  expect(await versions(room, 'a')).toEqual([])
  await put(tree, 'a', '')
  expect(await former(room, 'a')).toEqual(['one'])
  await expectSoundRows(room.database)
})

test('a version is restored: what the file holds now becomes one', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock } = room
  await put(tree, 'a', 'one')
  await put(tree, 'a', 'two')
  const before = await stat(tree, 'a')
  const root = await etag(tree, '')
  await clock.advance(minute)
  const [version] = await versions(room, 'a')
  await files.restoreVersion(ann, { path: ['a'] }, version?.id ?? 0)
  expect(await get(tree, 'a')).toBe('one')
  expect(await former(room, 'a')).toEqual(['two'])
  const after = await stat(tree, 'a')
  expect(after.fileId).toBe(before.fileId)
  expect(after.etag).not.toBe(before.etag)
  expect(after.modifiedAt).toBe(clock.now())
  expect(await etag(tree, '')).not.toBe(root)
  await expectSoundRows(room.database)
})

test('back and forth: each state is there once', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock } = room
  for (const contents of ['one', 'two', 'three']) await put(tree, 'a', contents)
  for (let index = 0; index < 6; index += 1) {
    await clock.advance(1)
    const oldest = (await versions(room, 'a')).at(-1)
    await files.restoreVersion(ann, { path: ['a'] }, oldest?.id ?? 0)
    expect([await get(tree, 'a'), ...(await former(room, 'a'))].toSorted()).toEqual(['one', 'three', 'two'])
  }
  await expectSoundRows(room.database)
})

test('a version is deleted, and its bytes go when nobody else holds them', async () => {
  await using room = await withAnn()
  const { tree, files, ann, clock } = room
  await put(tree, 'a', 'one')
  await copy(tree, 'a', 'copy')
  await put(tree, 'a', 'two')
  const [version] = await versions(room, 'a')
  await files.deleteVersion(ann, { path: ['a'] }, version?.id ?? 0)
  expect(await versions(room, 'a')).toEqual([])
  await expect(files.deleteVersion(ann, { path: ['a'] }, version?.id ?? 0)).rejects.toMatchObject({
    code: 'version-not-found',
  })
  await clock.advance(25 * hour)
  expect(await files.sweepBlobs()).toEqual({ dead: 0, orphans: 0 })
  expect(await get(tree, 'copy')).toBe('one')
  await expectSoundRows(room.database)
})

test('a version of another file is none of this one', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  for (const path of ['a', 'b']) {
    await put(tree, path, 'one')
    await put(tree, path, 'two')
  }
  const [ofB] = await versions(room, 'b')
  const id = ofB?.id ?? 0
  for (const attempt of [files.readVersion, files.restoreVersion, files.deleteVersion]) {
    await expect(attempt(ann, { path: ['a'] }, id)).rejects.toMatchObject({ code: 'version-not-found' })
  }
})

test('only files have versions, and those behind a mount are known to its server alone', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await makeFolders(tree, 'f')
  await room.addMount(ann, ['mount'], files.userTree(await room.addUser('bob')))
  expect(await refusal(versions(room, 'f'))).toBe('is-a-folder')
  expect(await refusal(versions(room, 'missing'))).toBe('not-found')
  expect(await refusal(versions(room, 'mount'))).toBe('forbidden')
  expect(await refusal(versions(room, 'mount/a'))).toBe('forbidden')
})

test('versions stay with their file when it moves, and do not go along with a copy', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'one')
  await put(tree, 'a', 'two')
  await copy(tree, 'a', 'copy')
  await move(tree, 'a', 'moved')
  expect(await former(room, 'moved')).toEqual(['one'])
  expect(await former(room, 'copy')).toEqual([])
})

test('a file that is copied over keeps what it held', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'new')
  await put(room.tree, 'b', 'old')
  await copy(room.tree, 'a', 'b')
  expect(await former(room, 'b')).toEqual(['old'])
  expect(await former(room, 'a')).toEqual([])
})

test('a file that another one moves onto lives on in its versions, as when an editor saves', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await put(tree, 'report', 'monday')
  await clock.advance(1)
  await put(tree, 'report', 'tuesday')
  await clock.advance(1)
  const { fileId } = await put(tree, 'report.tmp', 'wednesday')
  await clock.advance(1)
  await move(tree, 'report.tmp', 'report')
  expect(await get(tree, 'report')).toBe('wednesday')
  expect((await stat(tree, 'report')).fileId).toBe(fileId)
  expect(await former(room, 'report')).toEqual(['tuesday', 'monday'])
  expect((await room.files.listTrash(room.ann, undefined, { limit: 1 })).items).toEqual([])
  await expectSoundRows(room.database)
})

test('a file that its own copy moves onto has each state once', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'one')
  await copy(tree, 'a', 'b')
  await put(tree, 'a', 'two')
  await copy(tree, 'a', 'b')
  await move(tree, 'b', 'a')
  expect([await get(tree, 'a'), ...(await former(room, 'a'))]).toEqual(['two', 'one'])
  await expectSoundRows(room.database)
})

test('versions are thinned with time, also of files that nobody works on', async () => {
  await using room = await withAnn()
  const { tree, files, clock } = room
  for (let index = 0; index < 20; index += 1) {
    await put(tree, 'a', `${index}`)
    await put(tree, 'b', `${index}`)
    await clock.advance(minute)
  }
  expect(await versions(room, 'a')).toHaveLength(19)
  expect(await files.thinVersions()).toBe(0)
  await clock.advance(20 * hour)
  expect(await files.thinVersions()).toBeGreaterThanOrEqual(2 * 17)
  expect((await versions(room, 'b')).length).toBeLessThanOrEqual(2)
  await clock.advance(20 * day)
  await files.thinVersions()
  expect((await versions(room, 'b')).length).toBeLessThanOrEqual(2)
  expect((await former(room, 'b'))[0]).toBe('18')
  await expectSoundRows(room.database)
})

test('a PUT thins the versions of its file', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  for (let index = 0; index < 20; index += 1) {
    await put(tree, 'a', `${index}`)
    await clock.advance(minute)
  }
  await clock.advance(2 * day)
  await put(tree, 'a', 'later')
  expect((await versions(room, 'a')).length).toBeLessThanOrEqual(3)
  await expectSoundRows(room.database)
})

test('versions in the trash are not thinned, and those of what is being deleted are nobody’s', async () => {
  await using room = await withAnn({ defaultQuota: 100 })
  const { tree, files, ann, clock } = room
  await put(tree, 'a', 'x'.repeat(30))
  await put(tree, 'a', 'y'.repeat(30))
  await remove(tree, 'a')
  await files.emptyTrash(ann, undefined)
  await put(tree, 'b', 'x'.repeat(60))
  await put(tree, 'b', 'y'.repeat(60))
  expect((await files.listSpaces(ann))[0]).toMatchObject({ used: 60, versionsUsed: 0 })
  await clock.advance(day)
  await files.thinVersions()
  await expectSoundRows(room.database)
})

test('through a share, too, what was there is kept', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  const { fileId } = await put(tree, 'a', 'by ann')
  const rights = { read: true, update: true, create: false, delete: false, share: false }
  const shared = files.nodeTree(tenant, Number(fileId), rights, { kind: 'share', tenant, shareId: 7 })
  await put(shared, '', 'by somebody')
  expect(await former(room, 'a')).toEqual(['by ann'])
  expect(await files.listVersions(ann, { path: ['a'] })).toHaveLength(1)
})
