import { expect, test } from 'vitest'
import { fillFolder, withNeighbours } from './testing/neighbours.ts'
import {
  at,
  copy,
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

test.each([
  ['into a mount', '', 'bob/'],
  ['out of a mount', 'bob/', ''],
  ['from one mount into another', 'bob/', 'carol/'],
])('a file is copied %s', async (_where, source, target) => {
  await using room = await withNeighbours()
  const { tree } = room
  await put(tree, `${source}a`, 'contents', { modifiedAt: 1_000_000_000_000 })
  expect(await copy(tree, `${source}a`, `${target}b`)).toEqual({ created: true })
  expect(await get(tree, `${target}b`)).toBe('contents')
  expect(await get(tree, `${source}a`)).toBe('contents')
  expect(await stat(tree, `${target}b`)).toMatchObject({ modifiedAt: 1_000_000_000_000 })
})

test.each([
  ['into a mount', '', 'bob/'],
  ['out of a mount', 'bob/', ''],
  ['from one mount into another', 'bob/', 'carol/'],
])('a folder is copied and moved %s', async (_where, source, target) => {
  await using room = await withNeighbours()
  const { tree } = room
  const contents = await fillFolder(tree, `${source}f`)
  await makeFolders(tree, `${target}copy`, `${target}moved`)
  await copy(tree, `${source}f`, `${target}copy/f`)
  expect(await everything(tree, `${target}copy`)).toEqual(below(contents, `${target}copy/`))
  expect(await move(tree, `${source}f`, `${target}moved/f`)).toEqual({ created: true })
  expect(await everything(tree, `${target}moved`)).toEqual(below(contents, `${target}moved/`))
  expect(await tree.stat(at(`${source}f`))).toBeUndefined()
})

function below(contents: Record<string, string>, prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(contents).map(([path, value]) => [prefix + path, value]))
}

test('a mount point is copied as the files that it shows', async () => {
  await using room = await withNeighbours()
  await put(room.bob, 'a', 'of bob')
  await copy(room.tree, 'bob', 'kept')
  expect(await everything(room.tree, 'kept')).toEqual({ 'kept/a': 'of bob' })
  expect(await room.files.resolve(room.ann, ['kept'])).toMatchObject({ kind: 'folder' })
})

test('a folder is copied without what is in it when only that is asked for', async () => {
  await using room = await withNeighbours()
  await fillFolder(room.tree, 'f')
  await room.tree.copy(['f'], ['bob', 'f'], { preconditions: {}, overwrite: true, depth: '0' })
  expect(await everything(room.bob)).toEqual({ 'f/': '' })
})

test('a file is replaced across the boundary only as a whole', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await put(tree, 'a', 'new')
  await put(tree, 'bob/b', 'old')
  expect(await refusal(copy(tree, 'a', 'bob/b', false))).toBe('target-exists')
  expect(await get(tree, 'bob/b')).toBe('old')
  expect(await copy(tree, 'a', 'bob/b')).toEqual({ created: false })
  expect(await get(tree, 'bob/b')).toBe('new')
  await put(tree, 'bob/b', 'back')
  expect(await move(tree, 'bob/b', 'a')).toEqual({ created: false })
  expect(await get(tree, 'a')).toBe('back')
  expect(await names(room.bob)).toEqual([])
})

test('across the boundary a folder neither replaces nor is replaced', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await makeFolders(tree, 'folder', 'bob/folder')
  await put(tree, 'file', 'x')
  await put(tree, 'bob/file', 'old')
  for (const transfer of [copy, move]) {
    expect(await refusal(transfer(tree, 'folder', 'bob/folder'))).toBe('conflict')
    expect(await refusal(transfer(tree, 'folder', 'bob/file'))).toBe('conflict')
    expect(await refusal(transfer(tree, 'file', 'bob/folder'))).toBe('conflict')
    expect(await refusal(transfer(tree, 'bob/folder', 'file'))).toBe('conflict')
  }
  expect(await everything(room.bob)).toEqual({ file: 'old', 'folder/': '' })
  expect(await names(tree)).toEqual(['bob', 'carol', 'file', 'folder'])
})

test('a source, and a folder for the target, are needed', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await put(tree, 'a', 'x')
  for (const transfer of [copy, move]) {
    expect(await refusal(transfer(tree, 'missing', 'bob/a'))).toBe('not-found')
    expect(await refusal(transfer(tree, 'bob/missing', 'b'))).toBe('not-found')
    expect(await refusal(transfer(tree, 'a', 'bob/missing/a'))).toBe('parent-missing')
  }
  await put(tree, 'bob/b', 'x')
  expect(await refusal(copy(tree, 'bob/b', 'missing/b'))).toBe('parent-missing')
})

test('conditions across the boundary are about the source', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  const { etag: tag } = await put(tree, 'a', 'x')
  const options = { overwrite: true, depth: 'infinity' } as const
  expect(
    await refusal(tree.copy(['a'], at('bob/a'), { ...options, preconditions: { ifMatch: ['other'] } })),
  ).toBe('precondition-failed')
  await tree.move(['a'], at('bob/a'), { overwrite: true, preconditions: { ifMatch: [tag] } })
})

test('a folder with a mount in it is copied into a mount without that, and not moved', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await makeFolders(tree, 'f')
  await put(tree, 'f/a', 'x')
  await move(tree, 'carol', 'f/carol')
  await copy(tree, 'f', 'bob/f')
  expect(await everything(room.bob)).toEqual({ 'f/': '', 'f/a': 'x' })
  expect(await refusal(move(tree, 'f', 'bob/g'))).toBe('conflict')
  expect(await names(tree, 'f')).toEqual(['a', 'carol'])
})

test('a mount point moves into no mount, and nothing takes its place', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await makeFolders(tree, 'folder')
  await put(tree, 'file', 'x')
  expect(await refusal(move(tree, 'bob', 'carol/bob'))).toBe('forbidden')
  expect(await refusal(move(tree, 'bob', 'carol'))).toBe('forbidden')
  expect(await refusal(move(tree, 'bob', 'bob/self'))).toBe('forbidden')
  expect(await refusal(copy(tree, 'bob', 'bob/self'))).toBe('forbidden')
  expect(await refusal(move(tree, 'folder', 'bob'))).toBe('conflict')
  expect(await refusal(copy(tree, 'folder', 'bob'))).toBe('conflict')
  expect(await refusal(move(tree, 'file', 'bob'))).toBe('conflict')
  expect(await refusal(copy(tree, 'file', 'bob', false))).toBe('target-exists')
  expect(room.fakeMounts.left).toEqual([])
})

test('a file moved onto a mounted file is written through, as editors do that save to a temporary name', async () => {
  await using room = await withNeighbours()
  const { tree, bob, files, ann } = room
  const document = await put(bob, 'document', 'old')
  const shared = files.nodeTree(
    ann.tenant,
    Number(document.fileId),
    (await stat(bob, 'document')).rights,
    ann,
  )
  await room.addMount(ann, ['document'], shared, { facts: { kind: 'file' } })
  await put(tree, 'document.tmp', 'new')
  expect(await move(tree, 'document.tmp', 'document')).toEqual({ created: false })
  expect(await get(bob, 'document')).toBe('new')
  expect(await names(tree)).toEqual(['bob', 'carol', 'document'])
  expect(await files.resolve(ann, ['document'])).toMatchObject({ kind: 'mount' })
})

test('a peer that is down is not copied from, and nothing is left of the attempt', async () => {
  await using room = await withNeighbours()
  const { tree } = room
  await put(tree, 'a', 'x')
  room.fakeMounts.breakDown(room.bobsMount)
  expect(await refusal(copy(tree, 'bob/f', 'f'))).toBe('unavailable')
  expect(await refusal(move(tree, 'a', 'bob/a'))).toBe('unavailable')
  expect(await names(tree)).toEqual(['a', 'bob', 'carol'])
  await remove(tree, 'bob')
})
