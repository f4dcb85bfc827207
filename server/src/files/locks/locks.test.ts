import { ResourceError } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { allRights } from '../../platform/permissions.ts'
import { locksAt, withLockable } from '../testing/lockable.ts'
import { tenant } from '../testing/test-files.ts'
import {
  at,
  copy,
  etag,
  get,
  lock,
  makeFolders,
  move,
  names,
  put,
  refusal,
  remove,
  stat,
} from '../testing/tree-talk.ts'

const minute = 60_000
const hour = 60 * minute

test('nobody else can use a token, release it or refresh it', async () => {
  await using room = await withLockable()
  const { tree, other } = room
  const token = await lock(tree, 'folder/file')
  expect((await locksAt(other, 'folder/file'))[0]?.token).toBe(token)
  expect(await refusal(put(other, 'folder/file', 'x', { lockTokens: [token] }))).toBe('locked')
  expect(await refusal(other.locking?.unlock(at('folder/file'), token) ?? Promise.resolve())).toBe(
    'forbidden',
  )
  expect(await refusal(other.locking?.refresh(at('folder/file'), token, 60) ?? Promise.resolve())).toBe(
    'forbidden',
  )
  await put(tree, 'folder/file', 'x', { lockTokens: [token] })
})

test('the owner of the space ends a lock that somebody else has left, and nobody else does', async () => {
  await using room = await withLockable()
  const { tree, other, files, ann } = room
  await lock(other, 'folder')
  expect(await refusal(put(tree, 'folder/file', 'x'))).toBe('locked')
  expect(await files.breakLocks(ann, { path: at('folder/file') })).toBe(1)
  await put(tree, 'folder/file', 'x')
  expect(await files.breakLocks(ann, { path: at('folder/file') })).toBe(0)
})

test('a refusal names the root of the lock, as the tree calls it', async () => {
  await using room = await withLockable()
  const { tree, files, ann } = room
  await lock(tree, 'folder')
  const rootOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    return error instanceof ResourceError ? error.lockRoot?.join('/') : 'not refused'
  }
  expect(await rootOf(put(tree, 'folder/sub/file', 'x'))).toBe('folder')
  const sub = await files.resolve(ann, at('folder/sub'))
  const shared = files.nodeTree(tenant, sub?.id ?? 0, allRights, { kind: 'share', tenant, shareId: 8 })
  expect(await rootOf(put(shared, 'file', 'x')), 'it lies above what the share shows').toBe('')
  await tree.locking?.unlock(at('folder'), (await locksAt(tree, 'folder'))[0]?.token ?? '')
  await lock(tree, 'folder/sub/file')
  expect(await rootOf(remove(tree, 'folder'))).toBe('folder/sub/file')
  expect(await rootOf(put(shared, 'file', 'x'))).toBe('file')
})

test.each([
  ['exclusive', 'exclusive', 'locked'],
  ['exclusive', 'shared', 'locked'],
  ['shared', 'exclusive', 'locked'],
  ['shared', 'shared', 'taken'],
] as const)('with an %s lock, an %s one is %s', async (first, second, outcome) => {
  await using room = await withLockable()
  const { tree, other } = room
  const again = async (path: string, depth: '0' | 'infinity' = 'infinity') => {
    try {
      await lock(other, path, { scope: second, depth })
      return 'taken'
    } catch (error) {
      return error instanceof ResourceError ? error.reason : 'a fault'
    }
  }
  await lock(tree, 'folder/sub', { scope: first })
  expect(await again('folder/sub')).toBe(outcome)
  expect(await again('folder/sub/file'), 'below').toBe(outcome)
  expect(await again('folder'), 'above, reaching down').toBe(outcome)
  expect(await again('folder', '0'), 'above, alone').toBe('taken')
  expect(await again('folder/file'), 'aside').toBe('taken')
})

test('of shared locks on one place, the token of one is enough', async () => {
  await using room = await withLockable()
  const { tree, other } = room
  const anns = await lock(tree, 'folder/file', { scope: 'shared' })
  const theirs = await lock(other, 'folder', { scope: 'shared' })
  expect(await refusal(put(tree, 'folder/file', 'x'))).toBe('locked')
  expect(await refusal(put(tree, 'folder/file', 'x', { lockTokens: [theirs] })), 'not hers').toBe('locked')
  await put(tree, 'folder/file', 'by ann', { lockTokens: [anns] })
  await put(other, 'folder/file', 'by the other', { lockTokens: [theirs] })
  expect(
    await refusal(put(tree, 'folder/new', 'x', { lockTokens: [anns] })),
    'of the folder she has none',
  ).toBe('locked')
})

test('a lock shows what was asked for, and where it was taken', async () => {
  await using room = await withLockable()
  const { tree, clock } = room
  const taken = await tree.locking?.lock(at('folder'), {
    preconditions: {},
    scope: 'shared',
    depth: 'infinity',
    owner: '<D:owner xmlns:D="DAV:">Ann</D:owner>',
    timeout: 600,
  })
  const expected = {
    token: expect.stringMatching(/^opaquelocktoken:[0-9a-f-]{36}$/),
    scope: 'shared',
    depth: 'infinity',
    root: ['folder'],
    owner: '<D:owner xmlns:D="DAV:">Ann</D:owner>',
    expiresAt: clock.now() + 600_000,
  }
  expect(taken).toEqual({ created: false, lock: expected })
  expect(await locksAt(tree, 'folder')).toEqual([expected])
  expect(await locksAt(tree, 'folder/sub/file'), 'indirectly').toEqual([expected])
  expect(await locksAt(tree, 'aside')).toEqual([])
  expect((await tree.stat(at('folder')))?.locks, 'not asked for').toBeUndefined()
})

test('a listing shows the locks that cover each entry', async () => {
  await using room = await withLockable()
  const { tree } = room
  await lock(tree, 'folder', { scope: 'shared', depth: '0' })
  await lock(tree, '', { scope: 'shared' })
  await lock(tree, 'folder/file', { scope: 'shared' })
  const listing = await tree.list(at('folder'), { locks: true })
  const roots = (locks: readonly { root: readonly string[] }[] | undefined) =>
    locks?.map(({ root }) => root.join('/')).toSorted()
  expect(roots(listing.folder.locks)).toEqual(['', 'folder'])
  const children = await Array.fromAsync(listing.children)
  expect(children.map((child) => [child.name, roots(child.locks)])).toEqual([
    ['file', ['', 'folder/file']],
    ['sub', ['']],
  ])
})

test.each([
  ['an hour when nothing is asked for', undefined, hour],
  ['as long as is asked for', 90, 90_000],
  ['a day at most', 10 * 24 * 60 * 60, 24 * hour],
  ['a day for infinity', Number.POSITIVE_INFINITY, 24 * hour],
  ['a second at least', 0, 1000],
])('a lock is given for %s', async (_what, timeout, lifetime) => {
  await using room = await withLockable()
  const { tree, clock } = room
  await lock(tree, 'folder/file', timeout === undefined ? {} : { timeout })
  expect((await locksAt(tree, 'folder/file'))[0]?.expiresAt).toBe(clock.now() + lifetime)
})

test('a lock that has run out is none, and its row goes later', async () => {
  await using room = await withLockable()
  const { tree, clock, files, database } = room
  const token = await lock(tree, 'folder', { timeout: 60 })
  await clock.advance(minute)
  expect(await locksAt(tree, 'folder')).toEqual([])
  await put(tree, 'folder/file', 'x')
  expect(await refusal(tree.locking?.refresh(at('folder'), token, 60) ?? Promise.resolve())).toBe(
    'precondition-failed',
  )
  expect(await refusal(tree.locking?.unlock(at('folder'), token) ?? Promise.resolve())).toBe(
    'lock-token-mismatch',
  )
  await lock(tree, 'folder')
  expect(await files.tidyUp()).toMatchObject({ locks: 1 })
  expect(await database.read.selectFrom('locks').selectAll().execute()).toHaveLength(1)
})

test('a refresh lets the time begin again, at any place that the lock covers', async () => {
  await using room = await withLockable()
  const { tree, clock } = room
  const token = await lock(tree, 'folder', { timeout: 60 })
  await clock.advance(30_000)
  const refreshed = await tree.locking?.refresh(at('folder/sub/file'), token, 120)
  expect(refreshed).toMatchObject({ token, root: ['folder'], expiresAt: clock.now() + 120_000 })
  await clock.advance(90_000)
  expect(await refusal(put(tree, 'folder/file', 'x'))).toBe('locked')
})

test('a lock is given back at any place that it covers, and nowhere else', async () => {
  await using room = await withLockable()
  const { tree } = room
  const token = await lock(tree, 'folder')
  const unlock = (path: string) => tree.locking?.unlock(at(path), token) ?? Promise.resolve()
  expect(await refusal(unlock('aside'))).toBe('lock-token-mismatch')
  expect(await refusal(unlock(''))).toBe('lock-token-mismatch')
  expect(await refusal(unlock('missing'))).toBe('not-found')
  await unlock('folder/sub/file')
  expect(await locksAt(tree, 'folder')).toEqual([])
  await put(tree, 'folder/file', 'x')
})

test('locking what is not there makes an empty file', async () => {
  await using room = await withLockable()
  const { tree } = room
  const before = await etag(tree, '')
  const taken = await tree.locking?.lock(at('folder/new'), {
    preconditions: {},
    scope: 'exclusive',
    depth: '0',
    owner: '',
  })
  expect(taken?.created).toBe(true)
  expect(await stat(tree, 'folder/new')).toMatchObject({ kind: 'file', size: 0 })
  expect(await get(tree, 'folder/new')).toBe('')
  expect(await etag(tree, '')).not.toBe(before)
  expect(await refusal(put(tree, 'folder/new', 'x'))).toBe('locked')
  await put(tree, 'folder/new', 'written', { lockTokens: [taken?.lock.token ?? ''] })
  expect(await locksAt(tree, 'folder/new')).toHaveLength(1)
  expect(await room.files.listVersions(room.ann, { path: at('folder/new') }), 'nothing to keep').toEqual([])
  expect(await refusal(lock(tree, 'missing/new'))).toBe('parent-missing')
  expect(await refusal(lock(tree, 'folder/file/new'))).toBe('parent-missing')
})

test('of several who lock the same new file, one does', async () => {
  await using room = await withLockable()
  const { tree } = room
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => lock(tree, 'new')))
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  expect(await names(tree)).toEqual(['aside', 'folder', 'new'])
  const blobs = await Array.fromAsync(room.blobs.list())
  expect(blobs, 'the two files and the empty one').toHaveLength(3)
})

test('a lock needs the right to change, and the state that was asked for', async () => {
  await using room = await withLockable()
  const { tree, files, ann } = room
  const folder = await files.resolve(ann, ['folder'])
  const readOnly = { ...allRights, update: false, create: false, delete: false }
  const reader = files.nodeTree(tenant, folder?.id ?? 0, readOnly, { kind: 'share', tenant, shareId: 8 })
  expect(await refusal(lock(reader, 'file'))).toBe('forbidden')
  expect(await refusal(lock(reader, 'new'))).toBe('forbidden')
  expect(await refusal(lock(tree, 'folder/file', { preconditions: { ifMatch: ['other'] } }))).toBe(
    'precondition-failed',
  )
  expect(await refusal(lock(tree, 'new', { preconditions: { ifMatch: 'any' } }))).toBe('precondition-failed')
  expect(await names(tree)).toEqual(['aside', 'folder'])
})

test('a lock ends when what it is on is removed, moved away or replaced', async () => {
  await using room = await withLockable()
  const { tree, files, ann } = room
  const inner = await lock(tree, 'folder/sub/file')
  await tree.move(at('folder'), at('moved'), { preconditions: {}, overwrite: true, lockTokens: [inner] })
  expect(await locksAt(tree, 'moved/sub/file')).toEqual([])
  const again = await lock(tree, 'moved/sub/file')
  await tree.remove(at('moved/sub'), { preconditions: {}, lockTokens: [again] })
  const [item] = (await files.listTrash(ann, undefined, { limit: 1 })).items
  await files.restoreFromTrash(ann, undefined, item?.id ?? 0)
  expect(await locksAt(tree, 'moved/sub/file')).toEqual([])
  const third = await lock(tree, 'moved/file')
  await tree.move(at('moved/sub/file'), at('moved/file'), {
    preconditions: {},
    overwrite: true,
    lockTokens: [third],
  })
  expect(await locksAt(tree, 'moved/file')).toEqual([])
  expect(await room.database.read.selectFrom('locks').selectAll().execute()).toEqual([])
})

test('a lock on a file stays when its contents are replaced, and does not go along with a copy', async () => {
  await using room = await withLockable()
  const { tree } = room
  const token = await lock(tree, 'folder/file')
  await put(tree, 'folder/file', 'x', { lockTokens: [token] })
  await copy(tree, 'folder/file', 'aside/copy')
  expect(await locksAt(tree, 'folder/file')).toHaveLength(1)
  expect(await locksAt(tree, 'aside/copy')).toEqual([])
})

test('what moves into a locked folder is locked with it', async () => {
  await using room = await withLockable()
  const { tree } = room
  const token = await lock(tree, 'folder')
  await tree.move(at('aside'), at('folder/aside'), {
    preconditions: {},
    overwrite: true,
    lockTokens: [token],
  })
  expect(await refusal(put(tree, 'folder/aside/new', 'x'))).toBe('locked')
})

test('the trash does not give back into a locked folder, nor does a version come back into a locked file', async () => {
  await using room = await withLockable()
  const { tree, other, files, ann } = room
  await put(tree, 'folder/sub/file', 'changed')
  await remove(tree, 'folder/file')
  await lock(other, 'folder')
  const [item] = (await files.listTrash(ann, undefined, { limit: 1 })).items
  expect(await refusal(files.restoreFromTrash(ann, undefined, item?.id ?? 0))).toBe('locked')
  const place = { path: at('folder/sub/file') }
  const [version] = await files.listVersions(ann, place)
  expect(await refusal(files.restoreVersion(ann, place, version?.id ?? 0))).toBe('locked')
})

test('behind a mount its own tree is locked, or nothing', async () => {
  await using room = await withLockable()
  const { tree, files } = room
  const bobUser = await room.addUser('bob')
  const bob = files.userTree(bobUser)
  await makeFolders(bob, 'f')
  await room.addMount(room.ann, at('folder/bob'), bob)
  const taken = await tree.locking?.lock(at('folder/bob/f'), {
    preconditions: {},
    scope: 'exclusive',
    depth: 'infinity',
    owner: '',
  })
  expect(taken?.lock.root).toEqual(at('folder/bob/f'))
  expect(await locksAt(bob, 'f')).toHaveLength(1)
  expect(await refusal(put(tree, 'folder/bob/f/new', 'x'))).toBe('locked')
  const token = taken?.lock.token ?? ''
  await put(tree, 'folder/bob/f/new', 'x', { lockTokens: [token] })
  await tree.move(at('folder/file'), at('folder/bob/f/moved'), {
    preconditions: {},
    overwrite: true,
    lockTokens: [token],
  })
  expect(await refusal(move(tree, 'folder/bob/f/new', 'new'))).toBe('locked')
  expect((await tree.locking?.refresh(at('folder/bob/f'), token, 60))?.root).toEqual(at('folder/bob/f'))
  await tree.locking?.unlock(at('folder/bob/f'), token)
  await move(tree, 'folder/bob/f/new', 'new')

  const { locking: _, ...loose } = bob
  await room.addMount(room.ann, ['loose'], loose)
  expect(await refusal(lock(tree, 'loose'))).toBe('forbidden')
  expect(await refusal(lock(tree, 'loose/f'))).toBe('forbidden')
})

test('a lock is described with few words, and a space has room for a thousand', async () => {
  await using room = await withLockable()
  const { tree, database } = room
  expect(await refusal(lock(tree, 'aside', { owner: 'x'.repeat(5000) }))).toBe('too-large')
  await lock(tree, 'aside', { scope: 'shared' })
  const row = await database.read.selectFrom('locks').selectAll().executeTakeFirstOrThrow()
  await database.write(async (tx) => {
    const rows = Array.from({ length: 999 }, (_, index) => ({ ...row, token: `opaquelocktoken:${index}` }))
    await tx.insertInto('locks').values(rows).execute()
  })
  expect(await refusal(lock(tree, 'aside', { scope: 'shared' }))).toBe('insufficient-storage')
  await room.clock.advance(2 * hour)
  await lock(tree, 'aside', { scope: 'shared' })
})

test('a change where nothing is locked takes one statement more', async () => {
  await using room = await withLockable()
  const { tree, statements } = room
  const free = await statements.during(() => makeFolders(tree, 'aside/1'))
  await lock(tree, 'folder')
  expect(await statements.during(() => makeFolders(tree, 'aside/2'))).toBe(free + 1)
})
