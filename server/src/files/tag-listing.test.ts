import { expect, test } from 'vitest'
import { allRights } from '../platform/permissions.ts'
import { withAnn } from './testing/test-files.ts'
import { at, copy, lock, makeFolders, move, put, remove, setProperties } from './testing/tree-talk.ts'

test('a listing has the tag of its folder, and both stay as long as nothing happens', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f', 'f/sub')
  const { tag } = await tree.list(at('f'))
  expect(tag).toBeTypeOf('string')
  await makeFolders(tree, 'beside')
  expect(await tree.listingTag?.(at('f'))).toBe(tag)
  expect((await tree.list(at('f'))).tag).toBe(tag)
})

test('whatever changes what a listing shows changes its tag', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'f', 'f/sub')
  await put(tree, 'f/sub/deep', 'x')
  const changes: Record<string, () => Promise<unknown>> = {
    'a new file': () => put(tree, 'f/a', 'one'),
    'other contents': () => put(tree, 'f/a', 'two'),
    'other contents further down': () => put(tree, 'f/sub/deep', 'y'),
    'another name': () => move(tree, 'f/a', 'f/b'),
    'a copy': () => copy(tree, 'f/b', 'f/c'),
    'a new folder': () => makeFolders(tree, 'f/new'),
    'a lock on a name that was free': () => lock(tree, 'f/locked'),
    'a property of a file': () => setProperties(tree, 'f/b', { note: 'x' }),
    'the time of a file': () => setTime('f/b'),
    'the time of a folder in it': () => setTime('f/sub'),
    'the time of the folder': () => setTime('f'),
    'a removal': () => remove(tree, 'f/b'),
  }
  const seen = new Set([await tree.listingTag?.(at('f'))])
  for (const [what, change] of Object.entries(changes)) {
    await change()
    const tag = await tree.listingTag?.(at('f'))
    expect(seen.has(tag), what).toBe(false)
    seen.add(tag)
  }

  function setTime(path: string) {
    const patch = { set: [], remove: [], modifiedAt: 1_000_000_000_000 }
    return (
      tree.patchProperties?.(at(path), patch, { preconditions: {} }) ?? Promise.reject(new Error('absent'))
    )
  }
})

test('whoever may do something else sees another listing', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'f')
  const node = await room.files.resolve(room.ann, at('f'))
  const tagFor = (rights: typeof allRights) =>
    room.files.nodeTree(room.ann.tenant, node?.id ?? 0, rights, room.ann).listingTag?.([])
  const tags = await Promise.all([
    tagFor(allRights),
    tagFor({ ...allRights, delete: false }),
    tagFor({ ...allRights, share: false }),
  ])
  expect(new Set(tags).size).toBe(3)
  expect(await tagFor({ ...allRights, read: false })).toBeUndefined()
})

test('a folder with a mount in it is never known by its tag, nor is what lies behind one, a file or nothing', async () => {
  await using room = await withAnn()
  const { tree, ann } = room
  await makeFolders(tree, 'f')
  await put(tree, 'file', 'x')
  const before = await tree.listingTag?.(at('f'))
  await room.addMount(ann, at('f/mount'), room.files.userTree(await room.addUser('bob')))
  expect((await tree.list(at('f'))).tag).toBeUndefined()
  expect(await tree.listingTag?.(at('f'))).not.toBe(before)
  for (const path of ['f/mount', 'f/mount/more', 'file', 'missing', 'missing/more']) {
    expect(await tree.listingTag?.(at(path))).toBeUndefined()
  }
})
