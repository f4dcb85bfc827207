import { describe, expect, it } from 'vitest'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

describe('PUT', () => {
  it('creates a file', async () => {
    const tree = treeOf({})
    const answer = await askDav(tree, 'PUT', '/new.txt', { body: 'hello' })
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'content-length': '0', 'oc-fileid': expect.any(String) },
    })
    const { headers, text } = await askDav(tree, 'GET', '/new.txt')
    expect(text).toBe('hello')
    expect(answer.headers['etag']).toBe(headers['etag'])
    expect(answer.headers['oc-etag']).toBe(headers['etag'])
  })

  it('replaces a file, which keeps its id and gets another entity tag', async () => {
    const tree = treeOf({})
    const first = await askDav(tree, 'PUT', '/a.txt', { body: '1' })
    const second = await askDav(tree, 'PUT', '/a.txt', { body: '' })
    expect(second.status).toBe(204)
    expect(second.headers).not.toHaveProperty('content-length')
    expect(second.headers['oc-fileid']).toBe(first.headers['oc-fileid'])
    expect(second.headers['etag']).not.toBe(first.headers['etag'])
    expect((await askDav(tree, 'GET', '/a.txt')).text).toBe('')
  })

  it('creates only, when asked to', async () => {
    const tree = treeOf({})
    const create = () => askDav(tree, 'PUT', '/a.txt', { headers: { 'if-none-match': '*' }, body: '1' })
    expect((await create()).status).toBe(201)
    expect((await create()).status).toBe(412)
  })

  it.each(['1790000000', '1790000000.75'])('keeps the time of the last change: %s', async (mtime) => {
    const tree = treeOf({})
    const { headers } = await askDav(tree, 'PUT', '/a.txt', { headers: { 'x-oc-mtime': mtime } })
    expect(headers['x-oc-mtime']).toBe('accepted')
    expect((await askDav(tree, 'HEAD', '/a.txt')).headers['last-modified']).toBe(
      'Mon, 21 Sep 2026 14:13:20 GMT',
    )
  })

  it.each(['', 'now', '-1', '1e9', '999999999999'])('refuses %j as a time', async (mtime) => {
    expect((await askDav(treeOf({}), 'PUT', '/a.txt', { headers: { 'x-oc-mtime': mtime } })).status).toBe(400)
  })

  it.each([
    'SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d',
    'sha1:AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D',
    'SHA256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    'MD5:not checked here',
  ])('takes contents that have the checksum %s', async (checksum) => {
    const tree = treeOf({})
    const headers = { 'oc-checksum': checksum }
    expect((await askDav(tree, 'PUT', '/a.txt', { headers, body: 'hello' })).status).toBe(201)
    const answer = await askDav(tree, 'GET', '/a.txt')
    expect(answer.headers['oc-checksum']).toBe('SHA1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d')
  })

  it.each(['SHA1:0000000000000000000000000000000000000000', 'SHA1:nonsense', 'SHA256:00'])(
    'refuses contents that do not have the checksum %s, in the words of ownCloud',
    async (checksum) => {
      const tree = treeOf({ 'a.txt': 'before' })
      const headers = { 'oc-checksum': checksum }
      const answer = await askDav(tree, 'PUT', '/a.txt', { headers, body: 'hello' })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain(
        '<s:message>The computed checksum does not match the one received from the client.</s:message>',
      )
      expect((await askDav(tree, 'GET', '/a.txt')).text).toBe('before')
    },
  )

  it.each([
    ['into a folder that is missing', '/missing/a.txt', {}, 409],
    ['into a file', '/a.txt/b.txt', {}, 409],
    ['on a folder', '/folder', {}, 405],
    ['with a slash at the end', '/new/', {}, 405],
    ['of a part', '/a.txt', { 'content-range': 'bytes 0-3/10' }, 400],
    ['of compressed contents', '/a.txt', { 'content-encoding': 'gzip' }, 415],
    ['shorter than announced', '/a.txt', { 'content-length': '6' }, 400],
    ['shorter than the Finder announced', '/a.txt', { 'x-expected-entity-length': '6' }, 400],
  ])('is refused %s', async (_what, target, headers, status) => {
    const tree = treeOf({ 'a.txt': 'before', 'folder/b': '' })
    const answer = await askDav(tree, 'PUT', target, { headers, body: 'after' })
    expect(answer.status).toBe(status)
    expect((await askDav(tree, 'GET', '/a.txt')).text).toBe('before')
  })
})
