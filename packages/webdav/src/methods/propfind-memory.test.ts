import { expect, test } from 'vitest'
import { ListingMemory } from '../listing-memory.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

const plain = '<d:getetag/><d:getcontentlength/><oc:size/>'

/** A tree whose tags are the entity tags of its folders, and which counts how often it is listed. */
function watched() {
  const tree = treeOf({ 'Plans/a.txt': 'hello', 'Plans/sub/b.txt': '0123456789' })
  const seen = { listings: 0 }
  const tagOf = async (path: readonly string[]) => (await tree.stat(path))?.etag
  const tagged: ResourceTree = {
    ...tree,
    async list(path, question) {
      seen.listings += 1
      return { ...(await tree.list(path, question)), tag: await tagOf(path) }
    },
    listingTag: tagOf,
  }
  return { tree: tagged, seen, listings: new ListingMemory() }
}

function ask(
  { tree, listings }: Pick<ReturnType<typeof watched>, 'tree' | 'listings'>,
  { target = '/Plans', names = plain, headers = {} } = {},
) {
  const body = `<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop>${names}</d:prop></d:propfind>`
  return askDav(tree, 'PROPFIND', target, { headers: { depth: '1', ...headers }, body, listings })
}

test('a folder in which nothing has happened is answered as before, without a listing', async () => {
  const room = watched()
  const first = await ask(room)
  expect(await ask(room)).toEqual(first)
  expect(first.text).toContain('a.txt')
  expect(room.seen.listings).toBe(1)
})

test('a folder in which something has happened is listed', async () => {
  const room = watched()
  await ask(room)
  await askDav(room.tree, 'PUT', '/Plans/sub/c.txt', { body: 'new' })
  const second = await ask(room)
  expect(room.seen.listings).toBe(2)
  expect(second.text).toBe((await ask({ ...room, listings: new ListingMemory() })).text)
})

test('another question, another folder and another preference are other answers', async () => {
  const room = watched()
  const answers = [
    await ask(room),
    await ask(room, { names: '<d:resourcetype/>' }),
    await ask(room, { target: '/Plans/sub' }),
    await ask(room, { headers: { prefer: 'return=minimal' } }),
  ]
  expect(room.seen.listings).toBe(4)
  expect(new Set(answers.map(({ text }) => text)).size).toBe(4)
})

test.each([
  ['locks', '<d:lockdiscovery/>'],
  ['what clients have stored', '<x:color xmlns:x="urn:x"/>'],
  ['quota', '<d:quota-used-bytes/>'],
])('%s may change without the folder, so they are looked up each time', async (_, names) => {
  const room = watched()
  await ask(room, { names })
  await ask(room, { names })
  expect(room.seen.listings).toBe(2)
})

test('a tree that gives no tags is listed each time', async () => {
  const room = watched()
  const { listingTag: _, ...tree } = room.tree
  await ask({ ...room, tree })
  await ask({ ...room, tree })
  expect(room.seen.listings).toBe(2)
})

test('a folder that is gone is not there, whatever is remembered', async () => {
  const room = watched()
  await ask(room)
  await askDav(room.tree, 'DELETE', '/Plans')
  expect((await ask(room)).status).toBe(404)
})

test('the memory holds no more than it may, and keeps what was asked for last', () => {
  const memory = new ListingMemory(100)
  const listing = (bytes: number) => ({ tag: '1', headers: {}, body: new Uint8Array(bytes) })
  memory.remember('a', listing(40))
  memory.remember('b', listing(40))
  memory.recall('a')
  memory.remember('c', listing(40))
  expect(['a', 'b', 'c'].map((question) => memory.recall(question) !== undefined)).toEqual([
    true,
    false,
    true,
  ])
  memory.remember('d', listing(200))
  expect(memory.recall('d')).toBeUndefined()
  memory.remember('e', listing(90))
  memory.remember('e', listing(90))
  expect(memory.recall('e')).toBeDefined()
})
