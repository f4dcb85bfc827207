import { describe, expect, it } from 'vitest'
import type { ResourceQuestion, ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { createInMemoryTree } from '../testing/in-memory-tree.ts'
import { takeLock } from '../testing/take-lock.ts'
import { testNow, treeOf, withoutExtras } from '../testing/trees.ts'

const files = { 'Plans/a.txt': 'hello', 'Plans/sub/b.txt': '0123456789' }

describe('PROPFIND asks the tree', () => {
  it.each([
    ['<d:prop><d:getetag/><oc:id/><d:unknown/></d:prop>', {}],
    ['<d:prop><oc:checksums/></d:prop>', { checksums: true }],
    ['<d:prop><d:supportedlock/><d:supported-report-set/></d:prop>', {}],
    ['<d:prop><d:lockdiscovery/></d:prop>', { locks: true }],
    ['<d:prop><d:quota-used-bytes/><d:quota-available-bytes/></d:prop>', { quota: true }],
    ['<d:prop><oc:size/></d:prop>', { folderSize: true }],
    ['<d:prop><d:sync-token/></d:prop>', { syncToken: true }],
    [
      '<d:prop><x:color xmlns:x="urn:x"/></d:prop>',
      { deadProperties: [{ namespace: 'urn:x', local: 'color' }] },
    ],
    [
      '<d:prop><oc:favorite/><plain/></d:prop>',
      {
        deadProperties: [
          { namespace: 'http://owncloud.org/ns', local: 'favorite' },
          { namespace: '', local: 'plain' },
        ],
      },
    ],
    ['<d:propname/>', { deadProperties: true }],
    ['<d:allprop/>', { deadProperties: true, locks: true }],
    [
      '<d:allprop/><d:include><d:quota-used-bytes/></d:include>',
      { deadProperties: true, locks: true, quota: true },
    ],
  ])('for %s only %j', async (names, expected) => {
    const questions: (ResourceQuestion | undefined)[] = []
    const tree = treeOf(files)
    const watching: ResourceTree = {
      ...tree,
      stat: (path, question) => (questions.push(question), tree.stat(path, question)),
      list: (path, question) => (questions.push(question), tree.list(path, question)),
    }
    await propfind(watching, '/Plans', names, '0')
    await propfind(watching, '/Plans', names, '1')
    expect(questions).toEqual([expected, expected])
  })
})

describe('PROPFIND of the fingerprint of the data', () => {
  const body =
    '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><oc:data-fingerprint/></d:prop></d:propfind>'
  const ask = (target: string, dataFingerprint?: string) =>
    askDav(treeOf(files), 'PROPFIND', target, {
      headers: { depth: '0' },
      body,
      ...(dataFingerprint !== undefined && { dataFingerprint }),
    })

  it.each([
    ['', '<oc:data-fingerprint/></d:prop><d:status>HTTP/1.1 200 OK'],
    ['1 & 2', '<oc:data-fingerprint>1 &amp; 2</oc:data-fingerprint></d:prop><d:status>HTTP/1.1 200 OK'],
  ])('shows “%s” at the root', async (fingerprint, expected) => {
    expect((await ask('/', fingerprint)).text).toContain(expected)
  })

  it('knows none below the root, nor where the edge has none', async () => {
    const unknown = '<oc:data-fingerprint/></d:prop><d:status>HTTP/1.1 404 Not Found'
    expect((await ask('/Plans', 'x')).text).toContain(unknown)
    expect((await ask('/')).text).toContain(unknown)
  })
})

describe('PROPFIND of dead properties', () => {
  const named = '<d:prop><x:color xmlns:x="urn:x"/><x:size xmlns:x="urn:x"/></d:prop>'

  it('finds by name those that are stored', async () => {
    const { text } = await propfind(await paintedTree(), '/Plans/a.txt', named)
    expect(text).toContain(
      '<d:prop><y:color xmlns:d="DAV:" xmlns:y="urn:x">red</y:color></d:prop><d:status>HTTP/1.1 200 OK',
    )
    expect(text).toContain('<d:prop><x:size xmlns:x="urn:x"/></d:prop><d:status>HTTP/1.1 404 Not Found')
  })

  it('has them in allprop, once, and their names in propname', async () => {
    const tree = await paintedTree()
    const included = '<d:allprop/><d:include><x:color xmlns:x="urn:x"/><x:size xmlns:x="urn:x"/></d:include>'
    const { text } = await propfind(tree, '/Plans/a.txt', included)
    expect(text.match(/color/g)).toHaveLength(2)
    expect(text).toContain('<x:size xmlns:x="urn:x"/></d:prop><d:status>HTTP/1.1 404')
    const names = await propfind(tree, '/Plans/a.txt', '<d:propname/>')
    expect(names.text).toContain('<x:color xmlns:x="urn:x"/>')
    expect(names.text).not.toContain('red')
  })

  it('has those of each child in a listing', async () => {
    const { text } = await propfind(await paintedTree(), '/Plans', named, '1')
    expect(text.match(/>red</g)).toHaveLength(1)
  })

  async function paintedTree(): Promise<ResourceTree> {
    const tree = treeOf(files)
    const body =
      '<d:propertyupdate xmlns:d="DAV:" xmlns:y="urn:x"><d:set><d:prop><y:color>red</y:color></d:prop></d:set></d:propertyupdate>'
    await askDav(tree, 'PROPPATCH', '/Plans/a.txt', { body })
    return tree
  }
})

describe('PROPFIND of locks', () => {
  const locks = '<d:prop><d:supportedlock/><d:lockdiscovery/></d:prop>'

  it('says which locks can be taken, and that there are none', async () => {
    const { text } = await propfind(treeOf(files), '/Plans', locks)
    expect(text).toContain(
      '<d:supportedlock>' +
        '<d:lockentry><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockentry>' +
        '<d:lockentry><d:lockscope><d:shared/></d:lockscope><d:locktype><d:write/></d:locktype></d:lockentry>' +
        '</d:supportedlock><d:lockdiscovery/>',
    )
  })

  it('tells of the locks that cover a resource, where they are and how long they last', async () => {
    const tree = treeOf(files)
    const outer = await takeLock(tree, '/Plans', { scope: 'shared', headers: { timeout: 'Second-100' } })
    const inner = await takeLock(tree, '/Plans/a.txt', { scope: 'shared', depth: '0' })
    const { text } = await propfind(tree, '/Plans', locks, '1', testNow + 40_000)
    const [, folder = '', ...children] = text.split('<d:response>')
    const file = children.find((child) => child.includes('a.txt')) ?? ''
    expect(folder).toContain(
      `<d:timeout>Second-60</d:timeout><d:locktoken><d:href>${outer}</d:href></d:locktoken>`,
    )
    expect(folder).toContain('<d:lockroot><d:href>/dav/Plans/</d:href></d:lockroot>')
    expect(folder).not.toContain(inner)
    expect(file).toContain('<d:lockroot><d:href>/dav/Plans/</d:href></d:lockroot>')
    expect(file).toContain('<d:depth>0</d:depth>')
    expect(file).toContain('<d:lockroot><d:href>/dav/Plans/a.txt</d:href></d:lockroot>')
  })

  it('knows neither property where nothing can be locked', async () => {
    const { text } = await propfind(withoutExtras(treeOf(files)), '/Plans', locks)
    expect(text).toContain('<d:supportedlock/><d:lockdiscovery/></d:prop><d:status>HTTP/1.1 404')
  })

  it('writes a lock without an end as such', async () => {
    const tree = treeOf(files)
    const resource = await tree.stat(['Plans'])
    if (resource === undefined) throw new Error('missing')
    const expiresAt = Number.POSITIVE_INFINITY
    const lock = {
      token: 'x:<1>',
      scope: 'shared',
      depth: '0',
      owner: '',
      root: ['Plans'],
      expiresAt,
    } as const
    const shown: ResourceTree = { ...tree, stat: async () => ({ ...resource, locks: [lock] }) }
    const { text } = await propfind(shown, '/Plans', locks)
    expect(text).toContain('<d:timeout>Infinite</d:timeout><d:locktoken><d:href>x:&lt;1&gt;</d:href>')
  })
})

describe('PROPFIND of sizes', () => {
  const quota = '<d:prop><d:quota-used-bytes/><d:quota-available-bytes/></d:prop>'

  it('says what is used and what is left of a quota', async () => {
    const tree = createInMemoryTree({ now: () => testNow, files, quota: 20 })
    expect((await propfind(tree, '/', quota)).text).toContain(
      '<d:quota-used-bytes>15</d:quota-used-bytes><d:quota-available-bytes>5</d:quota-available-bytes>',
    )
    expect((await propfind(tree, '/Plans/a.txt', quota)).text).not.toContain('200 OK')
    expect((await propfind(tree, '/', '<d:allprop/>')).text).not.toContain('quota')
    expect((await askDav(tree, 'PUT', '/more', { body: '123456' })).status).toBe(507)
    expect((await askDav(tree, 'COPY', '/Plans', { headers: { destination: '/dav/more' } })).status).toBe(507)
  })

  it('leaves out what is left where there is no limit', async () => {
    const { text } = await propfind(treeOf(files), '/', quota)
    expect(text).toContain('<d:quota-used-bytes>15</d:quota-used-bytes></d:prop>')
    expect(text).toContain('<d:quota-available-bytes/></d:prop><d:status>HTTP/1.1 404')
  })

  it('never says that less than nothing is left', async () => {
    const tree = createInMemoryTree({ now: () => testNow, files, quota: 10 })
    expect((await propfind(tree, '/', quota)).text).toContain('<d:quota-available-bytes>0<')
  })

  it('says how long all is that is in a folder', async () => {
    const { text } = await propfind(treeOf(files), '/Plans', '<d:prop><oc:size/></d:prop>', '1')
    expect([...text.matchAll(/<oc:size>(\d+)</g)].map(([, size]) => size)).toEqual(['15', '5', '10'])
  })
})

describe('PROPFIND of checksums', () => {
  it('writes them in one element, as ownCloud does', async () => {
    const tree = treeOf(files)
    const names = '<d:prop><oc:checksums/></d:prop>'
    expect((await propfind(tree, '/Plans/a.txt', names)).text).toContain(
      '<oc:checksums><oc:checksum>SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d ' +
        'SHA256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824</oc:checksum></oc:checksums>',
    )
    expect((await propfind(tree, '/Plans', names)).text).not.toContain('200 OK')
  })
})

function propfind(tree: ResourceTree, target: string, question: string, depth = '0', now = testNow) {
  const body = `<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">${question}</d:propfind>`
  return askDav(tree, 'PROPFIND', target, { headers: { depth }, body, now })
}
