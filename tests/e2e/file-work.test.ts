import { network, type Person, readZip, twoClouds, type WebAnswer } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann on a cloud of her own, with what she sends to it besides JSON. */
async function withAnn() {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(await network({ servers: ['cloud.example'] }))
  const server = net.server('cloud.example')
  const ann = await server.person('ann')
  const authorization = `Basic ${Buffer.from('ann:password of ann').toString('base64')}`
  const content = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    net.web.fetch({
      method,
      url: `${server.origin}/api/v1/files/content?path=${encodeURIComponent(path)}`,
      headers: { authorization, ...headers },
      ...(body !== undefined && { body }),
    })
  const owned = resources.move()
  return { ...net, server, ann, content, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function ask(who: Person, method: string, path: string, body?: unknown): Promise<WebAnswer> {
  const answer = await who.api(method, path, body)
  expect([method, path, answer.status, answer.status < 300 ? '' : answer.text]).toEqual([
    method,
    path,
    answer.status,
    '',
  ])
  return answer
}

interface Entry {
  readonly name: string
  readonly path: string
  readonly etag: string
}

async function entries(who: Person, query: string): Promise<Entry[]> {
  return ((await ask(who, 'GET', `/files${query}`)).json() as { entries: Entry[] }).entries
}

describe('the bytes of a file', () => {
  it('are written and read, and not over those of somebody who was quicker', async () => {
    await using world = await withAnn()
    const { ann, content } = world
    const made = await content('PUT', '/a.txt', { 'if-none-match': '*' }, 'one')
    expect(made.status).toBe(201)
    const { entry } = made.json() as { entry: Entry }
    expect(made.headers['etag']).toBe(`"${entry.etag}"`)
    const mine = { 'if-match': `"${entry.etag}"` }
    const both = await Promise.all(['two', 'three'].map((text) => content('PUT', '/a.txt', mine, text)))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
    const { versions } = (await ask(ann, 'GET', `/files/${await idOf(ann, '/a.txt')}/versions`)).json() as {
      versions: unknown[]
    }
    expect(versions).toHaveLength(1)
  })

  it('are as old as on the device they come from', async () => {
    await using world = await withAnn()
    const { ann } = world
    const then = '2024-02-29T12:00:00.000Z'
    await ann.api('PUT', `/files/content?path=/old.txt&modified=${then}`)
    const details = (await ask(ann, 'GET', '/files/details?path=/old.txt')).json()
    expect(details).toMatchObject({ entry: { modifiedAt: then } })
  })

  it('are given in parts, and not at all to who has them', async () => {
    await using world = await withAnn()
    const { content } = world
    await content('PUT', '/a.txt', {}, '0123456789')
    const whole = await content('GET', '/a.txt')
    expect(whole).toMatchObject({ status: 200, text: '0123456789' })
    expect(whole.headers).toMatchObject({ 'content-length': '10', 'accept-ranges': 'bytes' })
    expect(await content('GET', '/a.txt', { range: 'bytes=2-3' })).toMatchObject({ status: 206, text: '23' })
    const beyond = await content('GET', '/a.txt', { range: 'bytes=20-' })
    expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */10' } })
    const known = await content('GET', '/a.txt', { 'if-none-match': whole.headers['etag'] ?? '' })
    expect(known).toMatchObject({ status: 304, text: '' })
    expect(await content('HEAD', '/a.txt')).toMatchObject({ status: 200, text: '' })
  })

  it.each([
    ['page.html', 'text/plain; charset=utf-8', 'inline', 'sandbox'],
    ['drawing.svg', 'text/plain; charset=utf-8', 'inline', 'sandbox'],
    ['Foto 🎻.png', 'image/png', 'inline', 'sandbox'],
    ['song.mp3', 'audio/mpeg', 'inline', 'sandbox'],
    ['paper.pdf', 'application/pdf', 'inline', "frame-ancestors 'self'"],
    ['archive.zip', 'application/zip', 'attachment', 'sandbox'],
  ])('of %s are harmless in a browser', async (name, type, disposition, policy) => {
    await using world = await withAnn()
    const { content } = world
    await content('PUT', `/${name}`, {}, '<script>alert(1)</script>')
    const { headers } = await content('GET', `/${name}`)
    expect(headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(new RegExp(`^${disposition};`)),
      'content-security-policy': expect.stringContaining(policy),
    })
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`)
  })

  it('stay what they were for who began to read them before they changed', async () => {
    await using world = await withAnn()
    const { ann, content, web, server } = world
    const text = 'x'.repeat(8 * 1024 * 1024)
    await content('PUT', '/large', {}, text)
    const authorization = `Basic ${Buffer.from('ann:password of ann').toString('base64')}`
    const url = `${server.origin}/api/v1/files/content?path=/large`
    const { body } = await web.send({ method: 'GET', url, headers: { authorization } })
    const reading = body as AsyncIterable<Buffer>
    let bytes = 0
    for await (const chunk of reading) {
      if (bytes === 0) {
        await content('PUT', '/large', {}, 'y')
        await ask(ann, 'DELETE', '/files?path=/large')
      }
      expect(chunk.includes('y')).toBe(false)
      bytes += chunk.byteLength
    }
    expect(bytes).toBe(text.length)
  })
})

describe('somebody’s files', () => {
  it('are arranged, searched and removed, and come back', async () => {
    await using world = await withAnn()
    const { ann, content } = world
    expect((await ask(ann, 'POST', '/files/folders', { path: '/Bücher' })).status).toBe(201)
    await content('PUT', '/roman.txt', {}, 'Es war einmal')
    const moved = await ask(ann, 'POST', '/files/move', { from: '/roman.txt', to: '/Bücher/Roman 🎻.txt' })
    expect(moved.json()).toMatchObject({ entry: { path: '/Bücher/Roman 🎻.txt' } })
    const copy = { from: '/Bücher/Roman 🎻.txt', to: '/Bücher/Roman 🎻.txt', conflict: 'rename' }
    expect((await ask(ann, 'POST', '/files/copy', copy)).json()).toMatchObject({
      entry: { name: 'Roman 🎻 (2).txt' },
    })
    const refused = await ann.api('POST', '/files/copy', { ...copy, conflict: 'refuse' })
    expect([refused.status, refused.json()]).toMatchObject([409, { code: 'node-exists' }])

    const found = await ask(ann, 'GET', '/files/search?text=roman&limit=1')
    expect(found.json()).toMatchObject({
      complete: false,
      entries: [{ name: expect.stringContaining('Roman') }],
    })
    expect((await ask(ann, 'GET', '/files/search?text=roman')).json()).toMatchObject({ complete: true })
    expect((await entries(ann, '?path=/B%C3%BCcher&filter=(2)')).map(({ name }) => name)).toEqual([
      'Roman 🎻 (2).txt',
    ])

    const { trashItem } = (await ask(ann, 'DELETE', '/files?path=/B%C3%BCcher')).json() as {
      trashItem: string
    }
    expect(await entries(ann, '')).toEqual([])
    expect((await ask(ann, 'POST', `/trash/${trashItem}/restore`)).json()).toEqual({ path: '/Bücher' })
    expect(await entries(ann, '?path=/B%C3%BCcher')).toHaveLength(2)
  })

  it('show what is shared of them and how', async () => {
    await using world = await withAnn()
    const { ann, server } = world
    await server.person('carol')
    for (const name of ['Trip', 'Work', 'Own']) await ann.files.mkcol(name)
    await ann.share('Trip', 'carol')
    await ann.link('Trip')
    const ended = await ann.share('Work', 'carol')
    await ann.revoke(ended.id)
    expect(await entries(ann, '')).toMatchObject([
      { name: 'Own', sharedWith: 0, hasLink: false },
      { name: 'Trip', sharedWith: 2, hasLink: true },
      { name: 'Work', sharedWith: 0, hasLink: false },
    ])
  })

  it('show who shares what was received on the same server, and what of it is passed on', async () => {
    await using world = await withAnn()
    const { ann, server } = world
    const carol = await server.person('carol')
    await server.person('dave')
    await ann.files.mkcol('Trip')
    await ann.share('Trip', 'carol', { permissions: ['read', 'share'] })
    await world.settle()
    const facts = { name: 'Trip', received: 'root', from: 'ann', staleSince: null }
    expect(await entries(carol, '?path=/Shared')).toMatchObject([{ ...facts, sharedWith: 0 }])
    await carol.share('Shared/Trip', 'dave', { permissions: ['read'] })
    expect(await entries(carol, '?path=/Shared')).toMatchObject([{ ...facts, sharedWith: 1 }])
  })
})

describe('what is on another server', () => {
  it('is worked with like one’s own', async () => {
    await using world = await twoClouds()
    const { ann, bob } = world
    await ann.files.mkcol('Trip')
    await world.shareAndAccept('Trip')
    await ask(bob, 'POST', '/files/folders', { path: '/Shared/Trip/Photos' })
    await bob.files.put('plan.txt', 'by train')
    const order = { from: '/plan.txt', to: '/Shared/Trip/plan.txt' }
    expect((await ask(bob, 'POST', '/files/copy', order)).json()).toMatchObject({
      entry: { received: 'inside', from: null, sharedWith: 0 },
    })
    const again = await bob.api('POST', '/files/move', order)
    expect([again.status, again.json()]).toMatchObject([409, { code: 'node-exists' }])
    await ask(bob, 'POST', '/files/move', { ...order, conflict: 'rename' })
    expect((await ann.files.list('Trip')).map(({ name }) => name).toSorted()).toEqual([
      'Photos',
      'plan (2).txt',
      'plan.txt',
    ])
    expect((await ask(bob, 'DELETE', '/files?path=/Shared/Trip/plan.txt')).json()).toEqual({
      trashItem: null,
    })
    expect((await entries(bob, '?path=/Shared'))[0]).toMatchObject({ received: 'root', from: 'ann@a.test' })
    expect((await ask(bob, 'DELETE', '/files?path=/Shared/Trip')).json()).toEqual({ trashItem: null })
    expect(await entries(bob, '?path=/Shared')).toEqual([])
  })
})

async function idOf(who: Person, path: string): Promise<string> {
  const answer = await ask(who, 'GET', `/files/details?path=${encodeURIComponent(path)}`)
  return (answer.json() as { entry: { id: string } }).entry.id
}

describe('an archive', () => {
  it('has a folder as it is, or what of it is named, also of what is on another server', async () => {
    await using world = await twoClouds()
    const { ann, bob } = world
    for (const folder of ['Trip', 'Trip/Photos 🎻']) await ann.files.mkcol(folder)
    await ann.files.put('Trip/Photos 🎻/sea.jpg', 'sea')
    await ann.files.put('Trip/plan.txt', 'by train')
    await ann.files.put('Trip/other.txt', 'x')
    await world.shareAndAccept('Trip')
    const archive = async (query: string) => {
      const answer = await ask(bob, 'GET', `/files/archive?${query}`)
      expect(answer.headers['content-type']).toBe('application/zip')
      return [
        answer.headers['content-disposition']?.replace(/;.*/, ''),
        readZip(answer.bytes).map(({ name, contents }) => `${name}: ${contents.toString()}`),
      ]
    }
    expect(await archive(`path=${encodeURIComponent('/Shared/Trip')}`)).toEqual([
      'attachment',
      [
        'Trip/: ',
        'Trip/Photos 🎻/: ',
        'Trip/other.txt: x',
        'Trip/plan.txt: by train',
        'Trip/Photos 🎻/sea.jpg: sea',
      ],
    ])
    const names = encodeURIComponent('plan.txt/Photos 🎻')
    expect(await archive(`path=/Shared/Trip&names=${names}`)).toEqual([
      'attachment',
      ['Photos 🎻/: ', 'plan.txt: by train', 'Photos 🎻/sea.jpg: sea'],
    ])
  })
})
