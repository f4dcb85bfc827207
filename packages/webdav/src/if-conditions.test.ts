import { describe, expect, it } from 'vitest'
import type { ResourceTree } from './resource-tree.ts'
import { askDav } from './testing/ask-dav.ts'
import { takeLock } from './testing/take-lock.ts'
import { treeOf, withoutExtras } from './testing/trees.ts'

const no = 'urn:uuid:58f202ac-22cf-11d1-b12d-002035b29092'

/**
 * `LOCK` stands for the token of a lock on a.txt, `FOLDER` for that of one of depth infinity on folder, `A` and `B` for
 * the entity tags of a.txt and b.txt.
 */
const rows: readonly [what: string, target: string, header: string, status: number][] = [
  // RFC 4918 10.4.6 and 10.4.7: conditions in a list must all hold, and one list is enough.
  ['the token of the lock', '/a.txt', '(<LOCK>)', 204],
  ['token and entity tag', '/a.txt', '(<LOCK> ["A"])', 204],
  ['token and another entity tag', '/a.txt', '(<LOCK> ["other"])', 412],
  ['another token and entity tag', '/a.txt', `(<${no}> ["A"])`, 412],
  ['one list of two', '/a.txt', `(<${no}> ["A"]) (<LOCK>)`, 204],
  ['neither list of two', '/a.txt', `(<${no}>) (["other"])`, 412],
  ['the token of a lock elsewhere', '/a.txt', '(<FOLDER>)', 412],
  ['a token where nothing is locked', '/b.txt', '(<LOCK>)', 412],

  // RFC 4918 10.4.8: Not.
  ['not a token that does not match, and one that does', '/a.txt', `(Not <${no}> <LOCK>)`, 204],
  ['not the token of the lock', '/a.txt', '(Not <LOCK>)', 412],
  ['not the entity tag', '/b.txt', '(Not ["B"])', 412],
  ['not another entity tag', '/b.txt', '(Not ["A"])', 204],
  ['not, in any case', '/b.txt', '(nOT ["A"])', 204],
  ['the token that no lock has', '/b.txt', '(<DAV:no-lock>)', 412],
  ['a token that is submitted but need not match', '/a.txt', '(<LOCK> ["other"]) (Not <DAV:no-lock>)', 204],

  // RFC 4918 10.4.9 and 10.4.10: tagged lists.
  ['a list about the resource', '/a.txt', '</dav/a.txt> (<LOCK>)', 204],
  ['a list about the resource by its URL', '/a.txt', '<https://cloud.example/dav/a.txt> (<LOCK>)', 204],
  ['a list about the resource, written differently', '/a.txt', '</dav/%61.txt> (<LOCK>)', 204],
  ['a list about another resource', '/b.txt', '</dav/a.txt> (<LOCK>)', 204],
  ['two lists under one tag', '/b.txt', '</dav/a.txt> (["other"]) (<LOCK>)', 204],
  ['two tags', '/b.txt', '</dav/folder> (["other"]) </dav/a.txt> (["A"])', 204],
  ['a tag that holds until the next one only', '/b.txt', '</dav/a.txt> (["B"]) </dav/b.txt> (["A"])', 412],
  ['a lock on the folder above, at the folder', '/folder/c.txt', '</dav/folder> (<FOLDER>)', 204],
  [
    'a lock on the folder above, at the folder with a slash',
    '/folder/c.txt',
    '</dav/folder/> (<FOLDER>)',
    204,
  ],
  ['a lock on the folder above, at the file', '/folder/c.txt', '(<FOLDER>)', 204],
  ['a lock on the folder above, at the file, named', '/folder/c.txt', '</dav/folder/c.txt> (<FOLDER>)', 204],
  ['a list about another server', '/b.txt', '<https://other.example/dav/a.txt> (["A"])', 412],
  ['a list about another tree', '/b.txt', '<https://cloud.example/other/a.txt> (["A"])', 412],
  ['not, about another tree', '/b.txt', '<https://cloud.example/other/a.txt> (Not ["A"])', 204],

  // RFC 4918 10.4.11 and 10.4.4: where nothing is, nothing matches.
  ['an entity tag where nothing is', '/new.txt', '(["A"])', 412],
  ['not an entity tag where nothing is', '/new.txt', '(Not ["A"])', 201],
  ['not an entity tag, elsewhere where nothing is', '/b.txt', '</dav/nothing> (Not ["A"])', 204],
  ['the token of the folder where nothing is', '/folder/new.txt', '(<FOLDER>)', 412],
  ['the token of the folder, at the folder', '/folder/new.txt', '</dav/folder/> (<FOLDER>)', 201],

  // RFC 4918 10.4.1: whether the header holds is one thing, whether the token was submitted another.
  ['a condition that holds, without the token', '/a.txt', '(["A"])', 423],
  ['a condition that holds, with the token of another lock', '/a.txt', '</dav/folder> (<FOLDER>)', 423],
  ['the token behind Not', '/a.txt', '(["A"] Not <DAV:no-lock>) (Not <LOCK>)', 204],
]

describe('the If header', () => {
  it.each(rows)('%s', async (_what, target, template, status) => {
    const tree = treeOf({ 'a.txt': '1', 'b.txt': '2', 'folder/c.txt': '3' })
    const lock = await takeLock(tree, '/a.txt')
    const folder = await takeLock(tree, '/folder')
    const header = template
      .replaceAll('LOCK', lock)
      .replaceAll('FOLDER', folder)
      .replaceAll('"A"', await etagOf(tree, '/a.txt'))
      .replaceAll('"B"', await etagOf(tree, '/b.txt'))
    const answer = await askDav(tree, 'PUT', target, { headers: { if: header }, body: 'x' })
    expect(answer.status).toBe(status)
  })

  it.each(['GET', 'HEAD', 'PROPFIND', 'OPTIONS', 'UNLOCK', 'PROPPATCH', 'REPORT', 'MKCOL', 'DELETE'])(
    'counts for %s as well',
    async (method) => {
      const headers = { if: '(["other"])', depth: '0' }
      expect((await askDav(treeOf({ a: '' }), method, '/a', { headers })).status).toBe(412)
    },
  )

  it('matches no token where the tree knows no locks', async () => {
    const tree = withoutExtras(treeOf({ a: '' }))
    expect((await askDav(tree, 'PUT', '/a', { headers: { if: `(<${no}>)` } })).status).toBe(412)
    expect((await askDav(tree, 'PUT', '/a', { headers: { if: `(Not <${no}>)` } })).status).toBe(204)
  })

  it('asks the tree once for a resource, however many lists are about it', async () => {
    const tree = treeOf({ a: '', b: '' })
    let asked = 0
    const counting: ResourceTree = { ...tree, stat: (...question) => ((asked += 1), tree.stat(...question)) }
    const headers = { if: `${'(["other"])'.repeat(10)} </dav/b> ${'(["other"])'.repeat(10)}` }
    expect((await askDav(counting, 'PUT', '/a', { headers })).status).toBe(412)
    expect(asked).toBe(2)
  })
})

async function etagOf(tree: ResourceTree, target: string): Promise<string> {
  return (await askDav(tree, 'HEAD', target)).headers['etag'] ?? ''
}
