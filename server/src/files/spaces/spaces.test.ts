import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { TenantId, UserActor, UserId } from '../../platform/actor.ts'
import { expectSoundRows } from '../testing/sound-rows.ts'
import { openTestFiles, tenant } from '../testing/test-files.ts'
import {
  at,
  copy,
  etag,
  everything,
  get,
  lock,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  setProperties,
  stat,
} from '../testing/tree-talk.ts'

/** Ann manages a team space in which Ed edits and Vera views; Otto does not belong to it. */
async function withTeam() {
  const room = await openTestFiles()
  const { files } = room
  const [ann, ed, vera, otto] = [
    await room.addUser('ann'),
    await room.addUser('ed'),
    await room.addUser('vera'),
    await room.addUser('otto'),
  ]
  const { id } = await files.createSpace(ann, { name: 'Team' })
  await files.putSpaceMember(ann, id, { kind: 'user', id: ed.userId, role: 'editor' })
  await files.putSpaceMember(ann, id, { kind: 'user', id: vera.userId, role: 'viewer' })
  const admin: UserActor = { ...otto, admin: true }
  const tree = files.spaceTree(ann, id)
  await makeFolders(tree, 'folder')
  await put(tree, 'folder/file', 'hello')
  return { ...room, ann, ed, vera, otto, admin, id, tree }
}

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; reason?: string }) => error.code ?? error.reason,
  )

test('whoever makes a space manages it, and it is empty', async () => {
  await using room = await openTestFiles({ defaultQuota: 100 })
  const ann = await room.addUser('ann')
  const made = await room.files.createSpace(ann, { name: '  Cafe\u0301 ' })
  expect(made).toEqual({
    id: expect.any(Number),
    kind: 'team',
    name: 'Caf\u00e9',
    role: 'manager',
    quota: 100,
    used: 0,
    versionsUsed: 0,
    createdAt: room.clock.now(),
  })
  expect(await names(room.files.spaceTree(ann, made.id))).toEqual([])
  expect((await room.files.listSpaces(ann)).map((space) => [space.kind, space.role])).toEqual([
    ['personal', 'manager'],
    ['team', 'manager'],
  ])
  await expectSoundRows(room.database)
})

test.each(['', '   ', 'a\nb', 'x'.repeat(101)])('a space is not called %j', async (name) => {
  await using room = await openTestFiles()
  const ann = await room.addUser('ann')
  expect(await codeOf(room.files.createSpace(ann, { name }))).toBe('validation-failed')
})

test('everybody sees the same tree, with the rights of their role', async () => {
  await using room = await withTeam()
  const { files, ann, ed, vera, id } = room
  const all = { read: true, update: true, create: true, delete: true, share: true }
  const none = { update: false, create: false, delete: false, share: false }
  expect((await stat(files.spaceTree(ann, id), 'folder')).rights).toEqual(all)
  expect((await stat(files.spaceTree(ed, id), 'folder')).rights).toEqual(all)
  expect((await stat(files.spaceTree(vera, id), 'folder')).rights).toEqual({ read: true, ...none })
  for (const user of [ann, ed, vera]) {
    expect(await get(files.spaceTree(user, id), 'folder/file')).toBe('hello')
  }
})

test('a viewer changes nothing', async () => {
  await using room = await withTeam()
  const tree = room.files.spaceTree(room.vera, room.id)
  const before = await etag(tree, '')
  for (const work of [
    () => put(tree, 'folder/file', 'x'),
    () => put(tree, 'new', 'x'),
    () => makeFolders(tree, 'made'),
    () => remove(tree, 'folder'),
    () => move(tree, 'folder', 'moved'),
    () => copy(tree, 'folder', 'copy'),
    () => setProperties(tree, 'folder', { a: 'x' }),
    () => lock(tree, 'folder/file'),
  ]) {
    expect(await refusal(work())).toBe('forbidden')
  }
  expect(await etag(tree, '')).toBe(before)
})

test('for who does not belong to it, and in another tenant, there is no such space', async () => {
  await using room = await withTeam()
  const { files, otto, ann, id } = room
  const elsewhere = { ...ann, tenant: 2 as TenantId }
  for (const user of [otto, elsewhere]) {
    const tree = files.spaceTree(user, id)
    expect(await refusal(tree.stat([]))).toBe('not-found')
    expect(await refusal(tree.list([]))).toBe('not-found')
    expect(await refusal(get(tree, 'folder/file'))).toBe('not-found')
    expect(await refusal(put(tree, 'a', 'x'))).toBe('not-found')
    expect(await refusal(remove(tree, 'folder'))).toBe('not-found')
    expect(await refusal(files.listTrash(user, id, { limit: 1 }))).toBe('not-found')
    expect(await refusal(files.emptyTrash(user, id))).toBe('not-found')
    expect(await refusal(files.browse(user, { spaceId: id, path: [] }, { limit: 1 }))).toBe('not-found')
    expect(await refusal(files.resolve(user, ['folder'], id))).toBe('not-found')
    expect(await codeOf(files.readSpace(user, id))).toBe('space-not-found')
    expect(await codeOf(files.listSpaceMembers(user, id))).toBe('space-not-found')
    expect(await codeOf(files.renameSpace(user, id, 'x'))).toBe('space-not-found')
    expect(await codeOf(files.deleteSpace(user, id, { name: 'Team' }))).toBe('space-not-found')
    expect((await files.listSpaces(user)).map((space) => space.kind)).not.toContain('team')
  }
  expect(await refusal(files.spaceTree(otto, 999).list([]))).toBe('not-found')
})

test('somebody else’s own space is no team space', async () => {
  await using room = await withTeam()
  const { files, ann, otto } = room
  const [own] = await files.listSpaces(ann)
  expect(await refusal(files.spaceTree(otto, own?.id ?? 0).list([]))).toBe('not-found')
  expect(await codeOf(files.readSpace(otto, own?.id ?? 0))).toBe('space-not-found')
  expect(
    await codeOf(files.putSpaceMember(ann, own?.id ?? 0, { kind: 'user', id: otto.userId, role: 'editor' })),
  ).toBe('space-not-found')
})

test('a group may be a member, and of several roles the highest counts', async () => {
  await using room = await withTeam()
  const { files, ann, otto, vera, id, groups } = room
  await files.putSpaceMember(ann, id, { kind: 'group', id: 'writers', role: 'editor' })
  groups.set(otto.userId, ['readers', 'writers'])
  groups.set(vera.userId, ['writers'])
  await put(files.spaceTree(otto, id), 'by otto', 'x')
  await put(files.spaceTree(vera, id), 'by vera', 'x')
  expect((await files.listSpaces(otto)).map((space) => space.role)).toEqual(['manager', 'editor'])
  expect(await files.spacesOf(otto)).toHaveLength(2)
  groups.set(otto.userId, [])
  expect(await refusal(files.spaceTree(otto, id).list([]))).toBe('not-found')
  await room.database.write((tx) => files.removeGroup(tx, 'writers'))
  expect(await refusal(put(files.spaceTree(vera, id), 'by vera', 'y'))).toBe('forbidden')
})

test('members are listed, change their roles and go', async () => {
  await using room = await withTeam()
  const { files, ann, ed, vera, id, clock } = room
  await clock.advance(1000)
  await files.putSpaceMember(ann, id, { kind: 'user', id: vera.userId, role: 'editor' })
  const members = await files.listSpaceMembers(vera, id)
  expect(members.map((member) => [member.id, member.role])).toEqual([
    [ann.userId, 'manager'],
    [ed.userId, 'editor'],
    [vera.userId, 'editor'],
  ])
  expect(members[2]?.since, 'of the membership, not of the role').toBe(clock.now() - 1000)
  await put(files.spaceTree(vera, id), 'by vera', 'x')
  await files.removeSpaceMember(ann, id, { kind: 'user', id: ed.userId })
  expect(await refusal(files.spaceTree(ed, id).list([]))).toBe('not-found')
  await files.removeSpaceMember(vera, id, { kind: 'user', id: vera.userId })
  expect(await files.listSpaceMembers(ann, id)).toHaveLength(1)
})

test('only managers and administrators decide who belongs to it', async () => {
  await using room = await withTeam()
  const { files, ed, vera, otto, admin, id } = room
  const member = { kind: 'user', id: otto.userId, role: 'viewer' } as const
  expect(await codeOf(files.putSpaceMember(ed, id, member))).toBe('forbidden')
  expect(await codeOf(files.removeSpaceMember(ed, id, { kind: 'user', id: vera.userId }))).toBe('forbidden')
  expect(await codeOf(files.renameSpace(ed, id, 'x'))).toBe('forbidden')
  expect(await codeOf(files.deleteSpace(ed, id, { name: 'Team' }))).toBe('forbidden')
  await files.putSpaceMember(admin, id, member)
  expect(await files.listSpaceMembers(admin, id)).toHaveLength(4)
  expect(
    await refusal(files.spaceTree({ ...room.admin, userId: 'nobody' as UserActor['userId'] }, id).list([])),
  ).toBe('not-found')
})

test('somebody always manages the space', async () => {
  await using room = await withTeam()
  const { files, ann, ed, id } = room
  const self = { kind: 'user', id: ann.userId } as const
  expect(await codeOf(files.putSpaceMember(ann, id, { ...self, role: 'editor' }))).toBe('last-manager')
  expect(await codeOf(files.removeSpaceMember(ann, id, self))).toBe('last-manager')
  await files.putSpaceMember(ann, id, { kind: 'user', id: ed.userId, role: 'manager' })
  await files.removeSpaceMember(ann, id, self)
  expect(await codeOf(files.removeSpaceMember(ed, id, { kind: 'user', id: ed.userId }))).toBe('last-manager')
})

test('a role that is taken away during an upload counts for it', async () => {
  await using room = await withTeam()
  const { files, ann, ed, id } = room
  async function* slow() {
    yield Buffer.from('first half ')
    await files.putSpaceMember(ann, id, { kind: 'user', id: ed.userId, role: 'viewer' })
    yield Buffer.from('second half')
  }
  const upload = files.spaceTree(ed, id).write(['new'], Readable.from(slow()), { preconditions: {} })
  expect(await refusal(upload)).toBe('forbidden')
  expect(await names(room.tree)).toEqual(['folder'])
})

test('the trash of a team: editors restore, managers delete for good', async () => {
  await using room = await withTeam()
  const { files, ann, ed, vera, id, tree } = room
  await remove(files.spaceTree(ed, id), 'folder')
  expect(await refusal(files.listTrash(vera, id, { limit: 1 }))).toBe('forbidden')
  const [item] = (await files.listTrash(ed, id, { limit: 1 })).items
  const itemId = item?.id ?? 0
  expect(item).toMatchObject({ name: 'folder', deletedBy: { kind: 'user', id: ed.userId } })
  expect(await refusal(files.restoreFromTrash(vera, id, itemId))).toBe('forbidden')
  expect(await refusal(files.deleteFromTrash(ed, id, itemId))).toBe('forbidden')
  expect(await refusal(files.emptyTrash(ed, id))).toBe('forbidden')
  expect(await files.restoreFromTrash(ed, id, itemId)).toEqual(['folder'])
  expect(await everything(tree)).toEqual({ 'folder/': '', 'folder/file': 'hello' })
  await remove(tree, 'folder')
  expect(await files.emptyTrash(ann, id)).toBe(1)
  expect((await files.listTrash(ann, undefined, { limit: 1 })).items, 'her own trash').toEqual([])
})

test('versions of a team: viewers read them, editors restore them', async () => {
  await using room = await withTeam()
  const { files, ed, vera, id, tree } = room
  await put(tree, 'folder/file', 'changed')
  const place = { spaceId: id, path: at('folder/file') }
  const [version] = await files.listVersions(vera, place)
  const versionId = version?.id ?? 0
  expect((await files.readVersion(vera, place, versionId)).size).toBe(5)
  expect(await refusal(files.restoreVersion(vera, place, versionId))).toBe('forbidden')
  expect(await refusal(files.deleteVersion(vera, place, versionId))).toBe('forbidden')
  await files.restoreVersion(ed, place, versionId)
  expect(await get(tree, 'folder/file')).toBe('hello')
})

test('a manager breaks locks, an editor does not', async () => {
  await using room = await withTeam()
  const { files, ann, ed, vera, id } = room
  await lock(files.spaceTree(ed, id), 'folder/file')
  const place = { spaceId: id, path: at('folder/file') }
  expect(await refusal(files.breakLocks(vera, place))).toBe('forbidden')
  expect(await refusal(files.breakLocks(ed, place))).toBe('forbidden')
  expect(await files.breakLocks(ann, place)).toBe(1)
})

test('a team has a quota of its own', async () => {
  await using room = await withTeam()
  const { files, ann, ed, admin, id } = room
  await files.setQuota(admin, id, 8)
  expect(await refusal(put(files.spaceTree(ed, id), 'large', 'xxxx'))).toBe('insufficient-storage')
  await put(files.userTree(ed), 'large', 'xxxx')
  expect((await files.readSpace(ann, id)).used).toBe(5)
})

test('what is in a team space can be shared, and what somebody may do there is known', async () => {
  await using room = await withTeam()
  const { files, ann, ed, vera, otto, id, database } = room
  const node = await files.resolve(ed, ['folder'], id)
  const rightsOf = async (user: UserActor) =>
    (await files.rightsOn(database.read, user, node?.id ?? 0))?.share
  expect(await rightsOf(ed)).toBe(true)
  expect(await rightsOf(vera)).toBe(false)
  expect(await rightsOf(otto)).toBeUndefined()
  const readOnly = { read: true, update: false, create: false, delete: false, share: false }
  const shared = files.nodeTree(tenant, node?.id ?? 0, readOnly, { kind: 'share', tenant, shareId: 7 })
  expect(await everything(shared)).toEqual({ file: 'hello' })
  const own = await files.resolve(ann, [])
  expect((await files.rightsOn(database.read, ann, own?.id ?? 0))?.share).toBe(true)
  expect(await files.rightsOn(database.read, ed, own?.id ?? 0)).toBeUndefined()
})

test('a space is renamed', async () => {
  await using room = await withTeam()
  await room.files.renameSpace(room.ann, room.id, 'Crew')
  expect((await room.files.readSpace(room.vera, room.id)).name).toBe('Crew')
})

test('a space is deleted for good when its name is said again, and its shares end', async () => {
  await using room = await withTeam()
  const { files, ann, vera, id, tree, clock } = room
  await put(tree, 'folder/file', 'changed')
  await put(tree, 'trash', 'x')
  await remove(tree, 'trash')
  room.deleted.length = 0
  expect(await codeOf(files.deleteSpace(ann, id, { name: 'team' }))).toBe('validation-failed')
  expect(await names(tree)).toEqual(['folder'])
  await files.deleteSpace(ann, id, { name: 'Team' })
  expect(room.deleted).toHaveLength(3)
  expect(await refusal(tree.list([]))).toBe('not-found')
  expect((await files.listSpaces(vera)).map((space) => space.kind)).toEqual(['personal'])
  await expectSoundRows(room.database)
  expect((await files.tidyUp()).purged).toBe(4)
  await expectSoundRows(room.database)
  await clock.advance(25 * 60 * 60 * 1000)
  expect(await files.sweepBlobs()).toEqual({ dead: 3, orphans: 0 })
})

test('administrators see all team spaces, page by page, and none of their files', async () => {
  await using room = await withTeam()
  const { files, ann, admin, id } = room
  const second = await files.createSpace(ann, { name: 'Second' })
  const teams = async (page: { limit: number; after?: number }) =>
    (await files.listAllSpaces(admin, { kind: 'team', ...page })).map((space) => space.id)
  expect(await codeOf(files.listAllSpaces(ann, { limit: 10 }))).toBe('forbidden')
  expect(await teams({ limit: 1 })).toEqual([id])
  expect(await teams({ limit: 1, after: id })).toEqual([second.id])
  expect(await files.readSpace(admin, id)).toMatchObject({ name: 'Team', used: 5 })
  expect(await files.readSpace(admin, id)).not.toHaveProperty('role')
  expect(await refusal(files.spaceTree(admin, id).list([]))).toBe('not-found')
})

test('administrators see all spaces with their use, whose they are and who belongs to them', async () => {
  await using room = await withTeam()
  const { files, ann, admin, id } = room
  const all = await files.listAllSpaces(admin, { limit: 100 })
  const [team] = all.filter(({ kind }) => kind === 'team')
  expect(team).toMatchObject({ id, name: 'Team', used: 5 })
  expect(team?.members[0]).toMatchObject({ kind: 'user', id: ann.userId, role: 'manager' })
  const personal = all.filter(({ kind }) => kind === 'personal')
  expect(personal.map(({ owner }) => owner)).toContain(ann.userId)
  expect(personal.flatMap(({ members }) => members)).toEqual([])
  const [own, ...none] = await files.listAllSpaces(admin, { owner: ann.userId, limit: 100 })
  expect(own).toMatchObject({ kind: 'personal', owner: ann.userId })
  expect(none).toEqual([])
})

test('administrators find spaces of teams by their names, and those of people who were found', async () => {
  await using room = await withTeam()
  const { files, ann, ed, admin, id } = room
  const second = await files.createSpace(ann, { name: 'Großes Team der ÄRZTE' })
  const find = async (
    text: string,
    {
      owners = [],
      limit = 10,
      ...page
    }: { owners?: UserId[]; limit?: number; after?: number; kind?: 'team' | 'personal' } = {},
  ) =>
    (await files.listAllSpaces(admin, { ...page, limit, search: { text, owners } })).map((space) => space.id)
  const [annsOwn] = await files.listAllSpaces(admin, { owner: ann.userId, limit: 1 })
  expect(await find('team')).toEqual([id, second.id])
  expect(await find('ärzte TEAM')).toEqual([second.id])
  expect(await find('nowhere')).toEqual([])
  const owners = [ann.userId]
  const all = [id, second.id, annsOwn?.id ?? 0].toSorted((one, other) => one - other)
  expect(await find('team', { owners })).toEqual(all)
  expect(await find('team', { owners, limit: 2 })).toEqual(all.slice(0, 2))
  expect(await find('team', { owners, after: all[0] ?? 0 })).toEqual(all.slice(1))
  expect(await find('team', { owners, kind: 'team' })).toEqual([id, second.id])
  expect(await find('team', { owners: [ann.userId, ed.userId], kind: 'personal' })).toContain(annsOwn?.id)
})

test('the audit trail tells what happened to a space', async () => {
  await using room = await withTeam()
  const { files, ann, ed, id, clock } = room
  await clock.advance(1)
  await files.renameSpace(ann, id, 'Crew')
  await clock.advance(1)
  await files.removeSpaceMember(ann, id, { kind: 'user', id: ed.userId })
  await clock.advance(1)
  await files.deleteSpace(ann, id, { name: 'Crew' })
  const lines = await room.activity.listAudit({ kind: 'operator', tenant }, { limit: 3 })
  expect(lines.map(({ action, actor }) => [action, actor]).toReversed()).toEqual([
    ['space.renamed', 'ann'],
    ['space.member-removed', 'ann'],
    ['space.deleted', 'ann'],
  ])
})
