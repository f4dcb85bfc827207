import { PassThrough } from 'node:stream'
import { network, type TusUploads, twoClouds, type WebAnswer } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

async function withAnn() {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(await network({ servers: ['cloud.example'] }))
  const server = net.server('cloud.example')
  const ann = await server.person('ann')
  const owned = resources.move()
  return { ...net, server, ann, uploads: ann.uploads, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function begun(uploads: TusUploads, size: number, metadata: Record<string, string>): Promise<string> {
  const answer = await uploads.create(size, metadata)
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, ''])
  return answer.headers['location'] ?? ''
}

function problemOf({ status, json }: WebAnswer): unknown {
  return [status, (json() as { code: string }).code]
}

describe('an upload by tus', () => {
  it('goes on where it was, and says where the file is when it is complete', async () => {
    await using world = await withAnn()
    const { ann, uploads } = world
    await ann.files.mkcol('Bücher')
    const path = '/Bücher/Roman 🎻 100%.txt'
    const modified = '2024-02-29T12:00:00Z'
    const created = await uploads.create(10, { path, modified, filetype: 'text/plain' })
    expect(created).toMatchObject({
      status: 201,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'upload-expires': expect.stringMatching(/ GMT$/),
        location: expect.stringMatching(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/),
      },
    })
    const { location = '' } = created.headers
    const first = await uploads.send(location, 0, '0123')
    expect([first.status, first.headers['upload-offset'], first.headers['isthmus-path']]).toEqual([
      204,
      '4',
      undefined,
    ])
    const asked = await uploads.offset(location)
    expect(asked.headers).toMatchObject({
      'upload-offset': '4',
      'upload-length': '10',
      'cache-control': 'no-store',
      'tus-resumable': '1.0.0',
    })
    const last = await uploads.send(location, 4, '456789')
    expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': '10' } })
    expect(decodeURIComponent(last.headers['isthmus-path'] ?? '')).toBe(path)
    const file = await ann.files.get(path.slice(1))
    expect(file).toMatchObject({ text: '0123456789', headers: { etag: last.headers['etag'] } })
    expect(new Date(file.headers['last-modified'] ?? '')).toEqual(new Date(modified))
    // An answer that was lost is no reason to send everything again.
    expect((await uploads.offset(location)).headers).toMatchObject({ 'upload-offset': '10' })
  })

  it('of a client that only knows the protocol is a file under its name', async () => {
    await using world = await withAnn()
    const { ann, uploads } = world
    const location = await begun(uploads, 3, {
      filename: 'a/b.txt',
      filetype: 'text/plain',
      relativePath: '',
    })
    expect((await uploads.send(location, 0, 'abc')).status).toBe(204)
    expect((await ann.files.get('a_b.txt')).text).toBe('abc')
    const options = await world.web.fetch({
      method: 'OPTIONS',
      url: 'https://cloud.example/api/v1/uploads',
    })
    expect(options).toMatchObject({
      status: 204,
      headers: { 'tus-version': '1.0.0', 'tus-extension': 'creation,expiration,termination' },
    })
  })

  it('is refused at another place than it is at, and while another request adds to it', async () => {
    await using world = await withAnn()
    const { ann, uploads } = world
    const location = await begun(uploads, 4, { path: '/a' })
    const wrong = await uploads.send(location, 2, 'xx')
    expect(problemOf(wrong)).toEqual([409, 'upload-offset-mismatch'])
    expect(wrong.headers['tus-resumable']).toBe('1.0.0')
    const body = new PassThrough()
    const slow = uploads.send(location, 0, body)
    body.write('01')
    await expect
      .poll(async () => problemOf(await uploads.send(location, 0, '')))
      .toEqual([423, 'upload-busy'])
    body.end('2')
    expect((await slow).headers['upload-offset']).toBe('3')
    expect(problemOf(await uploads.send(location, 3, 'xxx'))).toEqual([413, 'payload-too-large'])
    expect((await uploads.send(location, 3, '3')).status).toBe(204)
    expect((await ann.files.get('a')).text).toBe('0123')
  })

  it('is listed until it is complete or ended', async () => {
    await using world = await withAnn()
    const { ann, uploads } = world
    const location = await begun(uploads, 4, { path: '/a', modified: '2024-02-29T12:00:00Z' })
    await uploads.send(location, 0, '01')
    expect((await ann.api('GET', '/uploads')).json()).toEqual({
      uploads: [
        {
          id: location.split('/').at(-1),
          path: '/a',
          space: null,
          size: 4,
          offset: 2,
          whole: false,
          conflict: 'refuse',
          modifiedAt: '2024-02-29T12:00:00.000Z',
          busy: false,
          createdAt: expect.stringMatching(/Z$/),
          expiresAt: expect.stringMatching(/Z$/),
        },
      ],
    })
    expect((await uploads.end(location)).status).toBe(204)
    expect((await uploads.offset(location)).status).toBe(404)
    expect(problemOf(await uploads.send(location, 2, '23'))).toEqual([404, 'upload-not-found'])
    expect((await ann.api('GET', '/uploads')).json()).toEqual({ uploads: [] })
  })

  it('of two people to one name makes one file of each, when they choose so', async () => {
    await using world = await withAnn()
    const { ann, uploads } = world
    const [one, other, third] = await Promise.all(
      ['refuse', 'refuse', 'rename'].map((conflict) => begun(uploads, 1, { path: '/a.txt', conflict })),
    )
    expect((await uploads.send(one ?? '', 0, '1')).status).toBe(204)
    expect(problemOf(await uploads.send(other ?? '', 0, '2'))).toEqual([409, 'node-exists'])
    const renamed = await uploads.send(third ?? '', 0, '3')
    expect(renamed.headers['isthmus-path']).toBe('/a%20(2).txt')
    expect((await ann.files.get('a.txt')).text).toBe('1')
    expect((await ann.files.get('a (2).txt')).text).toBe('3')
    const whole = await uploads.offset(other ?? '')
    expect(whole.headers).toMatchObject({ 'upload-offset': '0', 'isthmus-whole': 'true' })
    const placed = await uploads.place(other ?? '', { path: '/b Ä.txt' })
    expect([placed.status, placed.json()]).toMatchObject([200, { path: '/b Ä.txt' }])
    expect((await ann.files.get('b Ä.txt')).text).toBe('2')
    expect((await uploads.offset(other ?? '')).headers['isthmus-whole']).toBeUndefined()
  })
})

describe('an upload into what is on another server', () => {
  it('arrives there when it is complete, and waits while that server is down', async () => {
    await using world = await twoClouds()
    const { ann, bob, a } = world
    await ann.files.mkcol('Trip')
    await world.shareAndAccept('Trip')
    const location = await begun(bob.uploads, 4, { path: '/Shared/Trip/plan.txt' })
    expect((await bob.uploads.send(location, 0, '01')).status).toBe(204)
    await world.link('b.test', 'a.test').set('refuse')
    const refused = await bob.uploads.send(location, 2, '23')
    expect(refused.status).toBe(503)
    expect(refused.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('a.test') })
    expect((await bob.uploads.offset(location)).headers['upload-offset']).toBe('3')
    await world.link('b.test', 'a.test').set('pass')
    await world.clock.advance(120_000)
    const done = await bob.uploads.send(location, 3, '3')
    expect([done.status, done.headers['isthmus-path']]).toEqual([204, '/Shared/Trip/plan.txt'])
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('0123')
    expect(a.logged('http.fault')).toEqual([])
  })
})
