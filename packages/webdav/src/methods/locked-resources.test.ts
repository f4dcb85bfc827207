import { describe, expect, it } from 'vitest'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { createInMemoryTree } from '../testing/in-memory-tree.ts'
import { lockInfo, takeLock } from '../testing/take-lock.ts'
import { testNow, treeOf } from '../testing/trees.ts'

const files = { 'a.txt': 'a', 'folder/b.txt': 'b', 'folder/sub/c.txt': 'c', 'other/d.txt': 'd' }
const patch =
  '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop><color>red</color></d:prop></d:set></d:propertyupdate>'

/** `request` is a method, a target, and the destination of COPY and MOVE. `done` is its status once it is allowed. */
const guarded: readonly [lock: string, depth: '0' | 'infinity', request: string, done: number][] = [
  // RFC 4918 7: a write lock guards contents, properties and the resource itself.
  ['/a.txt', '0', 'PUT /a.txt', 204],
  ['/a.txt', '0', 'PROPPATCH /a.txt', 207],
  ['/a.txt', '0', 'DELETE /a.txt', 204],
  ['/a.txt', '0', 'MOVE /a.txt /new', 201],
  // RFC 4918 7.6: and it guards what would be replaced.
  ['/a.txt', '0', 'COPY /other/d.txt /a.txt', 204],
  ['/a.txt', '0', 'MOVE /other/d.txt /a.txt', 204],

  // RFC 4918 7.4: a lock on a folder guards which members it has, at any depth of the lock.
  ['/folder', '0', 'PUT /folder/new', 201],
  ['/folder', '0', 'MKCOL /folder/new', 201],
  ['/folder', '0', 'LOCK /folder/new', 201],
  ['/folder', '0', 'DELETE /folder/b.txt', 204],
  ['/folder', '0', 'MOVE /folder/b.txt /new', 201],
  ['/folder', '0', 'MOVE /folder/b.txt /folder/new', 201],
  ['/folder', '0', 'MOVE /a.txt /folder/new', 201],
  ['/folder', '0', 'COPY /a.txt /folder/new', 201],
  ['/folder', '0', 'PROPPATCH /folder', 207],
  ['/folder', '0', 'DELETE /folder', 204],

  // RFC 4918 7.4: one of depth infinity guards all that is below.
  ['/folder', 'infinity', 'PUT /folder/b.txt', 204],
  ['/folder', 'infinity', 'PUT /folder/sub/c.txt', 204],
  ['/folder', 'infinity', 'PUT /folder/sub/new', 201],
  ['/folder', 'infinity', 'PROPPATCH /folder/sub', 207],
  ['/folder', 'infinity', 'DELETE /folder/sub/c.txt', 204],
  ['/folder', 'infinity', 'COPY /a.txt /folder/sub/new', 201],

  // RFC 4918 9.6.1 and 9.9.2: what takes a folder away takes what is below.
  ['/folder/sub/c.txt', '0', 'DELETE /folder', 204],
  ['/folder/sub/c.txt', '0', 'MOVE /folder /new', 201],
  ['/folder/sub/c.txt', '0', 'COPY /other /folder', 204],
  ['/', '0', 'DELETE /a.txt', 204],
]

const free: readonly [lock: string, depth: '0' | 'infinity', request: string, status: number][] = [
  ['/a.txt', '0', 'GET /a.txt', 200],
  ['/a.txt', '0', 'COPY /a.txt /new', 201],
  ['/a.txt', '0', 'PUT /other/d.txt', 204],
  ['/folder', '0', 'PUT /folder/b.txt', 204],
  ['/folder', '0', 'PROPPATCH /folder/b.txt', 207],
  ['/folder', '0', 'PUT /folder/sub/new', 201],
  ['/folder', '0', 'LOCK /folder/b.txt', 200],
  ['/folder/sub/c.txt', '0', 'PUT /folder/b.txt', 204],
  ['/folder/sub/c.txt', '0', 'COPY /folder /new', 201],
]

describe.each(['exclusive', 'shared'] as const)('a lock that is %s', (scope) => {
  it.each(guarded)('on %s of depth %s guards against %s', async (target, depth, request, done) => {
    const tree = treeOf(files)
    const token = await takeLock(tree, target, { depth, scope })
    const refused = await ask(tree, request)
    expect(refused.status).toBe(423)
    expect(refused.text).toMatch(/<d:(lock-token-submitted|no-conflicting-lock)><d:href>\/dav/)
    const allowed = await ask(tree, request, { if: `<${lockRoot(target)}> (<${token}>)` })
    expect(allowed.status).toBe(done)
  })

  it.each(free)('on %s of depth %s is no matter for %s', async (target, depth, request, status) => {
    const tree = treeOf(files)
    await takeLock(tree, target, { depth, scope })
    expect((await ask(tree, request)).status).toBe(status)
  })
})

describe('a refusal for want of a token', () => {
  it.each([
    ['/a.txt', 'PUT /a.txt', '/dav/a.txt'],
    ['/folder', 'PUT /folder/sub/c.txt', '/dav/folder/'],
    ['/folder/sub/c.txt', 'DELETE /folder', '/dav/folder/sub/c.txt'],
    ['/other/d.txt', 'COPY /a.txt /other/d.txt', '/dav/other/d.txt'],
  ])('names the resource that is locked: %s', async (target, request, href) => {
    const tree = treeOf(files)
    await takeLock(tree, target)
    expect((await ask(tree, request)).text).toContain(
      `<d:lock-token-submitted><d:href>${href}</d:href></d:lock-token-submitted>`,
    )
  })
})

describe('shared locks', () => {
  it('let each of their holders do what all of them guard', async () => {
    const tree = treeOf(files)
    const one = await takeLock(tree, '/a.txt', { scope: 'shared' })
    const two = await takeLock(tree, '/a.txt', { scope: 'shared' })
    expect((await ask(tree, 'PUT /a.txt', { if: `(<${one}>)` })).status).toBe(204)
    expect((await ask(tree, 'PUT /a.txt', { if: `(<${two}>)` })).status).toBe(204)
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(423)
  })
})

describe('a lock', () => {
  it('needs the tokens of all places that a request takes away', async () => {
    const tree = treeOf(files)
    const one = await takeLock(tree, '/folder/b.txt')
    const two = await takeLock(tree, '/folder/sub/c.txt')
    const only = (token: string) => ({ if: `(<${token}>) (Not <DAV:no-lock>)` })
    expect((await ask(tree, 'DELETE /folder', only(one))).status).toBe(423)
    expect((await ask(tree, 'DELETE /folder', only(two))).status).toBe(423)
    const both = { if: `</dav/folder/b.txt> (<${one}>) </dav/folder/sub/c.txt> (<${two}>)` }
    expect((await ask(tree, 'DELETE /folder', both)).status).toBe(204)
  })

  it('ends with what it was on', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    await ask(tree, 'DELETE /a.txt', { if: `(<${token}>)` })
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(201)
  })

  // RFC 4918 7.6
  it('is neither moved nor copied along', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    await ask(tree, 'COPY /a.txt /copy')
    expect((await ask(tree, 'PUT /copy')).status).toBe(204)
    await ask(tree, 'MOVE /a.txt /moved', { if: `(<${token}>)` })
    expect((await ask(tree, 'PUT /moved')).status).toBe(204)
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(201)
  })

  // RFC 4918 7.6
  it('stays at a destination, and takes in what is put below', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    await ask(tree, 'COPY /other/d.txt /a.txt', { if: `</dav/a.txt> (<${token}>)` })
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(423)
    const folder = await takeLock(tree, '/folder')
    await ask(tree, 'MOVE /other /folder/other', { if: `</dav/folder> (<${folder}>)` })
    expect((await ask(tree, 'PUT /folder/other/d.txt')).status).toBe(423)
  })

  // RFC 4918 6.6
  it('ends when its time is over', async () => {
    const clock = { now: testNow }
    const tree = createInMemoryTree({ now: () => clock.now, files })
    const token = await takeLock(tree, '/a.txt', { headers: { timeout: 'Second-10' } })
    clock.now += 9999
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(423)
    clock.now += 1
    expect((await ask(tree, 'PUT /a.txt', { if: `(<${token}>)` })).status).toBe(412)
    expect((await ask(tree, 'PUT /a.txt')).status).toBe(204)
  })

  it('lets the client write for whom it made the file, as davfs2 and the Finder do', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/new.txt')
    expect((await ask(tree, 'PUT /new.txt', { if: `(<${token}>)` })).status).toBe(204)
  })
})

function lockRoot(target: string): string {
  return `/dav${target}`
}

function ask(tree: ResourceTree, request: string, headers: Record<string, string> = {}) {
  const [method = '', target = '', destination] = request.split(' ')
  return askDav(tree, method, target, {
    headers: { ...headers, ...(destination === undefined ? {} : { destination: `/dav${destination}` }) },
    body: method === 'PROPPATCH' ? patch : method === 'LOCK' ? lockInfo() : '',
  })
}
