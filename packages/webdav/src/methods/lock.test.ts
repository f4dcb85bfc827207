import { describe, expect, it } from 'vitest'
import { ResourceError } from '../resource-error.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { createInMemoryTree } from '../testing/in-memory-tree.ts'
import { lockInfo, takeLock } from '../testing/take-lock.ts'
import { testNow, treeOf, withoutExtras } from '../testing/trees.ts'

const files = { 'a.txt': 'a', 'folder/b.txt': 'b', 'folder/sub/c.txt': 'c' }
const someToken = 'opaquelocktoken:a515cfa4-5da4-22e1-f5b5-00a0451e6bf7'

describe('LOCK', () => {
  it('answers as RFC 4918 9.10.7 shows', async () => {
    const owner = '<d:owner><d:href>http://example.org/~ejw/contact.html</d:href></d:owner>'
    const answer = await lock(treeOf(files), '/a.txt', {
      headers: { timeout: 'Infinite, Second-4100000000' },
      body: lockInfo('exclusive', owner),
    })
    const token = /^<(opaquelocktoken:[\da-f-]{36})>$/.exec(answer.headers['lock-token'] ?? '')?.[1]
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8')
    expect(answer.text).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<d:prop xmlns:d="DAV:"><d:lockdiscovery><d:activelock>' +
        '<d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype><d:depth>infinity</d:depth>' +
        '<d:owner xmlns:d="DAV:"><d:href>http://example.org/~ejw/contact.html</d:href></d:owner>' +
        `<d:timeout>Second-86400</d:timeout><d:locktoken><d:href>${token}</d:href></d:locktoken>` +
        '<d:lockroot><d:href>/dav/a.txt</d:href></d:lockroot></d:activelock></d:lockdiscovery></d:prop>',
    )
  })

  it('makes an empty file where nothing is', async () => {
    const tree = treeOf(files)
    const answer = await lock(tree, '/folder/new.txt')
    expect(answer).toMatchObject({ status: 201, headers: { 'lock-token': expect.any(String) } })
    expect(await askDav(tree, 'GET', '/folder/new.txt')).toMatchObject({ status: 200, text: '' })
    expect((await askDav(tree, 'PUT', '/folder/new.txt')).status).toBe(423)
  })

  it('keeps the owner as the client wrote it', async () => {
    const owner =
      '<D:owner xmlns:D="DAV:" xmlns:z="urn:z" z:kind="a&amp;b"> Ann <z:phone>1 &lt; 2</z:phone><z:none/></D:owner>'
    const { text } = await lock(treeOf(files), '/a.txt', { body: lockInfo('exclusive', owner) })
    expect(text).toContain(
      '<D:owner xmlns:D="DAV:" xmlns:z="urn:z" xmlns:d="DAV:" z:kind="a&amp;b"> Ann <z:phone>1 &lt; 2</z:phone><z:none/></D:owner>',
    )
  })

  it.each([
    [{}, 'infinity'],
    [{ depth: 'infinity' }, 'infinity'],
    [{ depth: '0' }, '0'],
  ])('takes the depth from %j', async (headers, depth) => {
    const { text } = await lock(treeOf(files), '/folder/', { headers })
    expect(text).toContain(`<d:depth>${depth}</d:depth>`)
    expect(text).toContain('<d:lockroot><d:href>/dav/folder/</d:href></d:lockroot>')
  })

  it.each([
    ['Second-600', 'Second-600'],
    ['Second-999999', 'Second-86400'],
    ['Extend, Second-60', 'Second-60'],
  ])('grants for %s what the tree gives: %s', async (timeout, granted) => {
    const { text } = await lock(treeOf(files), '/a.txt', { headers: { timeout } })
    expect(text).toContain(`<d:timeout>${granted}</d:timeout>`)
  })

  it.each([
    ['an unknown timeout', '/a.txt', { headers: { timeout: 'soon' } }, 400],
    ['Depth 1', '/folder', { headers: { depth: '1' } }, 400],
    ['no XML', '/a.txt', { body: 'lock it' }, 400],
    ['another element', '/a.txt', { body: '<d:prop xmlns:d="DAV:"/>' }, 400],
    ['no scope', '/a.txt', { body: lockInfo().replace('<d:exclusive/>', '') }, 400],
    [
      'both scopes',
      '/a.txt',
      { body: lockInfo().replace('<d:exclusive/>', '<d:exclusive/><d:shared/>') },
      400,
    ],
    ['another type', '/a.txt', { body: lockInfo().replace('<d:write/>', '<d:read/>') }, 400],
    ['an owner of more than 4 KiB', '/a.txt', { body: lockInfo('shared', owned('x'.repeat(4096))) }, 400],
    ['more than 64 KiB', '/a.txt', { body: lockInfo('shared', owned('x'.repeat(65_536))) }, 413],
    ['a place in a folder that is missing', '/missing/a', {}, 409],
    ['a place in a file', '/a.txt/b', {}, 409],
    ['a folder that is not there', '/new/', {}, 409],
    ['a stale entity tag', '/a.txt', { headers: { 'if-match': '"stale"' } }, 412],
    ['what must not be there, and is', '/a.txt', { headers: { 'if-none-match': '*' } }, 412],
  ])('is refused with %s', async (_what, target, options, status) => {
    const tree = treeOf(files)
    expect((await lock(tree, target, options)).status).toBe(status)
    expect((await askDav(tree, 'PUT', '/a.txt')).status).toBe(204)
    expect(await tree.stat(['new'])).toBeUndefined()
  })

  it('is not allowed where nothing can be locked', async () => {
    const tree = withoutExtras(treeOf(files))
    const answer = await lock(tree, '/a.txt')
    expect(answer.status).toBe(405)
    expect(answer.headers['allow']).not.toContain('LOCK')
    expect((await askDav(tree, 'UNLOCK', '/nothing')).status).toBe(405)
  })

  // RFC 4918 6.1, the table of compatible locks.
  it.each([
    ['exclusive', 'exclusive', 423],
    ['exclusive', 'shared', 423],
    ['shared', 'exclusive', 423],
    ['shared', 'shared', 200],
  ] as const)('of a resource with a lock that is %s, %s, gives %i', async (held, wanted, status) => {
    const tree = treeOf(files)
    await takeLock(tree, '/a.txt', { scope: held })
    expect((await lock(tree, '/a.txt', { body: lockInfo(wanted) })).status).toBe(status)
  })

  it.each([
    ['the file itself', '/a.txt', '0', '/a.txt', '/dav/a.txt'],
    ['the folder above', '/folder', 'infinity', '/folder/b.txt', '/dav/folder/'],
    ['a folder further up', '/folder', 'infinity', '/folder/sub/c.txt', '/dav/folder/'],
    ['the folder above, where nothing is', '/folder', 'infinity', '/folder/new.txt', '/dav/folder/'],
  ] as const)('says that the lock in the way is on %s', async (_what, held, depth, wanted, href) => {
    const tree = treeOf(files)
    await takeLock(tree, held, { depth })
    const answer = await lock(tree, wanted)
    expect(answer.status).toBe(423)
    expect(answer.text).toContain(`<d:no-conflicting-lock><d:href>${href}</d:href></d:no-conflicting-lock>`)
  })

  it('of a folder names what is in its way below, as RFC 4918 9.10.9 shows', async () => {
    const tree = treeOf(files)
    await takeLock(tree, '/folder/sub/c.txt')
    const answer = await lock(tree, '/folder/')
    expect(answer.status).toBe(207)
    expect(answer.text).toContain(
      '<d:response><d:href>/dav/folder/sub/c.txt</d:href><d:status>HTTP/1.1 423 Locked</d:status></d:response>' +
        '<d:response><d:href>/dav/folder/</d:href><d:status>HTTP/1.1 424 Failed Dependency</d:status></d:response>',
    )
    expect((await askDav(tree, 'PUT', '/folder/b.txt')).status).toBe(204)
    // RFC 4918 9.10.3: at Depth 0 what is below does not matter.
    expect((await lock(tree, '/folder/', { headers: { depth: '0' } })).status).toBe(200)
  })

  it('says of a tree that does not know better that the lock is where the client asked', async () => {
    const tree = treeOf(files)
    const vague: ResourceTree = { ...tree, locking: { ...lockingOf(tree), lock: refuse('locked') } }
    const { text } = await lock(vague, '/a.txt')
    expect(text).toContain('<d:no-conflicting-lock><d:href>/dav/a.txt</d:href></d:no-conflicting-lock>')
  })
})

describe('LOCK without a body', () => {
  it('makes the lock last longer, and says nothing of its token in a header', async () => {
    const clock = { now: testNow }
    const tree = createInMemoryTree({ now: () => clock.now, files })
    const token = await takeLock(tree, '/folder', { headers: { timeout: 'Second-100' } })
    clock.now += 99_000
    const answer = await refresh(tree, '/folder', `(<${token}>)`, { timeout: 'Second-200' }, clock.now)
    expect(answer.status).toBe(200)
    expect(answer.headers).not.toHaveProperty('lock-token')
    expect(answer.text).toContain(`<d:timeout>Second-200</d:timeout><d:locktoken><d:href>${token}</d:href>`)
    clock.now += 199_000
    expect((await askDav(tree, 'DELETE', '/folder')).status).toBe(423)
    clock.now += 1000
    expect((await askDav(tree, 'DELETE', '/folder')).status).toBe(204)
  })

  it('works at any place that the lock covers, whatever the Depth, and tells of shared locks beside it', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/folder', { scope: 'shared' })
    const other = await takeLock(tree, '/folder/b.txt', { scope: 'shared' })
    const answer = await refresh(tree, '/folder/b.txt', `</dav/folder/> (<${token}>)`, { depth: '0' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(token)
    expect(answer.text).toContain(other)
    expect(answer.text).toContain('<d:lockroot><d:href>/dav/folder/</d:href></d:lockroot>')
    expect(answer.text).toContain('<d:lockroot><d:href>/dav/folder/b.txt</d:href></d:lockroot>')
  })

  it('must name one lock', async () => {
    const tree = treeOf(files)
    const one = await takeLock(tree, '/a.txt', { scope: 'shared' })
    const two = await takeLock(tree, '/a.txt', { scope: 'shared' })
    expect((await askDav(tree, 'LOCK', '/a.txt')).status).toBe(400)
    expect((await refresh(tree, '/a.txt', `(<${one}>) (<${two}>)`)).status).toBe(400)
    expect((await refresh(tree, '/a.txt', '(Not <DAV:no-lock>)')).status).toBe(400)
  })

  it.each([
    ['a lock that is not there', '/a.txt', `(<${someToken}>)`],
    ['a lock that need not be there', '/a.txt', `(Not <${someToken}>)`],
    ['a lock elsewhere', '/a.txt', '</dav/folder> (<FOLDER>)'],
    ['a lock elsewhere, as if it were here', '/a.txt', '(<FOLDER>)'],
  ])('is refused for %s', async (_what, target, header) => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/folder')
    const answer = await refresh(tree, target, header.replace('FOLDER', token))
    expect(answer.status).toBe(412)
    expect(answer.text).toContain('<d:lock-token-matches-request-uri/>')
  })

  it('is refused where nothing is, and with an entity tag that is not the current one', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    expect((await refresh(tree, '/nothing', `</dav/a.txt> (<${token}>)`)).status).toBe(404)
    expect((await refresh(tree, '/a.txt', `(<${token}>)`, { 'if-match': '"stale"' })).status).toBe(412)
  })

  it('passes faults on', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    const failing = { ...lockingOf(tree), refresh: refuse('unavailable') }
    expect((await refresh({ ...tree, locking: failing }, '/a.txt', `(<${token}>)`)).status).toBe(503)
  })
})

describe('UNLOCK', () => {
  it.each([
    ['as RFC 4918 9.11.2 shows', '/a.txt', (token: string) => `<${token}>`],
    ['without brackets, as Windows asks', '/a.txt', (token: string) => token],
  ])('frees a resource %s', async (_what, target, header) => {
    const tree = treeOf(files)
    const token = await takeLock(tree, target)
    expect((await unlock(tree, target, header(token))).status).toBe(204)
    expect((await askDav(tree, 'PUT', target)).status).toBe(204)
    expect((await unlock(tree, target, header(token))).status).toBe(409)
  })

  it('frees all that a lock covers, at any place that it covers', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/folder')
    expect((await unlock(tree, '/folder/sub/c.txt', `<${token}>`)).status).toBe(204)
    expect((await askDav(tree, 'DELETE', '/folder')).status).toBe(204)
  })

  it('leaves other shared locks', async () => {
    const tree = treeOf(files)
    const one = await takeLock(tree, '/a.txt', { scope: 'shared' })
    await takeLock(tree, '/a.txt', { scope: 'shared' })
    await unlock(tree, '/a.txt', `<${one}>`)
    expect((await askDav(tree, 'PUT', '/a.txt')).status).toBe(423)
  })

  it.each([
    ['without a token', '/a.txt', undefined, 400],
    ['with nonsense', '/a.txt', 'nonsense', 400],
    ['with the token of no lock', '/a.txt', `<${someToken}>`, 409],
    ['at a place that the lock does not cover', '/folder', 'LOCK', 409],
    ['where nothing is', '/nothing', 'LOCK', 409],
  ])('is refused %s', async (_what, target, header, status) => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    const answer = await unlock(tree, target, header?.replace('LOCK', `<${token}>`))
    expect(answer.status).toBe(status)
    expect(answer.text.includes('<d:lock-token-matches-request-uri/>')).toBe(status === 409)
    expect((await askDav(tree, 'PUT', '/a.txt')).status).toBe(423)
  })

  it('checks conditions', async () => {
    const tree = treeOf(files)
    const token = await takeLock(tree, '/a.txt')
    const headers = { 'lock-token': `<${token}>`, 'if-match': '"stale"' }
    expect((await askDav(tree, 'UNLOCK', '/a.txt', { headers })).status).toBe(412)
  })
})

type Options = NonNullable<Parameters<typeof askDav>[3]>

function lock(tree: ResourceTree, target: string, options: Options = {}) {
  return askDav(tree, 'LOCK', target, { body: lockInfo(), ...options })
}

function refresh(tree: ResourceTree, target: string, header: string, headers = {}, now = testNow) {
  return askDav(tree, 'LOCK', target, { headers: { if: header, ...headers }, now })
}

function unlock(tree: ResourceTree, target: string, header: string | undefined) {
  return askDav(tree, 'UNLOCK', target, { headers: header === undefined ? {} : { 'lock-token': header } })
}

function owned(text: string): string {
  return `<d:owner>${text}</d:owner>`
}

function lockingOf({ locking }: ResourceTree) {
  if (locking === undefined) throw new Error('no locking')
  return locking
}

function refuse(reason: 'locked' | 'unavailable') {
  return () => Promise.reject(new ResourceError(reason, 'No.'))
}
