import { inflateRawSync } from 'node:zlib'
import { type LinkWishes, network, type WebAnswer, type WebRequest } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann’s folder `Trip` with a text, a page that would run a script and a folder; and a link to it. */
async function withLink(wishes: LinkWishes = {}) {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(
    await network({ servers: ['a.test'], environment: { ISTHMUS_LOG_LEVEL: 'debug' } }),
  )
  const server = net.server('a.test')
  const ann = await server.person('ann')
  for (const folder of ['Trip', 'Trip/Photos']) await ann.files.mkcol(folder)
  await ann.files.put('Trip/plan.txt', 'by train')
  await ann.files.put('Trip/page.html', '<script>alert(1)</script>')
  await ann.files.put('Trip/Photos/Tür.png', 'no picture')
  const share = await ann.link('Trip', wishes)
  const { url } = share.link
  const token = url.slice(url.lastIndexOf('/') + 1)
  /** @param path - after the link */
  const visit = (path = '', request: Partial<WebRequest> = {}) =>
    net.web.fetch({ method: 'GET', url: `${url}${path}`, ...request })
  const owned = resources.move()
  return { ...net, server, ann, share, url, token, visit, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** A form as browsers send it, `multipart/form-data` where there are files. */
async function form(fields: Record<string, string | File>): Promise<Partial<WebRequest>> {
  const isPlain = Object.values(fields).every((value) => typeof value === 'string')
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  const response = new Response(isPlain ? new URLSearchParams(fields as Record<string, string>) : data)
  return {
    method: 'POST',
    headers: { 'content-type': response.headers.get('content-type') ?? '', origin: 'null' },
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

const file = (name: string, contents = 'new') => new File([contents], name)

/** Names and contents of an archive, read from its directory. */
function unzip({ bytes }: WebAnswer): Record<string, string> {
  const entries: Record<string, string> = {}
  let at = bytes.readUInt32LE(bytes.byteLength - 6)
  while (bytes.readUInt32LE(at) === 0x0201_4b50) {
    const [size, nameLength, extra] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
    ]
    const header = bytes.readUInt32LE(at + 42)
    const begin = header + 30 + nameLength + bytes.readUInt16LE(header + 28)
    const isDeflated = bytes.readUInt16LE(at + 10) === 8
    const packed = bytes.subarray(begin, begin + size)
    entries[bytes.toString('utf8', at + 46, at + 46 + nameLength)] = String(
      isDeflated ? inflateRawSync(packed) : packed,
    )
    at += 46 + nameLength + extra
  }
  return entries
}

describe('whoever has a link', () => {
  it('looks through the folder, in their language, and takes what is in it', async () => {
    await using world = await withLink({ expiresAt: '2100-01-01T00:00:00Z' })
    const { visit } = world
    const page = await visit('', { headers: { 'accept-language': 'fr;q=0.9, de-CH;q=0.8, en;q=0.1' } })
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(page.text).toContain('<html lang="de-CH">')
    expect(page.text).toContain('Geteilt von ann')
    expect(page.text).toContain('Der Link endet am <time datetime="2100-01-01T00:00:00.000Z">')
    expect(page.text).toContain('plan.txt')
    expect((await visit('/Photos')).text).toContain('<a href="')
    expect((await visit('/plan.txt')).text).toContain('by train')
    expect(await visit('/plan.txt?download')).toMatchObject({
      text: 'by train',
      headers: { 'content-disposition': `attachment; filename="plan.txt"; filename*=UTF-8''plan.txt` },
    })
    expect(await visit('/plan.txt?download', { headers: { range: 'bytes=3-' } })).toMatchObject({
      status: 206,
      text: 'train',
    })
    expect((await visit('/Photos/T%C3%BCr.png?download')).headers['content-disposition']).toContain(
      'T%C3%BCr.png',
    )
  })

  it('takes the folder, or one in it, as one archive', async () => {
    await using world = await withLink()
    expect(unzip(await world.visit('?zip'))).toEqual({
      'Trip/': '',
      'Trip/Photos/': '',
      'Trip/Photos/Tür.png': 'no picture',
      'Trip/page.html': '<script>alert(1)</script>',
      'Trip/plan.txt': 'by train',
    })
    const inner = await world.visit('/Photos?zip')
    expect(Object.keys(unzip(inner))).toEqual(['Photos/', 'Photos/Tür.png'])
    expect(inner.headers['content-disposition']).toContain('Photos.zip')
  })

  it('runs nothing that somebody has stored: not on the page, and not when it is opened', async () => {
    await using world = await withLink()
    const page = await world.visit('/page.html')
    expect(page.text).not.toContain('<script>alert')
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'.*frame-ancestors 'none'/)
    expect(page.headers['content-security-policy']).not.toContain('unsafe')
    for (const question of ['view', 'download', 'view&download']) {
      const { headers } = await world.visit(`/page.html?${question}`)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; sandbox/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-disposition']?.startsWith('attachment') ?? false).toBe(
        !headers['content-type']?.startsWith('text/plain'),
      )
    }
  })

  it('is told apart by nobody else: no other site, no search engine, no log', async () => {
    await using world = await withLink()
    for (const path of ['', '/plan.txt', '/plan.txt?download', '?zip', '/missing']) {
      const { headers } = await world.visit(path)
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        'cache-control': 'no-store',
      })
    }
    const logged = JSON.stringify(world.server.logged('http.request'))
    expect(logged).toContain('/s/***')
    expect(logged).not.toContain(world.token)
  })

  it('gets pages whose style, script and icon come from this server, and are small', async () => {
    await using world = await withLink()
    const { text } = await world.visit()
    const sources = [...text.matchAll(/(?:src|href)="(\/pages\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(new Set(sources).size).toBe(3)
    for (const path of new Set(sources)) {
      const asset = await world.web.fetch({ method: 'GET', url: `https://a.test${path}` })
      expect(asset).toMatchObject({
        status: 200,
        headers: { 'cache-control': expect.stringContaining('immutable') },
      })
      if (path.endsWith('.js')) expect(asset.bytes.byteLength).toBeLessThan(20_000)
    }
    expect(text).not.toMatch(/<script(?![^>]*src=)|style=|\son\w+=|https?:/)
  })
})

describe('a link that is over', () => {
  it.each<[string, (world: Awaited<ReturnType<typeof withLink>>) => Promise<unknown>]>([
    ['was revoked', ({ ann, share }) => ann.revoke(share.id)],
    ['has run out', ({ clock }) => clock.advance(61_000)],
    ['leads to what is gone', ({ ann }) => ann.files.delete('Trip')],
  ])('because it %s is answered like one that never was', async (_, end) => {
    await using world = await withLink({ password: 'correct horse' })
    const { ann, share, clock } = world
    const expiresAt = new Date(clock.now() + 60_000).toISOString()
    expect((await ann.api('PATCH', `/shares/${share.id}`, { expiresAt })).status).toBe(200)
    await end(world)
    const never = await world.web.fetch({ method: 'GET', url: `https://a.test/s/${'x'.repeat(43)}` })
    expect(never.status).toBe(404)
    for (const path of ['', '/plan.txt', '/plan.txt?download', '?zip']) {
      const over = await world.visit(path)
      expect([over.status, over.text]).toEqual([404, never.text])
    }
    const tried = await world.visit('', await form({ password: 'correct horse' }))
    expect([tried.status, tried.text]).toEqual([404, never.text])
  })
})

describe('a link to what somebody else shared', () => {
  it('is made by who may pass it on, and ends with the share', async () => {
    await using world = await withLink()
    const { ann, server, web } = world
    const carl = await server.person('carl')
    const share = (permissions: string[]) => ann.share('Trip', 'carl', { permissions })
    const first = await share(['read'])
    const [item] = await carl.inbox()
    if (item?.path === null) await carl.accept(item.id)
    const refused = await carl.api('POST', '/shares', { path: '/Shared/Trip', recipientKind: 'link' })
    expect(refused.status).toBe(403)
    await ann.api('PATCH', `/shares/${first.id}`, { permissions: ['read', 'share'] })
    const { link } = await carl.link('Shared/Trip')
    const page = await web.fetch({ method: 'GET', url: link.url })
    expect([page.status, page.text.includes('Shared by carl')]).toEqual([200, true])
    const edit = { path: '/Shared/Trip', recipientKind: 'link', permissions: ['read', 'write'] }
    expect((await carl.api('POST', '/shares', edit)).status).toBe(403)
    const seen = (await ann.api('GET', '/shares')).json() as {
      shares: { parentId: string | null; link: unknown }[]
    }
    expect(seen.shares.find(({ parentId }) => parentId === first.id)).toMatchObject({ link: null })
    await ann.revoke(first.id)
    expect((await web.fetch({ method: 'GET', url: link.url })).status).toBe(404)
  })
})

describe('a link with a password', () => {
  it('opens to who shows it, for this link and this password alone', async () => {
    await using world = await withLink({ password: 'correct horse' })
    const { visit, ann, share } = world
    expect(await visit('/plan.txt?download')).toMatchObject({
      status: 403,
      text: expect.stringContaining('type="password"'),
    })
    const wrong = await visit('', await form({ password: 'wrong horse' }))
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([403, undefined])
    const right = await visit('/Photos', await form({ password: 'correct horse' }))
    expect([right.status, right.headers['location']]).toEqual([303, `/s/${world.token}/Photos`])
    const cookie = right.headers['set-cookie'] ?? ''
    expect(cookie).toMatch(
      new RegExp(`; Path=/s/${world.token}; Max-Age=\\d+; HttpOnly; SameSite=Lax; Secure$`),
    )
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect(await visit('/plan.txt?download', { headers })).toMatchObject({ status: 200, text: 'by train' })

    const other = await ann.link('Trip', { password: 'correct horse' })
    expect((await world.web.fetch({ method: 'GET', url: other.link.url, headers })).status).toBe(403)
    await ann.api('PATCH', `/shares/${share.id}`, { password: 'another horse' })
    expect((await visit('', { headers })).status).toBe(403)
  })

  it('makes who guesses wait', async () => {
    await using world = await withLink({ password: 'correct horse' })
    const guess = async (password: string) => world.visit('', await form({ password }))
    for (let turn = 0; turn < 10; turn += 1) expect((await guess(`wrong ${turn}`)).status).toBe(403)
    const refused = await guess('correct horse')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.text).toContain('Too many attempts')
  })
})

describe('a link with a limit', () => {
  it('is used up by downloads and not by looking, and those that have begun can be gone on with', async () => {
    await using world = await withLink({ maxDownloads: 2 })
    const { visit, ann, share } = world
    const downloads = async () =>
      ((await ann.api('GET', `/shares/${share.id}`)).json() as { link: { downloads: number } }).link.downloads
    for (const path of ['', '/plan.txt', '/Photos', '/missing?download']) await visit(path)
    for (const path of ['/plan.txt?download', '?zip']) await visit(path, { method: 'HEAD' })
    expect(await downloads()).toBe(0)
    expect((await visit('?zip')).status).toBe(200)
    expect((await visit('/plan.txt?download')).text).toBe('by train')
    expect(await downloads()).toBe(2)
    for (const path of ['', '/plan.txt', '/plan.txt?download', '/page.html?view', '?zip']) {
      expect([path, (await visit(path)).status]).toEqual([path, 404])
    }
    expect(await visit('/plan.txt?download', { headers: { range: 'bytes=3-' } })).toMatchObject({
      status: 206,
      text: 'train',
    })
    expect(await downloads()).toBe(2)
  })
})

describe('a link that takes files', () => {
  it('keeps each under a free name and shows none', async () => {
    await using world = await withLink({ permissions: ['create'] })
    const { visit, ann } = world
    const page = await visit()
    expect([page.status, page.text.includes('plan.txt'), page.text.includes('type="file"')]).toEqual([
      200,
      false,
      true,
    ])
    const dropped = await visit('', await form({ file: file('plan.txt') }))
    expect([dropped.status, dropped.headers['location']]).toEqual([303, `/s/${world.token}?added=1`])
    expect((await visit('?added=1')).text).toContain('One file was uploaded.')
    expect((await visit('', await form({ file: file('') }))).headers['location']).toContain('added=0')
    for (const path of ['/plan.txt', '/plan.txt?download', '/plan%20(2).txt?view', '?zip', '/Photos?zip']) {
      const { status, text } = await visit(path)
      expect([path, status === 404 || !text.includes('by train')]).toEqual([path, true])
    }
    expect((await visit('/Photos', await form({ file: file('x') }))).status).toBe(403)
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('by train')
    expect((await ann.files.get('Trip/plan (2).txt')).text).toBe('new')
  })
})

describe('a link to work with', () => {
  it('takes files, makes folders and removes things, with forms alone', async () => {
    await using world = await withLink({ permissions: ['read', 'write'] })
    const { visit, ann } = world
    const upload = await form({ file: file('Hütte.txt'), more: 'text' })
    const json = await visit('/Photos', {
      ...upload,
      headers: { ...upload.headers, accept: 'application/json' },
    })
    expect([json.status, json.json()]).toEqual([201, { added: ['Hütte.txt'] }])
    expect((await visit('', await form({ folder: 'Maps & more' }))).headers['location']).toBe(
      `/s/${world.token}/Maps%20%26%20more`,
    )
    expect((await visit('', await form({ folder: 'a/b' }))).status).toBe(400)
    expect((await visit('/page.html?remove')).text).toContain('name="remove"')
    expect((await visit('/page.html', await form({ remove: 'yes' }))).status).toBe(303)
    expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual([
      'Maps & more',
      'Photos',
      'plan.txt',
    ])
    expect((await ann.files.get('Trip/Photos/Hütte.txt')).text).toBe('new')
  })

  it('refuses what comes from the page of somebody else, and what is no whole form', async () => {
    await using world = await withLink({ permissions: ['read', 'write'] })
    const upload = await form({ file: file('x.txt') })
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const { status } = await world.visit('', { ...upload, headers: { ...upload.headers, ...headers } })
      expect(status).toBe(403)
    }
    const half = Buffer.from(upload.body as Uint8Array).subarray(0, -20)
    expect((await world.visit('', { ...upload, body: half })).status).toBe(409)
    expect((await world.ann.files.get('Trip/x.txt')).status).toBe(404)
  })
})

describe('over WebDAV a link', () => {
  const basic = (name: string, password = '') => ({
    authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
  })

  it('is opened by its token as a user name, or in the address', async () => {
    await using world = await withLink({ permissions: ['read', 'write'], password: 'correct horse' })
    const { web, token, ann } = world
    const dav = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
      web.fetch({ method, url: `https://a.test/public.php${path}`, headers, body })
    const mine = basic(token, 'correct horse')
    expect(await dav('GET', '/webdav/plan.txt', mine)).toMatchObject({ status: 200, text: 'by train' })
    expect((await dav('PUT', '/webdav/new.txt', mine, 'new')).status).toBe(201)
    expect((await ann.files.get('Trip/new.txt')).text).toBe('new')
    const listing = await dav('PROPFIND', '/webdav/', { ...mine, depth: '1' })
    expect([listing.status, listing.text.includes('/public.php/webdav/Photos/')]).toEqual([207, true])
    expect(await dav('GET', `/dav/files/${token}/plan.txt`, basic('anyone', 'correct horse'))).toMatchObject({
      text: 'by train',
    })
    for (const headers of [{}, basic(token), basic(token, 'wrong'), basic('x'.repeat(43))]) {
      expect((await dav('GET', '/webdav/plan.txt', headers)).status).toBe(401)
    }
    expect((await dav('GET', `/dav/files/${token}/plan.txt`)).status).toBe(401)
    expect((await dav('GET', `/dav/files/${'x'.repeat(43)}/plan.txt`)).status).toBe(404)
    expect(JSON.stringify(world.server.logged('http.request'))).not.toContain(token)
  })

  it('takes files and shows none when it was made so', async () => {
    await using world = await withLink({ permissions: ['create'] })
    const { web, token, ann } = world
    const ask = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
      web.fetch({ method, url: `https://a.test/public.php/dav/files/${token}${path}`, headers, body })
    expect((await ask('PUT', '/plan.txt', {}, 'new')).status).toBe(201)
    expect((await ask('PROPFIND', '/', { depth: '1' })).status).toBe(403)
    expect((await ask('GET', '/plan.txt')).status).toBe(403)
    expect((await ask('PROPFIND', '/plan.txt', { depth: '0' })).status).toBe(404)
    expect((await ask('DELETE', '/plan.txt')).status).toBe(403)
    expect((await ann.files.get('Trip/plan (2).txt')).text).toBe('new')
  })
})
