import { expect, test } from 'vitest'
import { tenant, withAnn } from '../testing/test-files.ts'
import {
  at,
  copy,
  etag,
  makeFolders,
  move,
  properties,
  property,
  put,
  refusal,
  remove,
  setProperties,
  stat,
} from '../testing/tree-talk.ts'

const noOptions = { preconditions: {} }

test('what a client stores is there again, and only when it is asked for', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  const stored = [
    { namespace: 'urn:x', local: 'author', xml: '<x:author xmlns:x="urn:x" xml:lang="de">Änne</x:author>' },
    { namespace: '', local: 'author', xml: '<author/>' },
  ]
  await tree.patchProperties?.(at('a'), { set: stored, remove: [] }, noOptions)
  expect((await tree.stat(at('a'), { deadProperties: true }))?.deadProperties).toEqual(stored.toReversed())
  expect((await stat(tree, 'a')).deadProperties).toBeUndefined()
  expect((await tree.stat([], { deadProperties: true }))?.deadProperties).toEqual([])
})

test('a property is replaced and removed, and to remove what is not there is no error', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a')
  await setProperties(tree, 'a', { one: '1', two: '2' })
  await setProperties(tree, 'a', { one: 'changed' })
  expect(await properties(tree, 'a')).toEqual({ one: 'changed', two: '2' })
  const gone = [
    { namespace: '', local: 'two' },
    { namespace: 'urn:other', local: 'one' },
    { namespace: '', local: 'missing' },
  ]
  await tree.patchProperties?.(at('a'), { set: [property('three', '3')], remove: gone }, noOptions)
  expect(await properties(tree, 'a')).toEqual({ one: 'changed', three: '3' })
})

test('the time of the last change is set, and the contents stay what they were', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  await makeFolders(tree, 'f')
  const before = await put(tree, 'f/a', 'x')
  const folder = await etag(tree, 'f')
  await clock.advance(5000)
  const modifiedAt = 1_000_000_000_000
  await tree.patchProperties?.(at('f/a'), { set: [], remove: [], modifiedAt }, noOptions)
  expect(await stat(tree, 'f/a')).toEqual({ ...before, modifiedAt })
  expect(await etag(tree, 'f'), 'clients look').not.toBe(folder)
  await tree.patchProperties?.(at('f'), { set: [], remove: [], modifiedAt }, noOptions)
  expect((await stat(tree, 'f')).modifiedAt).toBe(modifiedAt)
})

test('properties go along with a copy and a move, and stay over a PUT', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'a', 'a/b')
  await put(tree, 'a/b/1', 'x')
  await setProperties(tree, 'a', { of: 'a' })
  await setProperties(tree, 'a/b/1', { of: '1' })
  await copy(tree, 'a', 'copy')
  expect(await properties(tree, 'copy')).toEqual({ of: 'a' })
  expect(await properties(tree, 'copy/b')).toEqual({})
  expect(await properties(tree, 'copy/b/1')).toEqual({ of: '1' })
  await setProperties(tree, 'copy/b/1', { of: 'the copy' })
  expect(await properties(tree, 'a/b/1')).toEqual({ of: '1' })
  await move(tree, 'a', 'moved')
  expect(await properties(tree, 'moved/b/1')).toEqual({ of: '1' })
  await put(tree, 'moved/b/1', 'changed')
  expect(await properties(tree, 'moved/b/1')).toEqual({ of: '1' })
})

test('a file that is copied over has the properties of the copy and no others', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'a')
  await put(tree, 'b', 'b')
  await setProperties(tree, 'a', { of: 'a' })
  await setProperties(tree, 'b', { of: 'b', more: 'b' })
  await copy(tree, 'a', 'b')
  expect(await properties(tree, 'b')).toEqual({ of: 'a' })
  await move(tree, 'a', 'b')
  expect(await properties(tree, 'b')).toEqual({ of: 'a' })
})

test('properties come back from the trash, and go for good with what they are about', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  await put(tree, 'a', 'x')
  await setProperties(tree, 'a', { of: 'a' })
  await remove(tree, 'a')
  const [item] = (await files.listTrash(ann, undefined, { limit: 1 })).items
  await files.restoreFromTrash(ann, undefined, item?.id ?? 0)
  expect(await properties(tree, 'a')).toEqual({ of: 'a' })
  await remove(tree, 'a')
  await files.emptyTrash(ann, undefined)
  await files.tidyUp()
  expect(await room.database.read.selectFrom('node_properties').selectAll().execute()).toEqual([])
})

test('it is all or nothing', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  await setProperties(tree, 'a', { kept: '1' })
  const tooLarge = property('large', 'x'.repeat(20_000))
  const patch = { set: [property('small', '1'), tooLarge], remove: [{ namespace: '', local: 'kept' }] }
  expect(await refusal(tree.patchProperties?.(at('a'), patch, noOptions) ?? Promise.resolve())).toBe(
    'insufficient-storage',
  )
  expect(await properties(tree, 'a')).toEqual({ kept: '1' })
})

test('a resource has room for a hundred properties with names of a thousand bytes', async () => {
  await using room = await withAnn()
  const { tree } = room
  await put(tree, 'a', 'x')
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`p${index}`, 'x']))
  await setProperties(tree, 'a', many)
  await setProperties(tree, 'a', { p0: 'changed' })
  expect(await refusal(setProperties(tree, 'a', { another: 'x' }))).toBe('insufficient-storage')
  const longName = { namespace: 'ü'.repeat(501), local: 'x', xml: '<x/>' }
  expect(
    await refusal(
      tree.patchProperties?.(at('a'), { set: [longName], remove: [] }, noOptions) ?? Promise.resolve(),
    ),
  ).toBe('insufficient-storage')
  expect(Object.keys(await properties(tree, 'a'))).toHaveLength(100)
})

test('conditions and rights are held', async () => {
  await using room = await withAnn()
  const { tree, files, ann } = room
  const { fileId } = await put(tree, 'a', 'x')
  expect(await refusal(setProperties(tree, 'a', { p: '1' }, { preconditions: { ifMatch: ['other'] } }))).toBe(
    'precondition-failed',
  )
  expect(await refusal(setProperties(tree, 'missing', { p: '1' }))).toBe('not-found')
  const readOnly = { read: true, update: false, create: true, delete: true, share: true }
  const reader = files.nodeTree(tenant, Number(fileId), readOnly, ann)
  expect(await refusal(setProperties(reader, '', { p: '1' }))).toBe('forbidden')
  expect(await properties(tree, 'a')).toEqual({})
})

test('behind a mount the other side stores them, or nobody', async () => {
  await using room = await withAnn()
  const { tree, files } = room
  const bob = files.userTree(await room.addUser('bob'))
  await put(bob, 'a', 'x')
  await room.addMount(room.ann, ['bob'], bob)
  await setProperties(tree, 'bob/a', { by: 'ann' })
  expect(await properties(bob, 'a')).toEqual({ by: 'ann' })
  expect(await properties(tree, 'bob/a')).toEqual({ by: 'ann' })
  const { patchProperties: _, ...silent } = bob
  await room.addMount(room.ann, ['silent'], silent)
  expect(await refusal(setProperties(tree, 'silent/a', { by: 'ann' }))).toBe('forbidden')
})

test('a listing gives the properties of everything in it with one statement more', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await makeFolders(tree, 'f')
  for (let index = 0; index < 20; index += 1) {
    await put(tree, `f/${index}`, 'x')
    await setProperties(tree, `f/${index}`, { number: String(index) })
  }
  await setProperties(tree, 'f', { of: 'f' })
  const took = await statements.during(async () => {
    const listing = await tree.list(['f'], { deadProperties: true })
    expect(listing.folder.deadProperties).toEqual([property('of', 'f')])
    for (const child of await Array.fromAsync(listing.children)) {
      expect(child.deadProperties).toEqual([property('number', child.name)])
    }
  })
  expect(took).toBe(2)
})
