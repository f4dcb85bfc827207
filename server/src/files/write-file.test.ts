import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { allRights } from '../platform/permissions.ts'
import { createFiles } from './index.ts'
import { withAnn } from './testing/test-files.ts'
import { at, etag, get, makeFolders, names, put, refusal, remove, stat } from './testing/tree-talk.ts'

async function blobCount(blobs: { list(): AsyncIterable<unknown> }): Promise<number> {
  return (await Array.fromAsync(blobs.list())).length
}

test('a new file has its contents, size, type, times and an id', async () => {
  await using room = await withAnn()
  const { tree, clock } = room
  const written = await tree.write(at('Übung.txt'), Readable.from([Buffer.from('hello')]), {
    preconditions: {},
  })
  expect(written.created).toBe(true)
  expect(written.resource).toEqual(await stat(tree, 'Übung.txt'))
  expect(written.resource).toMatchObject({
    kind: 'file',
    name: 'Übung.txt',
    size: 5,
    contentType: 'text/plain',
    createdAt: clock.now(),
    modifiedAt: clock.now(),
    fileId: expect.stringMatching(/^\d+$/),
  })
  expect(await get(tree, 'Übung.txt')).toBe('hello')
})

test('contents with another checksum than announced are refused', async () => {
  await using room = await withAnn()
  const { tree } = room
  const sha1 = createHash('sha1').update('hello').digest('hex')
  const checksum = { algorithm: 'sha1', value: sha1.toUpperCase() } as const
  expect(await refusal(put(tree, 'a', 'hullo', { checksum }))).toBe('checksum-mismatch')
  expect(await names(tree)).toEqual([])
  expect(await blobCount(room.blobs)).toBe(0)
  expect(await put(tree, 'a', 'hello', { checksum })).toMatchObject({ checksums: { sha1 } })
})

test('the checksums of a file are stored', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'hello')
  const node = await room.files.resolve(room.ann, ['a'])
  expect(node).toMatchObject({
    kind: 'file',
    content: {
      sha1: createHash('sha1').update('hello').digest('hex'),
      sha256: createHash('sha256').update('hello').digest('hex'),
    },
  })
})

test('new contents keep the id and the creation, and change the entity tag', async () => {
  await using room = await withAnn()
  const { tree } = room
  const first = await put(tree, 'a', 'one')
  await room.clock.advance(1000)
  const second = await put(tree, 'a', 'two')
  expect(await get(tree, 'a')).toBe('two')
  expect(second.fileId).toBe(first.fileId)
  expect(second.createdAt).toBe(first.createdAt)
  expect(second.modifiedAt).toBe(first.modifiedAt + 1000)
  expect(second.etag).not.toBe(first.etag)
})

test('the same contents again are another version', async () => {
  await using room = await withAnn()
  const first = await put(room.tree, 'a', 'one')
  expect((await put(room.tree, 'a', 'one')).etag).not.toBe(first.etag)
})

test('the time that the client tells is kept', async () => {
  await using room = await withAnn()
  await put(room.tree, 'a', 'one', { modifiedAt: 1_000_000_000_000 })
  expect((await stat(room.tree, 'a')).modifiedAt).toBe(1_000_000_000_000)
})

test('an empty file is a file', async () => {
  await using room = await withAnn()
  await put(room.tree, 'empty', '')
  expect(await stat(room.tree, 'empty')).toMatchObject({ size: 0 })
  expect(await get(room.tree, 'empty')).toBe('')
})

test('a file needs a folder to be in', async () => {
  await using room = await withAnn()
  await put(room.tree, 'file', 'x')
  expect(await refusal(put(room.tree, 'missing/a', 'x'))).toBe('parent-missing')
  expect(await refusal(put(room.tree, 'file/a', 'x'))).toBe('parent-missing')
  expect(await refusal(put(room.tree, 'missing/too/a', 'x'))).toBe('parent-missing')
})

test('a folder is not overwritten by a file', async () => {
  await using room = await withAnn()
  await makeFolders(room.tree, 'folder')
  expect(await refusal(put(room.tree, 'folder', 'x'))).toBe('is-a-folder')
  expect(await refusal(put(room.tree, '', 'x'))).toBe('is-a-folder')
})

test('64 levels are the deepest', async () => {
  await using room = await withAnn()
  const { tree } = room
  const path = Array.from({ length: 63 }, () => 'd')
  for (let depth = 1; depth <= 63; depth += 1)
    await tree.makeFolder(path.slice(0, depth), { preconditions: {} })
  await put(tree, [...path, 'file'].join('/'), 'deep')
  expect(await get(tree, [...path, 'file'].join('/'))).toBe('deep')
  await tree.makeFolder([...path, 'd'], { preconditions: {} })
  expect(await refusal(put(tree, [...path, 'd', 'file'].join('/'), 'x'))).toBe('parent-missing')

  // The same place, seen from further down, is as deep.
  const node = await room.files.resolve(room.ann, path.slice(0, 60))
  const part = room.files.nodeTree(room.ann.tenant, node?.id ?? 0, allRights, room.ann)
  expect(await refusal(put(part, 'd/d/d/d/file', 'x'))).toBe('forbidden')
})

test('conditions are held exactly', async () => {
  await using room = await withAnn()
  const { tree } = room
  const first = await put(tree, 'a', 'one', { preconditions: { ifNoneMatch: 'any' } })
  expect(await refusal(put(tree, 'a', 'x', { preconditions: { ifNoneMatch: 'any' } }))).toBe(
    'precondition-failed',
  )
  const second = await put(tree, 'a', 'two', { preconditions: { ifMatch: [first.etag] } })
  expect(await refusal(put(tree, 'a', 'x', { preconditions: { ifMatch: [first.etag] } }))).toBe(
    'precondition-failed',
  )
  expect(await refusal(put(tree, 'b', 'x', { preconditions: { ifMatch: 'any' } }))).toBe(
    'precondition-failed',
  )
  expect(await etag(tree, 'a')).toBe(second.etag)
  expect(await names(tree)).toEqual(['a'])
})

test('of two writers that both know the last version, one wins as a whole', async () => {
  await using room = await withAnn()
  const { tree } = room
  const first = await put(tree, 'a', 'start')
  const contents = Array.from({ length: 8 }, (_, index) => `writer ${index}`.repeat(1000))
  const outcomes = await Promise.allSettled(
    contents.map((content) => put(tree, 'a', content, { preconditions: { ifMatch: [first.etag] } })),
  )
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  const winner = contents[outcomes.findIndex((outcome) => outcome.status === 'fulfilled')]
  expect(await get(tree, 'a')).toBe(winner)
  expect(await blobCount(room.blobs), 'the old and the new contents').toBe(2)
})

test('of writers who create the same name at once, one creates and the others replace', async () => {
  await using room = await withAnn()
  const { tree } = room
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      tree.write(['a'], Readable.from([Buffer.from(`writer ${index}`)]), { preconditions: {} }),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.created)).toHaveLength(1)
  expect(await get(tree, 'a')).toMatch(/^writer \d$/)
  expect(new Set(outcomes.map((outcome) => outcome.resource.etag)).size).toBe(8)
})

test('a body that breaks off changes nothing', async () => {
  await using room = await withAnn()
  const { tree } = room
  const before = await put(tree, 'a', 'whole')
  const root = await etag(tree, '')
  async function* half() {
    yield Buffer.from('ha')
    throw new Error('connection reset')
  }
  for (const path of ['a', 'b']) {
    const body = Readable.from(half())
    expect(await refusal(tree.write([path], body, { preconditions: {} }))).toBe('conflict')
  }
  expect(await stat(tree, 'a')).toEqual(before)
  expect(await get(tree, 'a')).toBe('whole')
  expect(await etag(tree, '')).toBe(root)
  expect(await blobCount(room.blobs)).toBe(1)
})

test('a body of another length than announced changes nothing', async () => {
  await using room = await withAnn()
  expect(await refusal(put(room.tree, 'a', 'four', { length: 5 }))).toBe('conflict')
  expect(await refusal(put(room.tree, 'a', 'four', { length: 3 }))).toBe('conflict')
  expect(await names(room.tree)).toEqual([])
  await put(room.tree, 'a', 'four', { length: 4 })
})

test('a file over the limit is refused', async () => {
  await using room = await withAnn({ maxFileBytes: 10 })
  await put(room.tree, 'a', '0123456789')
  expect(await refusal(put(room.tree, 'b', '0123456789!'))).toBe('too-large')
})

test('what can be refused without the body is refused before it is read', async () => {
  await using room = await withAnn()
  const body = new Readable({
    read() {
      throw new Error('The body was read')
    },
  })
  await makeFolders(room.tree, 'folder')
  expect(await refusal(room.tree.write(['folder'], body, { preconditions: {} }))).toBe('is-a-folder')
  expect(await refusal(room.tree.write(['missing', 'a'], body, { preconditions: {} }))).toBe('parent-missing')
  expect(await refusal(room.tree.write(['a'], body, { preconditions: { ifMatch: 'any' } }))).toBe(
    'precondition-failed',
  )
})

test('a folder that is removed during an upload makes it fail, and its bytes go away', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'folder')
  async function* slow() {
    yield Buffer.from('first half ')
    await remove(tree, 'folder')
    yield Buffer.from('second half')
  }
  expect(await refusal(tree.write(['folder', 'a'], Readable.from(slow()), { preconditions: {} }))).toBe(
    'parent-missing',
  )
  expect(await blobCount(room.blobs)).toBe(0)
})

test('a fault of the database leaves the bytes to the sweep, since the commit may have happened', async () => {
  await using room = await withAnn()
  const failing = createFiles({
    ...room,
    database: {
      get read() {
        return room.database.read
      },
      write: () => Promise.reject(new Error('disk I/O error')),
      [Symbol.asyncDispose]: async () => {},
    },
  })
  await expect(put(failing.userTree(room.ann), 'a', 'x')).rejects.toThrow('disk I/O error')
  expect(await blobCount(room.blobs)).toBe(1)
  await room.clock.advance(25 * 60 * 60 * 1000)
  expect(await room.files.sweepBlobs()).toEqual({ dead: 0, orphans: 1 })
})

test('a write takes the same few statements however deep and full the folder is', async () => {
  await using room = await withAnn()
  const { tree, statements } = room
  await put(tree, 'a', 'x')
  const shallow = await statements.during(() => put(tree, 'b', 'x'))
  await makeFolders(tree, '1', '1/2', '1/2/3', '1/2/3/4')
  for (let index = 0; index < 20; index += 1) await put(tree, `1/2/3/4/${index}`, 'x')
  expect(await statements.during(() => put(tree, '1/2/3/4/new', 'x'))).toBe(shallow)
  expect(shallow).toBeLessThan(15)
})
