import { once } from 'node:events'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createWebdavClient, type WebdavClient } from './webdav-client.ts'

describe('a client of a server that is in trouble or lies', () => {
  it.each([301, 401, 403, 404, 405, 409, 412, 423, 500, 502, 507])('sees the status %i', async (status) => {
    await expect(scripted(status, {}, '<html>').list([])).rejects.toThrow(refusal(status))
  })

  it('sees when to come back', async () => {
    const client = scripted(503, { 'retry-after': '120' }, '')
    await expect(client.stat([])).rejects.toThrow(expect.objectContaining({ status: 503, retryAfter: 120 }))
  })

  it('does not take a status inside of the multistatus for an entry', async () => {
    const inside = (status: string) =>
      multistatus(`<d:response><d:href>/dav</d:href><d:status>HTTP/1.1 ${status}</d:status></d:response>`)
    await expect(scripted(207, {}, inside('403 Forbidden')).stat([])).rejects.toThrow(refusal(403))
    expect(await scripted(207, {}, inside('404 Not Found')).stat([])).toBeUndefined()
  })

  it.each([
    ['a web page', 200, {}, '<html>'],
    ['a compressed listing', 207, { 'content-encoding': 'gzip' }, ''],
    ['an accepted request', 202, {}, ''],
  ])('does not take %s for a listing', async (_what, status, headers, body) => {
    await expect(scripted(status, headers, body).list([])).rejects.toThrow(trouble('unexpected-answer'))
  })

  it('does not take a listing without the folder itself for one', async () => {
    const client = scripted(207, {}, multistatus(entry('/dav/a')))
    await expect(client.list([])).rejects.toThrow(trouble('malformed'))
    await expect(scripted(207, {}, multistatus(entry('/x') + entry('/y'))).stat([])).rejects.toThrow(
      trouble('malformed'),
    )
  })

  it('never shows a listing that stops early as a short one', async () => {
    const whole = multistatus(entry('/dav/') + entry('/dav/a') + entry('/dav/b'))
    const { children } = await scripted(207, {}, whole.replace('</d:multistatus>', '')).list([])
    await expect(Array.fromAsync(children)).rejects.toThrow(trouble('malformed'))
  })

  it('never shows a listing whose connection breaks as a short one', async () => {
    const body = new Readable({ read() {} })
    body.push(multistatus(entry('/dav/') + entry('/dav/a')).replace('</d:multistatus>', ''))
    const { children } = await answering(207, {}, body).list([])
    body.destroy()
    await expect(Array.fromAsync(children)).rejects.toThrow(trouble('broken-off'))
  })

  it('finds the folder itself wherever it stands, and drops what lies elsewhere', async () => {
    const entries = [
      '/dav/a',
      '/dav/',
      '/dav/b',
      '/dav/b/c',
      '/etc/passwd',
      '/dav/%2e%2e/x',
      '/dav/x%2Fy',
      '/dav/n%00',
    ]
    const listing = await scripted(207, {}, multistatus(entries.map(entry).join(''))).list([])
    expect(listing.self.href).toBe('/dav/')
    expect((await Array.fromAsync(listing.children)).map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('takes the one answer to Depth 0 for the resource, whatever its address', async () => {
    const answer = multistatus(entry('/somewhere/else'))
    expect(await scripted(207, {}, answer).stat(['a'])).toMatchObject({ name: 'a', href: '/dav/a', size: 3 })
  })

  it('does not take one part for another', async () => {
    const range = { first: 5, last: 9 }
    for (const contentRange of [
      'bytes 0-4/10',
      'bytes 5-12/20',
      'bytes 5-9/7',
      'bytes */10',
      'lines 5-9/10',
      undefined,
    ]) {
      const headers = contentRange === undefined ? {} : { 'content-range': contentRange }
      await expect(scripted(206, headers, '').read([], { range })).rejects.toThrow(
        trouble('unexpected-answer'),
      )
    }
    await expect(scripted(206, { 'content-range': 'bytes 0-1/2' }, '').read([])).rejects.toThrow(
      trouble('unexpected-answer'),
    )
  })

  it('says when a change was done in part', async () => {
    await expect(scripted(207, {}, '').remove(['a'])).rejects.toThrow(trouble('partly-done'))
  })

  it.each([201, 207, 404])('lets go of the body of a %i that nobody reads', async (status) => {
    const bodies: Readable[] = []
    const client = scripted(status, {}, 'x'.repeat(100_000), bodies)
    await client.makeFolder(['a']).catch(() => {})
    const [body] = bodies
    if (body !== undefined && !body.closed) await once(body, 'close')
    expect(body?.destroyed).toBe(true)
  })

  it('closes the connection when a listing is left early', async () => {
    const bodies: Readable[] = []
    const entries = ['/dav/', '/dav/a', '/dav/b'].map(entry).join('')
    const { children } = await scripted(207, {}, multistatus(entries), bodies).list([])
    for await (const child of children) {
      expect(child.name).toBe('a')
      break
    }
    expect(bodies[0]?.destroyed).toBe(true)
  })

  it('closes the connection when a listing is not consumed at all', async () => {
    const bodies: Readable[] = []
    {
      await using listing = await scripted(207, {}, multistatus(entry('/dav/')), bodies).list([])
      expect(listing.self.kind).toBe('file')
    }
    expect(bodies[0]?.destroyed).toBe(true)
  })
})

/** A client of a server that has one answer to everything. */
function scripted(
  status: number,
  headers: Record<string, string>,
  answer: string,
  bodies: Readable[] = [],
): WebdavClient {
  const body = Readable.from([Buffer.from(answer)])
  bodies.push(body)
  return answering(status, headers, body)
}

function answering(status: number, headers: Record<string, string>, body: Readable): WebdavClient {
  return createWebdavClient({
    baseUrl: 'https://peer.example/dav',
    send: async () => ({ status, headers, body }),
    authorization: () => 'Bearer x',
  })
}

function multistatus(responses: string): string {
  return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${responses}</d:multistatus>`
}

function entry(href: string): string {
  return (
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype/>` +
    '<d:getcontentlength>3</d:getcontentlength></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>'
  )
}

function refusal(status: number): unknown {
  return expect.objectContaining({ name: 'RemoteRefusal', status })
}

function trouble(code: string): unknown {
  return expect.objectContaining({ name: 'RemoteTrouble', code })
}
