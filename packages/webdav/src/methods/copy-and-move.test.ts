import { describe, expect, it } from 'vitest'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

const files = { 'a.txt': 'a', 'b.txt': 'b', 'folder/sub/c.txt': 'c' }

describe.each(['COPY', 'MOVE'])('%s', (method) => {
  it.each(['/dav/new%20name.txt', 'https://cloud.example/dav/new%20name.txt'])(
    'leads to %s',
    async (destination) => {
      const tree = treeOf(files)
      expect((await transfer(tree, method, '/a.txt', { destination })).status).toBe(201)
      expect((await askDav(tree, 'GET', '/new%20name.txt')).text).toBe('a')
      expect((await tree.stat(['a.txt'])) === undefined).toBe(method === 'MOVE')
    },
  )

  it.each([{}, { overwrite: 'T' }, { overwrite: 't' }])('replaces with the headers %j', async (headers) => {
    const tree = treeOf(files)
    const answer = await transfer(tree, method, '/a.txt', { destination: '/dav/b.txt', ...headers })
    expect(answer).toMatchObject({ status: 204, text: '' })
    expect(answer.headers).not.toHaveProperty('content-length')
    expect((await askDav(tree, 'GET', '/b.txt')).text).toBe('a')
  })

  it('replaces nothing when told so', async () => {
    const tree = treeOf(files)
    const answer = await transfer(tree, method, '/a.txt', { destination: '/dav/b.txt', overwrite: 'F' })
    expect(answer.status).toBe(412)
    expect((await askDav(tree, 'GET', '/b.txt')).text).toBe('b')
  })

  it('takes a folder with everything in it', async () => {
    const tree = treeOf(files)
    expect((await transfer(tree, method, '/folder', { destination: '/dav/other/' })).status).toBe(201)
    expect((await askDav(tree, 'GET', '/other/sub/c.txt')).text).toBe('c')
  })

  it.each([
    ['without a destination', '/a.txt', {}, 400],
    ['with an address that cannot exist', '/a.txt', { destination: '/dav/../b' }, 400],
    ['with an Overwrite that is neither', '/a.txt', { destination: '/dav/x', overwrite: 'maybe' }, 400],
    ['to another server', '/a.txt', { destination: 'https://other.example/dav/x' }, 502],
    ['to another tree', '/a.txt', { destination: 'https://cloud.example/other/x' }, 502],
    ['to where it is', '/a.txt', { destination: '/dav/a.txt' }, 403],
    ['to where it is, written differently', '/a.txt', { destination: '/dav/%61.txt/' }, 403],
    ['into itself', '/folder', { destination: '/dav/folder/sub/new' }, 403],
    ['over a folder that holds it', '/folder/sub', { destination: '/dav/folder' }, 403],
    ['over the root', '/a.txt', { destination: '/dav/' }, 403],
    ['of a folder at Depth 1', '/folder', { destination: '/dav/x', depth: '1' }, 400],
    ['of nothing', '/nothing', { destination: '/dav/x' }, 404],
    ['into a folder that is missing', '/a.txt', { destination: '/dav/missing/x' }, 409],
  ])('is refused %s', async (_what, target, headers, status) => {
    const tree = treeOf(files)
    expect((await transfer(tree, method, target, headers)).status).toBe(status)
    expect((await askDav(tree, 'GET', '/folder/sub/c.txt')).text).toBe('c')
  })
})

describe('COPY of a folder at Depth 0', () => {
  it('leaves out what is in it', async () => {
    const tree = treeOf(files)
    const answer = await transfer(tree, 'COPY', '/folder', { destination: '/dav/other', depth: '0' })
    expect(answer.status).toBe(201)
    expect(await tree.stat(['other'])).toMatchObject({ kind: 'folder' })
    expect(await tree.stat(['other', 'sub'])).toBeUndefined()
  })

  it('may lead into itself', async () => {
    const tree = treeOf(files)
    const answer = await transfer(tree, 'COPY', '/folder', { destination: '/dav/folder/again', depth: '0' })
    expect(answer.status).toBe(201)
  })
})

describe('MOVE', () => {
  it('keeps the id', async () => {
    const tree = treeOf(files)
    const before = await tree.stat(['a.txt'])
    const { headers } = await transfer(tree, 'MOVE', '/a.txt', { destination: '/dav/c.txt' })
    expect(headers['oc-fileid']).toBe(before?.fileId)
    expect((await tree.stat(['c.txt']))?.fileId).toBe(before?.fileId)
  })

  it('does not move the root, or a folder in part', async () => {
    const tree = treeOf(files)
    expect((await transfer(tree, 'MOVE', '/', { destination: '/dav/x' })).status).toBe(403)
    expect((await transfer(tree, 'MOVE', '/folder', { destination: '/dav/x', depth: '0' })).status).toBe(400)
    expect((await transfer(tree, 'MOVE', '/a.txt', { destination: '/dav/x', depth: '0' })).status).toBe(201)
  })
})

function transfer(tree: ResourceTree, method: string, target: string, headers: Record<string, string>) {
  return askDav(tree, method, target, { headers })
}
