import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { allRights } from '../platform/permissions.ts'
import { tenant, withAnn } from './testing/test-files.ts'
import {
  at,
  children,
  copy,
  etag,
  everything,
  get,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  stat,
} from './testing/tree-talk.ts'

/** Bob's whole space appears in Ann's as `Shared/From Bob`, one file of it as `Shared/report.txt`. */
async function withMounts() {
  const room = await withAnn()
  const bobsActor = await room.addUser('bob')
  const bob = room.files.userTree(bobsActor)
  await makeFolders(bob, 'folder')
  await put(bob, 'folder/inner', 'inner')
  const report = await put(bob, 'report.txt', 'report')
  const folder = await room.addMount(room.ann, at('Shared/From Bob'), bob, {
    facts: { etag: 'last seen', modifiedAt: 1_000_000_000_000, rights: { ...allRights, delete: false } },
  })
  const file = await room.addMount(
    room.ann,
    at('Shared/report.txt'),
    room.files.nodeTree(tenant, Number(report.fileId), allRights, bobsActor),
    { facts: { kind: 'file', size: 6, contentType: 'text/plain', etag: 'report etag' } },
  )
  return { ...room, bob, folder, file }
}

test('mounts are listed among files with one question, under their local names, and can always be removed', async () => {
  await using room = await withMounts()
  const { tree, fakeMounts, statements } = room
  await put(tree, 'Shared/a', 'x')
  fakeMounts.breakDown(room.folder)
  fakeMounts.breakDown(room.file)
  const took = await statements.during(async () => {
    expect(await children(tree, 'Shared')).toMatchObject([
      {
        kind: 'folder',
        name: 'From Bob',
        etag: 'last seen',
        modifiedAt: 1_000_000_000_000,
        fileId: String(room.folder),
        rights: { ...allRights, delete: true },
      },
      { kind: 'file', name: 'a' },
      { kind: 'file', name: 'report.txt', size: 6, contentType: 'text/plain', etag: 'report etag' },
    ])
  })
  expect(took).toBe(1)
  expect(fakeMounts.questions).toEqual([[room.folder, room.file]])
})

test('a mount point is answered without its peer, what is behind it is not', async () => {
  await using room = await withMounts()
  const { tree } = room
  room.fakeMounts.breakDown(room.folder)
  expect(await stat(tree, 'Shared/From Bob')).toMatchObject({ kind: 'folder', etag: 'last seen' })
  expect(await refusal(tree.list(at('Shared/From Bob')))).toBe('unavailable')
  expect(await refusal(tree.stat(at('Shared/From Bob/folder')))).toBe('unavailable')
  expect(await refusal(get(tree, 'Shared/From Bob/report.txt'))).toBe('unavailable')
  expect(await refusal(put(tree, 'Shared/From Bob/new', 'x'))).toBe('unavailable')
  expect(await names(tree, 'Shared')).toEqual(['From Bob', 'report.txt'])
})

test('a mount that was never seen has the entity tag of its place', async () => {
  await using room = await withAnn()
  const bob = room.files.userTree(await room.addUser('bob'))
  const mount = await room.addMount(room.ann, at('New'), bob)
  const before = await etag(room.tree, 'New')
  await room.database.write((tx) => room.files.touchMount(tx, mount))
  expect(await etag(room.tree, 'New')).not.toBe(before)
})

test('a mount that the other room does not know any more is not shown', async () => {
  await using room = await withMounts()
  await room.fakeMounts.removed(undefined as never, room.folder, room.ann)
  expect(await names(room.tree, 'Shared')).toEqual(['report.txt'])
  expect(await room.tree.stat(at('Shared/From Bob'))).toBeUndefined()
})

test('everything behind a mount is done on the other side', async () => {
  await using room = await withMounts()
  const { tree, bob } = room
  const inside = 'Shared/From Bob'
  const listing = await tree.list(at(inside))
  expect(listing.folder.name).toBe('From Bob')
  expect(await names(tree, inside)).toEqual(['folder', 'report.txt'])
  expect(await stat(tree, `${inside}/folder/inner`)).toEqual(await stat(bob, 'folder/inner'))
  expect(await get(tree, `${inside}/folder/inner`)).toBe('inner')
  await put(tree, `${inside}/new`, 'by ann')
  await makeFolders(tree, `${inside}/made`)
  await copy(tree, `${inside}/new`, `${inside}/made/copy`)
  await move(tree, `${inside}/folder/inner`, `${inside}/made/moved`)
  await remove(tree, `${inside}/folder`)
  expect(await everything(bob)).toEqual({
    'made/': '',
    'made/copy': 'by ann',
    'made/moved': 'inner',
    new: 'by ann',
    'report.txt': 'report',
  })
})

test('a mounted file is read and written like a file of its own', async () => {
  await using room = await withMounts()
  const { tree, bob } = room
  await move(tree, 'Shared/report.txt', 'my copy.txt')
  const reading = await tree.read(['my copy.txt'], { range: { first: 2 } })
  expect(await text(reading.body)).toBe('port')
  expect(reading).toMatchObject({ range: { first: 2, last: 5 }, resource: { name: 'my copy.txt' } })
  const written = await put(tree, 'my copy.txt', 'changed')
  expect(written.name).toBe('my copy.txt')
  expect(await get(bob, 'report.txt')).toBe('changed')
  expect(await refusal(put(tree, 'my copy.txt', 'x', { preconditions: { ifMatch: ['other'] } }))).toBe(
    'precondition-failed',
  )
})

test('a mount point takes no file and no folder', async () => {
  await using room = await withMounts()
  const { tree } = room
  expect(await refusal(put(tree, 'Shared/From Bob', 'x'))).toBe('is-a-folder')
  expect(await refusal(makeFolders(tree, 'Shared/From Bob'))).toBe('already-exists')
  expect(await refusal(makeFolders(tree, 'Shared/report.txt'))).toBe('already-exists')
})

test('removing a mount point leaves the share and touches nothing on the other side, also when that is down', async () => {
  await using room = await withMounts()
  const { tree, bob } = room
  room.fakeMounts.breakDown(room.folder)
  const before = await etag(tree, '')
  await remove(tree, 'Shared/From Bob')
  expect(room.fakeMounts.left).toEqual([room.folder])
  expect(room.deleted).toEqual([room.folder])
  expect(await names(tree, 'Shared')).toEqual(['report.txt'])
  expect(await etag(tree, '')).not.toBe(before)
  expect(await names(bob)).toEqual(['folder', 'report.txt'])
})

test('a condition on a mount point is about what is shown of it', async () => {
  await using room = await withMounts()
  const { tree } = room
  const removal = (tag: string) => tree.remove(at('Shared/From Bob'), { preconditions: { ifMatch: [tag] } })
  expect(await refusal(removal('other'))).toBe('precondition-failed')
  await removal('last seen')
  const rename = (tag: string) =>
    tree.move(at('Shared/report.txt'), at('r'), { preconditions: { ifMatch: [tag] }, overwrite: true })
  expect(await refusal(rename('other'))).toBe('precondition-failed')
  await rename('report etag')
})

test('removing a folder leaves the shares in it', async () => {
  await using room = await withMounts()
  await makeFolders(room.tree, 'Shared/deep')
  await move(room.tree, 'Shared/From Bob', 'Shared/deep/here')
  await remove(room.tree, 'Shared')
  expect(new Set(room.fakeMounts.left)).toEqual(new Set([room.folder, room.file]))
  expect(await names(room.bob)).toEqual(['folder', 'report.txt'])
})

test('a mount point is renamed and moved, by itself and with its folder', async () => {
  await using room = await withMounts()
  const { tree } = room
  await move(tree, 'Shared/From Bob', 'Bob')
  await makeFolders(tree, 'deep')
  await move(tree, 'Bob', 'deep/Robert')
  await move(tree, 'deep', 'deeper')
  expect(await get(tree, 'deeper/Robert/folder/inner')).toBe('inner')
  expect((await stat(tree, 'deeper/Robert')).fileId).toBe(String(room.folder))
  expect(room.fakeMounts.left).toEqual([])
})

test('a mount point takes the place of a file when it may', async () => {
  await using room = await withMounts()
  const { tree } = room
  await put(tree, 'taken', 'x')
  expect(await refusal(move(tree, 'Shared/From Bob', 'taken', false))).toBe('target-exists')
  expect(await move(tree, 'Shared/From Bob', 'taken')).toMatchObject({ created: false })
  expect(await get(tree, 'taken/report.txt')).toBe('report')
})

test('a folder is copied without the mounts in it', async () => {
  await using room = await withMounts()
  const { tree } = room
  await put(tree, 'Shared/mine', 'x')
  await copy(tree, 'Shared', 'copy')
  expect(await everything(tree, 'copy')).toEqual({ 'copy/mine': 'x' })
})

test('a path into a mount resolves to the mount', async () => {
  await using room = await withMounts()
  const { files, ann } = room
  expect(await files.resolve(ann, at('Shared/From Bob'))).toMatchObject({ kind: 'mount', id: room.folder })
  expect(await files.resolve(ann, at('Shared/From Bob/folder/inner'))).toMatchObject({ id: room.folder })
  expect(await files.resolve(ann, at('Shared/missing'))).toBeUndefined()
})
