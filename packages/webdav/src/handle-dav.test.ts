import { describe, expect, it } from 'vitest'
import { davMethods } from './handle-dav.ts'
import { ResourceError, resourceErrorStatus } from './resource-error.ts'
import type { ResourceTree } from './resource-tree.ts'
import { askDav } from './testing/ask-dav.ts'
import { readOnly, treeOf } from './testing/trees.ts'

describe('handleDav', () => {
  it.each(['SEARCH', 'PATCH', 'POST', 'get', 'constructor', ''])(
    'does not know the method %j',
    async (method) => {
      expect(await askDav(treeOf({}), method, '/')).toMatchObject({ status: 501 })
    },
  )

  it.each(Object.entries(resourceErrorStatus))(
    'answers %s of the tree with %i and its message',
    async (reason, status) => {
      const error = new ResourceError(reason as keyof typeof resourceErrorStatus, 'Because of <this> & that.')
      const answer = await askDav(failing(error), 'OPTIONS', '/')
      expect(answer.status).toBe(status)
      expect(answer.headers['content-type']).toBe('application/xml; charset=utf-8')
      expect(answer.text).toContain('<s:message>Because of &lt;this&gt; &amp; that.</s:message>')
      if (status === 405) expect(answer.headers).toHaveProperty('allow')
    },
  )

  it('tells when to come back', async () => {
    const error = new ResourceError('unavailable', 'The other server is down.', { retryAfter: 29.5 })
    expect(await askDav(failing(error), 'GET', '/a')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '30' },
    })
  })

  it('rethrows what is no refusal, for the edge to log', async () => {
    await expect(askDav(failing(new TypeError('a fault')), 'OPTIONS', '/')).rejects.toThrow('a fault')
  })

  it.each(davMethods)('answers %s without a body that HEAD must not have', async (method) => {
    const answer = await askDav(treeOf({ a: '1' }), method, '/nothing/here')
    expect(answer.text === '').toBe(method === 'HEAD' || method === 'OPTIONS')
  })

  it('leaves rights to the tree', async () => {
    const tree = treeOf({ 'a.txt': '1', 'folder/b': '2' }, () => readOnly)
    const destination = '/dav/c.txt'
    expect((await askDav(tree, 'GET', '/a.txt')).status).toBe(200)
    expect((await askDav(tree, 'PUT', '/a.txt')).status).toBe(403)
    expect((await askDav(tree, 'PUT', '/new.txt')).status).toBe(403)
    expect((await askDav(tree, 'MKCOL', '/new')).status).toBe(403)
    expect((await askDav(tree, 'DELETE', '/a.txt')).status).toBe(403)
    expect((await askDav(tree, 'COPY', '/a.txt', { headers: { destination } })).status).toBe(403)
    expect((await askDav(tree, 'MOVE', '/a.txt', { headers: { destination } })).status).toBe(403)
  })
})

describe('conditional requests', () => {
  it.each(['GET', 'HEAD'])('answer %s with 304 and the validators', async (method) => {
    const tree = treeOf({ 'a.txt': 'hello' })
    const { etag = '' } = (await askDav(tree, 'HEAD', '/a.txt')).headers
    const answer = await askDav(tree, method, '/a.txt', { headers: { 'if-none-match': `"x", ${etag}` } })
    expect(answer).toMatchObject({ status: 304, headers: { etag }, text: '' })
    expect(answer.headers).not.toHaveProperty('content-length')
  })

  it('guard every method that changes something', async () => {
    const tree = treeOf({ 'a.txt': '1', 'folder/b': '2' })
    const stale = { 'if-match': '"stale"' }
    const destination = '/dav/c.txt'
    expect((await askDav(tree, 'PUT', '/a.txt', { headers: stale })).status).toBe(412)
    expect((await askDav(tree, 'DELETE', '/folder', { headers: stale })).status).toBe(412)
    expect((await askDav(tree, 'MKCOL', '/new', { headers: stale })).status).toBe(412)
    expect((await askDav(tree, 'COPY', '/a.txt', { headers: { ...stale, destination } })).status).toBe(412)
    expect((await askDav(tree, 'MOVE', '/a.txt', { headers: { ...stale, destination } })).status).toBe(412)
    expect((await askDav(tree, 'PROPFIND', '/a.txt', { headers: { ...stale, depth: '0' } })).status).toBe(412)
    expect((await askDav(tree, 'GET', '/a.txt')).text).toBe('1')
  })

  it.each(['if-match', 'if-none-match'])('are refused when %s is malformed', async (name) => {
    const answer = await askDav(treeOf({ a: '1' }), 'PUT', '/a', {
      headers: { [name]: 'unquoted' },
      body: '2',
    })
    expect(answer.status).toBe(400)
  })

  it('ignore a date that is none', async () => {
    const headers = { 'if-unmodified-since': 'yesterday' }
    expect((await askDav(treeOf({ a: '1' }), 'PUT', '/a', { headers })).status).toBe(204)
  })

  it('do not count where nothing is', async () => {
    const headers = { 'if-match': '"x"' }
    expect((await askDav(treeOf({}), 'GET', '/a', { headers })).status).toBe(404)
  })
})

describe('the If header', () => {
  it.each(['(["a"', 'nonsense', ''])('is refused when it is malformed: %j', async (value) => {
    const answer = await askDav(treeOf({ 'a.txt': '1' }), 'PUT', '/a.txt', { headers: { if: value } })
    expect(answer.status).toBe(400)
  })

  it('has the entity tag that it found checked again in the step that acts', async () => {
    const tree = treeOf({ 'a.txt': '1' })
    const { etag = '' } = (await askDav(tree, 'HEAD', '/a.txt')).headers
    const changing: ResourceTree = {
      ...tree,
      async stat(path) {
        const resource = await tree.stat(path)
        await askDav(tree, 'PUT', '/a.txt', { body: 'meanwhile' })
        return resource
      },
    }
    const headers = { if: `([${etag}])` }
    expect((await askDav(changing, 'PUT', '/a.txt', { headers, body: 'mine' })).status).toBe(412)
    expect((await askDav(tree, 'GET', '/a.txt')).text).toBe('meanwhile')
  })

  it('must not contradict If-Match', async () => {
    const tree = treeOf({ 'a.txt': '1' })
    const { etag = '' } = (await askDav(tree, 'HEAD', '/a.txt')).headers
    const ask = (ifMatch: string) =>
      askDav(tree, 'PUT', '/a.txt', { headers: { if: `([${etag}])`, 'if-match': ifMatch } })
    expect((await ask('"other"')).status).toBe(412)
    expect((await ask(`"other", ${etag}`)).status).toBe(204)
  })
})

function failing(error: Error): ResourceTree {
  const fail = () => Promise.reject(error)
  return { ...treeOf({}), stat: fail, read: fail }
}
