import { expect, test } from 'vitest'
import { allRights } from '../../platform/permissions.ts'
import { expectSoundRows } from '../testing/sound-rows.ts'
import { tenant, withAnn } from '../testing/test-files.ts'
import {
  at,
  etag,
  everything,
  get,
  lock,
  makeFolders,
  move,
  names,
  properties,
  put,
  refusal,
  remove,
  setProperties,
  stat,
} from '../testing/tree-talk.ts'

/** Ann has files, versions, something in the trash and a mount, and belongs to a team; Bob has a file. */
async function withLeaver() {
  const room = await withAnn()
  const { tree, files, ann } = room
  const bobUser = await room.addUser('bob')
  const bob = files.userTree(bobUser)
  await put(bob, 'of bob', 'bob')
  await makeFolders(tree, 'folder')
  await put(tree, 'folder/file', 'first')
  await put(tree, 'folder/file', 'second')
  await setProperties(tree, 'folder/file', { note: 'x' })
  await put(tree, 'in the trash', 'x')
  await remove(tree, 'in the trash')
  const carol = files.userTree(await room.addUser('carol'))
  const mount = await room.addMount(ann, at('Shared/From Carol'), carol)
  const team = await files.createSpace(bobUser, { name: 'Team' })
  await files.putSpaceMember(bobUser, team.id, { kind: 'user', id: ann.userId, role: 'editor' })
  room.deleted.length = 0
  const leave = (handOverTo?: typeof ann.userId) =>
    room.database.write((tx) =>
      files.removeUser(tx, {
        tenant,
        userId: ann.userId,
        name: 'Ann Ash',
        ...(handOverTo === undefined ? {} : { handOverTo }),
      }),
    )
  return { ...room, bobUser, bob, mount, team, leave }
}

test('without an heir everything goes: files at once for everybody, rows bit by bit', async () => {
  await using room = await withLeaver()
  const { tree, files, ann, bob, clock } = room
  const { fileId } = await stat(tree, 'folder/file')
  await room.leave()
  expect(await tree.stat([])).toBeUndefined()
  expect(await refusal(put(tree, 'a', 'x'))).toBe('not-found')
  expect(await files.listSpaces(ann)).toEqual([])
  expect(await files.node(tenant, Number(fileId))).toBeUndefined()
  await expectSoundRows(room.database)
  await files.tidyUp()
  await expectSoundRows(room.database)
  expect(await everything(bob)).toEqual({ 'of bob': 'bob' })
  await clock.advance(25 * 60 * 60 * 1000)
  expect((await files.sweepBlobs()).dead).toBe(3)
  expect(await Array.fromAsync(room.blobs.list())).toHaveLength(1)
})

test('an heir finds everything in a folder, with ids, versions and properties', async () => {
  await using room = await withLeaver()
  const { tree, files, bob, bobUser } = room
  const before = await stat(tree, 'folder/file')
  const root = await etag(bob, '')
  await room.leave(bobUser.userId)
  expect(await everything(bob)).toEqual({
    'Files of Ann Ash/': '',
    'Files of Ann Ash/Shared/': '',
    'Files of Ann Ash/folder/': '',
    'Files of Ann Ash/folder/file': 'second',
    'of bob': 'bob',
  })
  const place = 'Files of Ann Ash/folder/file'
  expect(await stat(bob, place)).toEqual(before)
  expect(await properties(bob, place)).toEqual({ note: 'x' })
  expect(await files.listVersions(bobUser, { path: at(place) })).toHaveLength(1)
  expect(await etag(bob, '')).not.toBe(root)
  expect((await files.listSpaces(bobUser))[0]).toMatchObject({ used: 3 + 6 + 5, versionsUsed: 5 })
  expect(await tree.stat([])).toBeUndefined()
  await expectSoundRows(room.database)
  await files.tidyUp()
  await expectSoundRows(room.database)
})

test('in any case shares end, mounts are left, locks are gone and memberships end', async () => {
  for (const heir of [false, true]) {
    await using room = await withLeaver()
    const { tree, files, ann, bobUser, mount, team } = room
    const ids = await Promise.all(
      ['folder', 'folder/file', 'Shared'].map(async (path) => Number((await stat(tree, path)).fileId)),
    )
    await lock(tree, 'folder')
    await room.leave(heir ? bobUser.userId : undefined)
    expect(room.deleted).toEqual(expect.arrayContaining([...ids, mount]))
    expect(room.fakeMounts.left).toEqual([mount])
    expect(
      await room.database.read.selectFrom('locks').where('space_id', '=', 1).selectAll().execute(),
    ).toEqual([])
    expect(await files.listSpaceMembers(bobUser, team.id)).toHaveLength(1)
    expect(await refusal(files.spaceTree(ann, team.id).list([]))).toBe('not-found')
    await files.tidyUp()
    await expectSoundRows(room.database)
  }
})

test('what is handed over goes on with entity tags that were never seen', async () => {
  await using room = await withLeaver()
  const { tree, bob, bobUser } = room
  // The numbers of Ann’s space run ahead of those of Bob’s.
  await room.database.write((tx) =>
    tx
      .updateTable('spaces')
      .set((eb) => ({ seq: eb('seq', '+', 10_000_000) }))
      .where('owner_user_id', '=', room.ann.userId)
      .execute(),
  )
  const seen = new Set<string>()
  for (let index = 0; index < 5; index += 1) seen.add((await put(tree, 'folder/file', `${index}`)).etag)
  await room.leave(bobUser.userId)
  for (let index = 0; index < 5; index += 1) {
    expect(seen).not.toContain((await put(bob, 'Files of Ann Ash/folder/file', `${index}`)).etag)
  }
})

test('a name that is taken gets a number, and the quota of the heir does not stand in the way', async () => {
  await using room = await withLeaver()
  const { files, bob, bobUser } = room
  const [space] = await files.listSpaces(bobUser)
  await files.setQuota({ ...bobUser, admin: true }, space?.id ?? 0, 5)
  await makeFolders(bob, 'Files of Ann Ash')
  await room.leave(bobUser.userId)
  expect(await names(bob)).toEqual(['Files of Ann Ash', 'Files of Ann Ash (2)', 'of bob'])
  expect(await get(bob, 'Files of Ann Ash (2)/folder/file')).toBe('second')
})

test('a name that cannot be one of a folder is made usable', async () => {
  await using room = await withAnn()
  const { files, database, ann } = room
  const bobUser = await room.addUser('bob')
  await database.write((tx) =>
    files.removeUser(tx, { tenant, userId: ann.userId, name: 'a/b\n', handOverTo: bobUser.userId }),
  )
  expect(await names(files.userTree(bobUser))).toEqual(['Files of a_b_'])
})

test('files that would lie too deep are not handed over, and stay', async () => {
  await using room = await withLeaver()
  const { tree, bobUser } = room
  const path = Array.from({ length: 64 }, () => 'd')
  for (let depth = 1; depth <= 64; depth += 1) {
    await tree.makeFolder(path.slice(0, depth), { preconditions: {} })
  }
  expect(await refusal(room.leave(bobUser.userId))).toBe('forbidden')
  expect(await get(tree, 'folder/file')).toBe('second')
  await move(tree, path.slice(0, 2).join('/'), 'shallow')
  await room.leave(bobUser.userId)
})

test('a share of what is handed over shows nothing more', async () => {
  await using room = await withLeaver()
  const { files, ann, bobUser } = room
  const folder = await files.resolve(ann, ['folder'])
  let over = false
  room.events.subscribe('node.deleted', async (_tx, { nodeIds }) => {
    if (nodeIds.includes(folder?.id ?? 0)) over = true
  })
  const rights = async () => (over ? { ...allRights, read: false } : allRights)
  const shared = files.nodeTree(tenant, folder?.id ?? 0, rights, { kind: 'share', tenant, shareId: 7 })
  expect(await get(shared, 'file')).toBe('second')
  await room.leave(bobUser.userId)
  expect(await refusal(get(shared, 'file'))).toBe('forbidden')
})

test('a user without a space leaves, too', async () => {
  await using room = await withAnn()
  const userId = 'id-of-nobody' as typeof room.ann.userId
  await room.database.write((tx) => room.files.removeUser(tx, { tenant, userId, name: 'Nobody' }))
})
