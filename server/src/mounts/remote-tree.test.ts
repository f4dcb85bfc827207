import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { childrenOf, mountedTrip, place, things } from './testing/mounted-trip.ts'
import { multistatus, webdavOf } from './testing/test-mounts.ts'

describe('a listing', () => {
  it('of a mount costs one request, and of the folder around it none', async () => {
    await using test = await mountedTrip()
    expect((await test.list()).map(({ name }) => name).toSorted()).toEqual(['photos', 'plan.txt'])
    expect(test.asked()).toEqual(['PROPFIND /'])
    await childrenOf(test.tree, ['Shared'])
    expect(test.asked()).toHaveLength(1)
  })

  it('has the entity tags of the other server, and ids of ours that stay', async () => {
    await using test = await mountedTrip()
    const first = await test.list()
    const plan = first.find(({ name }) => name === 'plan.txt')
    expect(plan).toMatchObject({ kind: 'file', size: 8, etag: 'plan-1', received: 'inside' })
    expect(plan?.fileId).toMatch(/^\d+$/)
    expect((await test.list()).map(({ fileId }) => fileId)).toEqual(first.map(({ fileId }) => fileId))
    expect(new Set(first.map(({ fileId }) => fileId)).size).toBe(2)
  })

  it('and a look at one thing agree on it', async () => {
    await using test = await mountedTrip()
    test.peerServes('PROPFIND', '/plan.txt', multistatus({ ...things[1], path: 'plan.txt' }))
    const seen = await test.tree.stat([...place, 'plan.txt'])
    expect((await test.list()).find(({ name }) => name === 'plan.txt')).toEqual(seen)
    const { folder } = await test.tree.list(place)
    expect(folder.fileId).toBe((await test.tree.stat(place))?.fileId)
    expect(folder).toMatchObject({ received: 'root', etag: 'root-1', rights: { delete: true } })
  })

  it.each<[string, string | undefined, ('read' | 'write')[], object]>([
    ['what the share allows', undefined, ['read', 'write'], { update: true, delete: true }],
    ['what the server allows of it', 'RG', ['read', 'write'], { update: false, delete: false }],
    ['never more than the share', 'RGDNVW', ['read'], { update: false, delete: false }],
  ])('shows %s', async (_, letters, permissions, rights) => {
    await using test = await mountedTrip({ webdav: webdavOf({ permissions }) })
    test.serve({ path: '' }, { path: 'plan.txt', ...(letters === undefined ? {} : { permissions: letters }) })
    expect((await test.list())[0]).toMatchObject({ rights })
  })

  it('that breaks off, or is none, is trouble and no short listing', async () => {
    await using test = await mountedTrip()
    const whole = multistatus(...things)
    for (const body of [whole.body.slice(0, -30), '<html/>', '']) {
      test.peerServes('PROPFIND', '/', { ...whole, body })
      await expect(test.tree.list(place)).rejects.toMatchObject({ reason: 'unavailable' })
    }
  })
})

describe('a mount', () => {
  it.each([401, 403, 404, 410, 500, 503])(
    'whose server answers %i is unavailable, and never gone',
    async (status) => {
      await using test = await mountedTrip()
      test.internet.answer('PROPFIND *', { status })
      test.internet.answer('GET https://peer.example/dav/*', { status })
      await expect(test.tree.list(place)).rejects.toMatchObject({ reason: 'unavailable' })
      expect(await test.tree.stat(place)).toBeDefined()
      expect((await childrenOf(test.tree, ['Shared'])).map(({ name }) => name)).toEqual(['Trip'])
    },
  )

  it('that is a single file is read and written in its place, and is never gone either', async () => {
    await using test = await mountedTrip({ name: 'plan.txt', resourceType: 'file' })
    const headers = { etag: '"file-1"', 'content-type': 'text/plain' }
    test.peerServes('GET', '', { headers, body: 'by train' })
    const reading = await test.tree.read(['Shared', 'plan.txt'], {})
    expect(await text(reading.body)).toBe('by train')
    expect(reading.resource).toMatchObject({
      name: 'plan.txt',
      size: 8,
      etag: 'file-1',
      contentType: 'text/plain',
    })
    test.peerServes('GET', '', { status: 404 })
    await expect(test.tree.read(['Shared', 'plan.txt'], {})).rejects.toMatchObject({ reason: 'unavailable' })
    test.peerServes('PUT', '', { status: 404 })
    const write = test.tree.write(['Shared', 'plan.txt'], Readable.from(['x']), { preconditions: {} })
    await expect(write).rejects.toMatchObject({ reason: 'unavailable' })
  })

  it('that is a folder though it was announced as a file is shown as a folder once it was seen', async () => {
    await using test = await mountedTrip({ resourceType: 'file' })
    await test.list()
    expect(await test.tree.stat(place)).toMatchObject({ kind: 'folder', etag: 'root-1' })
  })

  it('whose share is over is not there', async () => {
    await using test = await mountedTrip({ expiresAt: Date.UTC(2026, 0, 1) + 60_000 })
    await test.clock.advance(60_000)
    await expect(test.tree.list(place)).rejects.toMatchObject({ reason: 'not-found' })
    expect(test.asked()).toEqual([])
  })
})

describe('reading', () => {
  it('passes the bytes through, and a range when one was asked for', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', ({ headers }) =>
      headers['range'] === undefined
        ? { headers: { etag: '"plan-1"' }, body: 'by train' }
        : { status: 206, headers: { etag: '"plan-1"', 'content-range': 'bytes 3-4/8' }, body: 'tr' },
    )
    const whole = await test.tree.read([...place, 'plan.txt'], {})
    expect([await text(whole.body), whole.resource.size]).toEqual(['by train', 8])
    const part = await test.tree.read([...place, 'plan.txt'], { range: { first: 3, last: 4 } })
    expect([await text(part.body), part.resource.size, part.range]).toEqual(['tr', 8, { first: 3, last: 4 }])
  })

  it('of a file without a length asks for it, and breaks off when it was not true', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', () => ({
      headers: { etag: '"plan-1"' },
      body: Readable.from([Buffer.from('by train')]),
    }))
    test.peerServes('PROPFIND', '/plan.txt', multistatus({ path: 'plan.txt', size: 8 }))
    const reading = await test.tree.read([...place, 'plan.txt'], {})
    expect([await text(reading.body), reading.resource.size]).toEqual(['by train', 8])
    test.peerServes('PROPFIND', '/plan.txt', multistatus({ path: 'plan.txt', size: 9 }))
    await expect(text((await test.tree.read([...place, 'plan.txt'], {})).body)).rejects.toThrow()
  })

  it('a folder is refused as one of the user’s own, also the mount itself', async () => {
    await using test = await mountedTrip()
    for (const path of [[], ['sub']]) {
      test.peerServes('GET', path.map((name) => `/${name}`).join(''), { status: 405 })
      await expect(test.tree.read([...place, ...path], {})).rejects.toMatchObject({ reason: 'is-a-folder' })
    }
  })

  it('what is not there says so', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/none.txt', { status: 404 })
    await expect(test.tree.read([...place, 'none.txt'], {})).rejects.toMatchObject({ reason: 'not-found' })
  })
})

describe('a change', () => {
  it('reaches the server, and makes clients look at the folders above', async () => {
    await using test = await mountedTrip()
    test.peerServes('PUT', '/new.txt', { status: 201, headers: { etag: '"new-1"' } })
    test.peerServes(
      'PROPFIND',
      '/new.txt',
      multistatus({ path: 'new.txt', etag: '"new-1"', fileId: '103', size: 3 }),
    )
    const before = (await test.tree.stat([]))?.etag
    const written = await test.tree.write([...place, 'new.txt'], Readable.from([Buffer.from('new')]), {
      preconditions: { ifNoneMatch: 'any' },
      length: 3,
    })
    expect(written).toMatchObject({
      created: true,
      resource: { etag: 'new-1', size: 3, fileId: expect.any(String) },
    })
    const put = test.internet.requests.find(({ method }) => method === 'PUT')
    expect([String(put?.body), put?.headers['if-none-match']]).toEqual(['new', '*'])
    expect((await test.tree.stat([]))?.etag).not.toBe(before)
  })

  it('that succeeded does not look failed because the server falls silent after it', async () => {
    await using test = await mountedTrip()
    test.peerServes('PUT', '/new.txt', { status: 201, headers: { etag: '"new-1"' } })
    test.peerServes('PROPFIND', '/new.txt', transportError('ECONNRESET'))
    const write = test.tree.write([...place, 'new.txt'], Readable.from([Buffer.from('new')]), {
      preconditions: {},
      length: 3,
    })
    expect(await write).toMatchObject({ created: true, resource: { etag: 'new-1', size: 3 } })
  })

  it.each<[string, number, string]>([
    ['a folder', 405, 'already-exists'],
    ['a folder', 403, 'forbidden'],
    ['a folder', 409, 'parent-missing'],
    ['a folder', 507, 'insufficient-storage'],
  ])('of %s that is refused with %i is refused, and nobody is made to look', async (_, status, reason) => {
    await using test = await mountedTrip()
    test.peerServes('MKCOL', '/new/', { status })
    const before = (await test.tree.stat([]))?.etag
    await expect(test.tree.makeFolder([...place, 'new'], { preconditions: {} })).rejects.toMatchObject({
      reason,
    })
    expect((await test.tree.stat([]))?.etag).toBe(before)
  })

  it('that was done in part says so, and makes clients look', async () => {
    await using test = await mountedTrip()
    test.peerServes('DELETE', '/photos', multistatus({ path: 'photos/a.jpg' }))
    const before = (await test.tree.stat([]))?.etag
    await expect(test.tree.remove([...place, 'photos'], { preconditions: {} })).rejects.toMatchObject({
      reason: 'bad-gateway',
    })
    expect((await test.tree.stat([]))?.etag).not.toBe(before)
  })

  it('inside the mount is one request: renaming, copying, removing', async () => {
    await using test = await mountedTrip()
    const [from, to] = [
      [...place, 'plan.txt'],
      [...place, 'new.txt'],
    ]
    test.peerServes('MOVE', '/plan.txt', { status: 201 })
    test.peerServes('COPY', '/plan.txt', { status: 204 })
    test.peerServes('DELETE', '/plan.txt', { status: 204 })
    for (const path of ['/plan.txt', '/new.txt']) test.peerServes('PROPFIND', path, { status: 404 })
    expect(await test.tree.move(from, to, { preconditions: {}, overwrite: true })).toEqual({ created: true })
    expect(await test.tree.copy(from, to, { preconditions: {}, overwrite: true, depth: 'infinity' })).toEqual(
      {
        created: false,
      },
    )
    await test.tree.remove(from, { preconditions: {} })
    expect(test.asked().filter((line) => !line.startsWith('PROPFIND'))).toEqual([
      'MOVE /plan.txt',
      'COPY /plan.txt',
      'DELETE /plan.txt',
    ])
  })

  it('whose body breaks off is nobody’s trouble but the caller’s', async () => {
    await using test = await mountedTrip()
    test.peerServes('PUT', '/new.txt', { status: 201 })
    const gone = new Error('the request body broke off')
    const body = new Readable({
      read() {
        this.destroy(gone)
      },
    })
    await expect(test.tree.write([...place, 'new.txt'], body, { preconditions: {} })).rejects.toBe(gone)
    // The server is still asked.
    expect(await test.list()).toHaveLength(2)
  })
})
