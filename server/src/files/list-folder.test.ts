import { expect, test } from 'vitest'
import type { TenantId } from '../platform/actor.ts'
import { withAnn } from './testing/test-files.ts'
import { at, children, etag, makeFolders, names, put, refusal, remove, stat } from './testing/tree-talk.ts'

test('a new user has an empty folder', async () => {
  await using room = await withAnn()
  expect(await stat(room.tree, '')).toMatchObject({
    kind: 'folder',
    name: '',
    rights: { read: true, update: true, create: true, delete: false, share: true },
  })
  expect(await names(room.tree)).toEqual([])
})

test('a listing shows what is directly in the folder, with the same facts as each has by itself', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'b', 'b/inside')
  await put(tree, 'c.txt', 'see')
  await put(tree, 'a.txt', 'a')
  await put(tree, 'b/deep.txt', 'deep')
  const listing = await tree.list([])
  expect(listing.folder).toEqual(await stat(tree, ''))
  const listed = await Array.fromAsync(listing.children)
  expect(listed.map((child) => child.name)).toEqual(['a.txt', 'b', 'c.txt'])
  for (const child of listed) expect(child).toEqual(await stat(tree, child.name))
  expect(await names(tree, 'b')).toEqual(['deep.txt', 'inside'])
})

test('only folders are listed', async () => {
  await using room = await withAnn()
  await put(room.tree, 'file', 'x')
  expect(await refusal(room.tree.list(['file']))).toBe('not-a-folder')
  expect(await refusal(room.tree.list(['missing']))).toBe('not-found')
  expect(await refusal(room.tree.list(['missing', 'more']))).toBe('not-found')
})

test('what one user has is not there for another', async () => {
  await using room = await withAnn()
  const bob = room.files.userTree(await room.addUser('bob'))
  await put(room.tree, 'secret', 'of ann')
  expect(await bob.stat(['secret'])).toBeUndefined()
  expect(await names(bob)).toEqual([])
})

test('an actor of another tenant finds nothing', async () => {
  await using room = await withAnn()
  const elsewhere = room.files.userTree({ ...room.ann, tenant: 2 as TenantId })
  expect(await elsewhere.stat([])).toBeUndefined()
  expect(await refusal(elsewhere.list([]))).toBe('not-found')
  expect(await refusal(put(elsewhere, 'a', 'x'))).toBe('not-found')
})

test('a path that is too long leads nowhere', async () => {
  await using room = await withAnn()
  const path = Array.from({ length: 5000 }, () => 'd')
  expect(await room.tree.stat(path)).toBeUndefined()
  expect(await refusal(room.tree.list(path))).toBe('not-found')
})

test('a listing is of one moment', async () => {
  await using room = await withAnn()
  const { tree } = room
  for (const name of ['a', 'b', 'c']) await put(tree, name, name)
  const listing = await tree.list([])
  const seen: string[] = []
  for await (const child of listing.children) {
    seen.push(child.name)
    if (child.name === 'a') await remove(tree, 'c')
  }
  expect(seen).toEqual(['a', 'b', 'c'])
  expect(listing.folder.etag).not.toBe(await etag(tree, ''))
})

test('10,000 entries take one statement, as does one', async () => {
  await using room = await withAnn()
  const { tree } = room
  await makeFolders(tree, 'large', 'small')
  await put(tree, 'small/file', 'x')
  const node = await room.files.resolve(room.ann, at('small/file'))
  const parent = await room.files.resolve(room.ann, at('large'))
  if (node?.kind !== 'file' || parent === undefined) throw new Error('The files are missing')
  await room.database.write(async (tx) => {
    for (let start = 0; start < 10_000; start += 1000) {
      await tx
        .insertInto('nodes')
        .values(
          Array.from({ length: 1000 }, (_, offset) => ({
            id: 1_000_000 + start + offset,
            tenant_id: node.tenant,
            space_id: node.spaceId,
            parent_id: parent.id,
            name: `file ${start + offset}.txt`,
            folded_name: `file ${start + offset}.txt`,
            kind: 'file',
            content_id: node.content.id,
            size: node.size,
            etag_seq: node.etagSeq,
            created_at: node.createdAt,
            modified_at: node.modifiedAt,
          })),
        )
        .execute()
    }
  })
  expect(await room.statements.during(() => children(tree, 'small'))).toBe(1)
  const took = await room.statements.during(async () => {
    expect(await children(tree, 'large')).toHaveLength(10_000)
  })
  expect(took).toBe(1)
})
