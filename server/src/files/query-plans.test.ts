import { expect, test } from 'vitest'
import { allRights } from '../platform/permissions.ts'
import { scanFinder } from './testing/scan-finder.ts'
import { withAnn } from './testing/test-files.ts'
import {
  at,
  children,
  copy,
  get,
  lock,
  makeFolders,
  move,
  put,
  remove,
  setProperties,
} from './testing/tree-talk.ts'

const day = 24 * 60 * 60 * 1000

test('no statement reads through a whole table, and values are parameters', async () => {
  await using room = await withAnn()
  const { tree, files, ann, database, statements, clock } = room
  await makeFolders(tree, 'a', 'a/b')
  await put(tree, 'a/b/c', 'x')
  await put(tree, 'a/b/c', 'y')
  await setProperties(tree, 'a/b/c', { note: 'x' })
  await get(tree, 'a/b/c')
  await children(tree, 'a/b')
  const all = { deadProperties: true, locks: true, quota: true, folderSize: true, syncToken: true }
  await tree.list(at('a/b'), all)
  await tree.stat(at('a/b/c'), all)
  const token = await lock(tree, 'a/b/c')
  await tree.list(at('a/b'), all)
  await tree.locking?.refresh(at('a/b/c'), token, 60)
  await tree.locking?.unlock(at('a/b/c'), token)
  const first = await tree.changes?.([], undefined, 100)
  await copy(tree, 'a', 'z')
  await copy(tree, 'a/b/c', 'z/b/c')
  await move(tree, 'z', 'y')
  await move(tree, 'y', 'a/b/y')
  await move(tree, 'a/b/y/b/c', 'a/b/c')
  await tree.changes?.([], first?.token, 100)
  const bob = files.userTree(await room.addUser('bob'))
  const mount = await room.addMount(ann, at('Shared/mount'), bob)
  await database.write((tx) => files.touchMount(tx, mount))
  await files.pathsOf([mount])
  const shared = files.nodeTree(ann.tenant, (await files.resolve(ann, ['a']))?.id ?? 0, allRights, ann)
  await put(shared, 'b/new', 'x')
  await files.search(ann, { path: [] }, { text: 'new', limit: 10 })
  const [version] = await files.listVersions(ann, { path: at('a/b/c') })
  await files.restoreVersion(ann, { path: at('a/b/c') }, version?.id ?? 0)
  await files.thinVersions()

  await remove(tree, 'a/b/new')
  const { items, next } = await files.listTrash(ann, undefined, { limit: 1 })
  await files.listTrash(ann, undefined, { limit: 1, after: next ?? '1-1' })
  await files.restoreFromTrash(ann, undefined, items[0]?.id ?? 0)
  await remove(tree, 'a')
  await files.emptyTrash(ann, undefined)
  await database.write((tx) => files.removeMount(tx, mount))

  const team = await files.createSpace(ann, { name: 'Team' })
  await files.putSpaceMember(ann, team.id, { kind: 'group', id: 'all', role: 'viewer' })
  await files.listSpaces(ann)
  await put(files.spaceTree(ann, team.id), 'a', 'x')
  await files.deleteSpace(ann, team.id, { name: 'Team' })
  await clock.advance(100 * day)
  await files.tidyUp()
  await files.sweepBlobs()
  const { tenant, userId } = ann
  await database.write((tx) => files.removeUser(tx, { tenant, userId, name: 'Ann' }))

  const own = new Set(statements.seen)
  expect(own.size).toBeGreaterThan(80)
  const scansOf = await scanFinder(database)
  for (const statement of own) {
    expect(statement).not.toMatch(/\b\d{3,}\b/)
    expect(await scansOf(statement), statement).toEqual([])
  }
})
