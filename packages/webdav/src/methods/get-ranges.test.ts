import { once } from 'node:events'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handleDav } from '../handle-dav.ts'
import type { FileReading, ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf } from '../testing/trees.ts'

const tree = treeOf({ 'ten.txt': '0123456789', 'empty.txt': '', 'page.html': '<p>0123</p>' })

describe('GET of several ranges', () => {
  it('sends the parts in the form of RFC 9110 14.6', async () => {
    const { status, headers, text } = await get('bytes=0-1, 4-5, -2')
    const boundary = /^multipart\/byteranges; boundary=([\w-]{36})$/.exec(headers['content-type'] ?? '')?.[1]
    expect(status).toBe(206)
    expect(text).toBe(
      `\r\n--${boundary}\r\ncontent-type: text/plain\r\ncontent-range: bytes 0-1/10\r\n\r\n01` +
        `\r\n--${boundary}\r\ncontent-type: text/plain\r\ncontent-range: bytes 4-5/10\r\n\r\n45` +
        `\r\n--${boundary}\r\ncontent-type: text/plain\r\ncontent-range: bytes 8-9/10\r\n\r\n89` +
        `\r\n--${boundary}--\r\n`,
    )
    expect(headers['content-length']).toBe(String(text.length))
    // RFC 9110 15.3.7.2: not beside those of the parts.
    expect(headers).not.toHaveProperty('content-range')
    expect(headers).toMatchObject({ etag: expect.any(String), 'accept-ranges': 'bytes' })
  })

  it.each([
    ['in another order', 'bytes=8-9,0-1', ['89', '01']],
    ['side by side', 'bytes=0-4,5-9', ['01234', '56789']],
    ['without those that the file is too short for', 'bytes=0-0,5-5,10-,20-30', ['0', '5']],
    ['up to ten', 'bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9', '0123456789'.split('')],
  ])('takes them %s', async (_what, range, parts) => {
    expect(partsOf(await get(range))).toEqual(parts)
  })

  it.each([
    ['one that the file can satisfy', 'bytes=10-,4-5,-0', '45', 'bytes 4-5/10'],
    ['the same one with empty elements', 'bytes=,4-5,', '45', 'bytes 4-5/10'],
  ])('sends %s alone', async (_what, range, text, contentRange) => {
    const answer = await get(range)
    expect(answer).toMatchObject({ status: 206, text })
    expect(answer.headers).toMatchObject({ 'content-range': contentRange, 'content-type': 'text/plain' })
  })

  it.each([
    ['overlap', 'bytes=0-5,5-9'],
    ['overlap in another order', 'bytes=5-9,0-5'],
    ['overlap from the end', 'bytes=0-8,-2'],
    ['are the same', 'bytes=0-0,0-0'],
    ['are more than ten', `bytes=${'0-0,'.repeat(11)}`],
    ['are malformed in part', 'bytes=0-0,x'],
  ])('sends the whole file when they %s', async (_what, range) => {
    const answer = await get(range)
    expect(answer).toMatchObject({ status: 200, text: '0123456789' })
    expect(answer.headers['content-type']).toBe('text/plain')
  })

  it.each([
    ['/ten.txt', 'bytes=10-11,20-', 'bytes */10'],
    ['/empty.txt', 'bytes=0-0,-1', 'bytes */0'],
  ])('cannot satisfy for %s any of %s', async (target, range, contentRange) => {
    const answer = await get(range, {}, target)
    expect(answer).toMatchObject({ status: 416, headers: { 'content-range': contentRange } })
  })

  it('counts only while the entity tag of If-Range is the current one', async () => {
    const etag = (await get('bytes=0-0')).headers['etag'] ?? ''
    expect((await get('bytes=0-0,2-2', { 'if-range': etag })).status).toBe(206)
    expect((await get('bytes=0-0,2-2', { 'if-range': '"other"' })).status).toBe(200)
    expect((await get('bytes=0-0,2-2', { 'if-range': `W/${etag}` })).status).toBe(200)
  })

  it('comes after the conditions', async () => {
    const etag = (await get('bytes=0-0')).headers['etag'] ?? ''
    expect((await get('bytes=0-0,2-2', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('bytes=20-21,22-23', { 'if-match': '"other"' })).status).toBe(412)
  })

  it.each([
    ['/', 405],
    ['/nothing', 404],
  ])('refuses %s with %i', async (target, status) => {
    expect((await get('bytes=0-0,2-2', {}, target)).status).toBe(status)
  })

  it('never lets a browser run the parts in its origin', async () => {
    const { headers } = await get('bytes=0-0,2-2', {}, '/page.html')
    expect(headers).toMatchObject({
      'content-disposition': 'attachment',
      'content-security-policy': 'sandbox',
    })
  })

  it('sends the whole file when the tree does, as that of another server may', async () => {
    const whole: ResourceTree = { ...tree, read: (path) => tree.read(path, {}) }
    const answer = await askDav(whole, 'GET', '/ten.txt', { headers: { range: 'bytes=0-0,2-2' } })
    expect(answer).toMatchObject({ status: 200, text: '0123456789' })
  })

  it('fails half-way when the file changes', async () => {
    const changing: ResourceTree = {
      ...treeOf({ 'ten.txt': '0123456789' }),
      async read(...question) {
        const reading = await tree.read(...question)
        return question[1].range !== undefined &&
          'first' in question[1].range &&
          question[1].range.first === 0
          ? reading
          : tree.read(question[0], {})
      },
    }
    const asked = askDav(changing, 'GET', '/ten.txt', { headers: { range: 'bytes=0-0,2-2' } })
    await expect(asked).rejects.toThrow('changed')
  })

  it.each(['before', 'after'])('closes the file when nobody reads on, %s the first read', async (moment) => {
    const opened: FileReading[] = []
    const watching: ResourceTree = {
      ...tree,
      async read(...question) {
        const reading = await tree.read(...question)
        const endless = { ...reading, body: new Readable({ read: () => {} }) }
        endless.body.push('0')
        opened.push(endless)
        return endless
      },
    }
    const request = {
      method: 'GET',
      path: ['ten.txt'],
      trailingSlash: false,
      headers: { range: 'bytes=0-0,2-2' },
      body: Readable.from([]),
    }
    const { body } = await handleDav(request, watching, { mountPath: '/dav', origins: [] })
    if (!(body instanceof Readable) || opened[0] === undefined) throw new Error('not opened')
    if (moment === 'after') await once(body, 'readable')
    body.destroy()
    await once(opened[0].body, 'close')
    expect(opened).toHaveLength(1)
  })

  it('sends what was asked for, whatever was', async () => {
    const offset = fc.nat(14)
    const spec = fc.oneof(
      fc.tuple(offset, offset).map(([first, length]) => `${first}-${first + length}`),
      offset.map((first) => `${first}-`),
      offset.map((length) => `-${length}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(spec, { minLength: 1, maxLength: 12 }), async (specs) => {
        const answer = await get(`bytes=${specs.join(',')}`)
        expect([200, 206, 416]).toContain(answer.status)
        if (answer.status === 416) return
        expect(answer.headers['content-length']).toBe(String(answer.text.length))
        const isMultipart = answer.headers['content-type']?.startsWith('multipart/') === true
        for (const part of isMultipart ? partsOf(answer) : [answer.text]) expect('0123456789').toContain(part)
      }),
    )
  })
})

function get(range: string, headers: Record<string, string> = {}, target = '/ten.txt') {
  return askDav(tree, 'GET', target, { headers: { ...headers, range } })
}

function partsOf({ text }: { text: string }): string[] {
  return [...text.matchAll(/\r\n\r\n([^]*?)(?=\r\n--)/g)].map(([, part]) => part ?? '')
}
