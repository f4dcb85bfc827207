import { Readable } from 'node:stream'
import type { ResourceTree } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import type { FilePlace } from '../file-place.ts'
import { withNeighbours } from '../testing/neighbours.ts'
import { withAnn } from '../testing/test-files.ts'
import { at, get, makeFolders, names, put, refusal } from '../testing/tree-talk.ts'

const place = (path: string, spaceId?: number): FilePlace => ({
  path: at(path),
  ...(spaceId !== undefined && { spaceId }),
})

async function withTeam() {
  const room = await withAnn()
  const { id } = await room.files.createSpace(room.ann, { name: 'Choir' })
  return { ...room, id, team: room.files.spaceTree(room.ann, id) }
}

test('a file that is put and a folder that is made are shown as they are now', async () => {
  await using room = await withAnn()
  const { files, ann } = room
  expect(await files.makeFolder(ann, place('Bücher'))).toMatchObject({ kind: 'folder', path: ['Bücher'] })
  const write = (preconditions: object) =>
    files.putFile(ann, place('Bücher/a.txt'), Readable.from([Buffer.from('abc')]), { preconditions })
  expect(await write({})).toMatchObject({ created: true, entry: { size: 3, path: at('Bücher/a.txt') } })
  expect(await write({})).toMatchObject({ created: false })
  expect(await refusal(write({ ifNoneMatch: 'any' }))).toBe('precondition-failed')
  expect(await refusal(files.makeFolder(ann, place('Bücher')))).toBe('already-exists')
})

test.each(['copy', 'move'] as const)('where a name is taken, %s does what was chosen', async (how) => {
  await using room = await withAnn()
  const { files, ann, tree } = room
  await makeFolders(tree, 'to')
  const transfer = async (conflict: 'refuse' | 'replace' | 'rename') => {
    await put(tree, 'a.txt', conflict)
    return (await files[how](ann, { from: place('a.txt'), to: place('to/a.txt'), conflict })).path.join('/')
  }
  expect(await transfer('refuse')).toBe('to/a.txt')
  expect(await refusal(transfer('refuse'))).toBe('target-exists')
  expect(await transfer('rename')).toBe('to/a (2).txt')
  expect(await transfer('rename')).toBe('to/a (3).txt')
  expect(await transfer('replace')).toBe('to/a.txt')
  expect(await get(tree, 'to/a.txt')).toBe('replace')
})

test('what is moved to where it is stays, and what is copied there gets another name', async () => {
  await using room = await withAnn()
  const { files, ann, tree } = room
  await put(tree, 'a.txt', 'x')
  const here = { from: place('a.txt'), to: place('a.txt') }
  expect((await files.move(ann, { ...here, conflict: 'refuse' })).path).toEqual(['a.txt'])
  expect(await refusal(files.copy(ann, { ...here, conflict: 'replace' }))).toBe('target-exists')
  expect((await files.copy(ann, { ...here, conflict: 'rename' })).path).toEqual(['a (2).txt'])
})

test('names are compared as they are stored: in NFC, with their case, whatever is in them', async () => {
  await using room = await withAnn()
  const { files, ann, tree } = room
  await put(tree, 'Ä 🎻.txt', 'x')
  await put(tree, 'b.txt', 'y')
  const to = (path: string) => ({ from: place('b.txt'), to: place(path), conflict: 'rename' }) as const
  expect((await files.copy(ann, to('A\u0308 🎻.txt'))).path).toEqual(['Ä 🎻 (2).txt'])
  expect((await files.copy(ann, to('ä 🎻.txt'))).path).toEqual(['ä 🎻.txt'])
})

test('two who take the same free name at once get one each', async () => {
  await using room = await withAnn()
  const { files, ann, tree } = room
  await put(tree, 'a.txt', 'x')
  const order = { from: place('a.txt'), to: place('b.txt'), conflict: 'rename' } as const
  const made = await Promise.all([1, 2, 3, 4].map(() => files.copy(ann, order)))
  expect(made.map((entry) => entry.name).toSorted()).toEqual(['b (2).txt', 'b (3).txt', 'b (4).txt', 'b.txt'])
})

test.each(['copy', 'move'] as const)('%s goes to a team and back', async (how) => {
  await using room = await withTeam()
  const { files, ann, tree, team, id } = room
  await makeFolders(tree, 'f', 'f/sub')
  await put(tree, 'f/sub/a', 'x')
  const there = await files[how](ann, { from: place('f'), to: place('f', id), conflict: 'refuse' })
  expect(there).toMatchObject({ kind: 'folder', path: ['f'], size: 1 })
  expect(await get(team, 'f/sub/a')).toBe('x')
  expect(await isThere(tree, 'f')).toBe(how === 'copy')
  const back = { from: place('f/sub', id), to: place('sub'), conflict: 'rename' } as const
  expect((await files[how](ann, back)).path).toEqual(['sub'])
  expect(await get(tree, 'sub/a')).toBe('x')
  expect(await isThere(team, 'f/sub')).toBe(how === 'copy')
})

test('what was shared with somebody is copied to a team, and never moved there', async () => {
  await using room = await withNeighbours()
  const { files, ann, bob } = room
  const { id } = await files.createSpace(ann, { name: 'Choir' })
  await put(bob, 'of bob', 'x')
  const order = { from: place('bob'), to: place('bob', id), conflict: 'refuse' } as const
  expect(await refusal(files.move(ann, order))).toBe('forbidden')
  await files.copy(ann, order)
  expect(await get(files.spaceTree(ann, id), 'bob/of bob')).toBe('x')
  expect(await refusal(files.copy(ann, order))).toBe('target-exists')
})

test('a name that is taken behind a mount is told as such, or another one is found', async () => {
  await using room = await withNeighbours()
  const { files, ann, bob } = room
  await put(bob, 'a', 'x')
  await put(bob, 'b', 'y')
  const order = (conflict: 'refuse' | 'rename') => ({ from: place('bob/a'), to: place('bob/b'), conflict })
  expect(await refusal(files.copy(ann, order('refuse')))).toBe('target-exists')
  expect(await refusal(files.move(ann, order('refuse')))).toBe('target-exists')
  expect((await files.move(ann, order('rename'))).path).toEqual(['bob', 'b (2)'])
  expect(await names(bob, '')).toEqual(['b', 'b (2)'])
})

test('what is removed can be taken out of the trash by the number that is told, and what was left has none', async () => {
  await using room = await withNeighbours()
  const { files, ann, tree, bob } = room
  await put(tree, 'a', 'x')
  await put(bob, 'a', 'x')
  const item = await files.remove(ann, place('a'))
  expect(await files.restoreFromTrash(ann, undefined, item ?? 0)).toEqual(['a'])
  expect(await files.remove(ann, place('bob/a'))).toBeUndefined()
  expect(await files.remove(ann, place('bob'))).toBeUndefined()
  expect(await refusal(files.remove(ann, place('bob')))).toBe('not-found')
})

async function isThere(tree: ResourceTree, path: string): Promise<boolean> {
  return (await tree.stat(at(path))) !== undefined
}
