import { describe, expect, it } from 'vitest'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

describe('MKCOL', () => {
  it.each(['/new', '/new/'])('makes the folder %s', async (target) => {
    const tree = treeOf({})
    const { status, headers } = await askDav(tree, 'MKCOL', target)
    expect(status).toBe(201)
    expect(headers).toEqual({ 'content-length': '0', 'oc-fileid': expect.any(String) })
    expect(await tree.stat(['new'])).toMatchObject({ kind: 'folder', fileId: headers['oc-fileid'] })
  })

  it.each([
    ['over a file', '/a.txt', {}, 405],
    ['over a folder', '/folder', {}, 405],
    ['over the root', '/', {}, 405],
    ['in a folder that is missing', '/missing/new', {}, 409],
    ['in a file', '/a.txt/new', {}, 409],
    ['with a body', '/new', { 'content-length': '4' }, 415],
    ['with a body of unknown length', '/new', { 'transfer-encoding': 'chunked' }, 415],
  ])('is refused %s', async (_what, target, headers, status) => {
    const tree = treeOf({ 'a.txt': '', 'folder/b': '' })
    expect((await askDav(tree, 'MKCOL', target, { headers })).status).toBe(status)
  })
})

describe('DELETE', () => {
  it('removes a file', async () => {
    const tree = treeOf({ 'a.txt': '' })
    expect(await askDav(tree, 'DELETE', '/a.txt')).toEqual({ status: 204, headers: {}, text: '' })
    expect(await tree.stat(['a.txt'])).toBeUndefined()
  })

  it.each([{}, { depth: 'infinity' }])(
    'removes a folder with everything in it, with the headers %j',
    async (headers) => {
      const tree = treeOf({ 'folder/sub/a': '' })
      expect((await askDav(tree, 'DELETE', '/folder/', { headers })).status).toBe(204)
      expect(await tree.stat(['folder'])).toBeUndefined()
    },
  )

  it.each(['0', '1', 'nonsense'])('does not remove a folder with the Depth %s', async (depth) => {
    const tree = treeOf({ 'folder/a': '' })
    expect((await askDav(tree, 'DELETE', '/folder', { headers: { depth } })).status).toBe(400)
    expect((await askDav(tree, 'DELETE', '/folder/a', { headers: { depth } })).status).toBe(204)
  })

  it.each([
    ['/', 403],
    ['', 403],
    ['/nothing', 404],
  ])('refuses %j with %i', async (target, status) => {
    expect((await askDav(treeOf({ a: '' }), 'DELETE', target)).status).toBe(status)
  })
})
