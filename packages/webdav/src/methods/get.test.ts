import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { FileReading, ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

const tree = treeOf({ 'ten.txt': '0123456789', 'empty.txt': '', 'folder/a': 'a' })

describe('GET', () => {
  it('sends a file with what tells its version and its length', async () => {
    const { status, headers, text } = await askDav(tree, 'GET', '/ten.txt')
    expect({ status, text }).toEqual({ status: 200, text: '0123456789' })
    expect(headers).toEqual({
      etag: expect.stringMatching(/^"v\d+"$/),
      'oc-etag': headers['etag'],
      'last-modified': 'Wed, 09 Sep 2026 12:00:00 GMT',
      'cache-control': 'private, no-cache',
      'content-type': 'text/plain',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'oc-checksum': 'SHA1:87acec17cd9dcd20a716cc2cf67417b71c8a7016',
    })
  })

  it.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['lines=1-2', 200, '0123456789', undefined],
    ['bytes=5-1', 200, '0123456789', undefined],
  ])('answers the range %s with %i', async (range, status, text, contentRange) => {
    const answer = await askDav(tree, 'GET', '/ten.txt', { headers: { range } })
    expect(answer).toMatchObject({ status, text, headers: { 'content-length': String(text.length) } })
    expect(answer.headers['content-range']).toBe(contentRange)
  })

  it.each([
    ['/ten.txt', 'bytes=10-', 'bytes */10'],
    ['/ten.txt', 'bytes=-0', 'bytes */10'],
    ['/empty.txt', 'bytes=0-', 'bytes */0'],
  ])('cannot satisfy for %s the range %s', async (target, range, contentRange) => {
    const answer = await askDav(tree, 'GET', target, { headers: { range } })
    expect(answer).toMatchObject({ status: 416, headers: { 'content-range': contentRange } })
  })

  it.each([
    ['the current tag', (etag: string) => etag, 206],
    ['another tag', () => '"other"', 200],
    ['a weak tag', (etag: string) => `W/${etag}`, 200],
    ['a date, which is a weak validator', () => 'Wed, 09 Sep 2026 12:00:00 GMT', 200],
  ])('gives the range with If-Range of %s', async (_what, ifRange, status) => {
    const { etag = '' } = (await askDav(tree, 'HEAD', '/ten.txt')).headers
    const headers = { range: 'bytes=0-3', 'if-range': ifRange(etag) }
    expect((await askDav(tree, 'GET', '/ten.txt', { headers })).status).toBe(status)
  })

  it('evaluates conditions before the range', async () => {
    const headers = { range: 'bytes=99-', 'if-none-match': '*' }
    expect((await askDav(tree, 'GET', '/ten.txt', { headers })).status).toBe(304)
  })

  it('does not open the file for a 304', async () => {
    const closed: ResourceTree = { ...tree, read: () => Promise.reject(new Error('opened')) }
    const headers = { 'if-none-match': '*' }
    expect((await askDav(closed, 'GET', '/ten.txt', { headers })).status).toBe(304)
  })

  it('checks the conditions against the contents that it opened, and closes what it does not send', async () => {
    let opened: FileReading | undefined
    const changing: ResourceTree = {
      ...tree,
      async read(path, options) {
        const reading = await tree.read(path, options)
        opened = { ...reading, resource: { ...reading.resource, etag: 'newer' } }
        return opened
      },
    }
    const { etag = '' } = (await askDav(tree, 'HEAD', '/ten.txt')).headers
    const answer = await askDav(changing, 'GET', '/ten.txt', { headers: { 'if-match': etag } })
    expect(answer.status).toBe(412)
    expect(opened?.body.destroyed).toBe(true)
  })

  it('says of a folder how it is listed', async () => {
    const answer = await askDav(tree, 'GET', '/folder')
    expect(answer).toMatchObject({ status: 405, text: expect.stringContaining('PROPFIND') })
    expect(answer.headers['allow']).toContain('PROPFIND')
  })

  it('does not find what is not there', async () => {
    expect((await askDav(tree, 'GET', '/ten.txt/below')).status).toBe(404)
  })

  it.each([
    'text/html',
    'text/html; charset=utf-8',
    'TEXT/HTML',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'text/css',
    'application/octet-stream',
    'multipart/mixed',
    'nonsense',
    'text/plain\r\nset-cookie: a=b',
    '',
  ])('never lets a browser run %j in its origin', async (contentType) => {
    const { headers } = await askDav(typed(contentType), 'GET', '/ten.txt')
    expect(headers['content-disposition']).toBe('attachment')
    expect(headers['content-security-policy']).toBe('sandbox')
    expect(headers['content-type']).toMatch(/^[\w.+-]+\/[\w.+-]+(; charset=utf-8)?$/)
  })

  it.each(['text/plain', 'text/plain; charset=utf-8', 'image/png', 'application/pdf', 'video/mp4'])(
    'lets a browser show %s',
    async (contentType) => {
      const { headers } = await askDav(typed(contentType), 'GET', '/ten.txt')
      expect(headers).not.toHaveProperty('content-disposition')
      expect(headers['content-type']).toBe(contentType)
    },
  )
})

describe('HEAD', () => {
  it('says what GET says, of the whole file, without opening it', async () => {
    const { headers } = await askDav(tree, 'GET', '/ten.txt')
    const closed: ResourceTree = { ...tree, read: () => Promise.reject(new Error('opened')) }
    const answer = await askDav(closed, 'HEAD', '/ten.txt', { headers: { range: 'bytes=0-1' } })
    expect(answer).toEqual({ status: 200, headers, text: '' })
  })

  it.each([
    ['/folder', 405],
    ['/nothing', 404],
  ])('refuses %s with %i', async (target, status) => {
    expect(await askDav(tree, 'HEAD', target)).toMatchObject({ status, text: '' })
  })
})

function typed(contentType: string): ResourceTree {
  return {
    ...tree,
    async read(path, options) {
      const { resource } = await tree.read(path, options)
      return { resource: { ...resource, contentType }, body: Readable.from([]) }
    },
  }
}
