import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { shareBody, signedBy, twoClouds, unsignedMessage } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

const rarely = { interval: 100 }

const large = randomBytes(3_000_000)

/** What the sockets and the queues on the way can hold, in bytes: a system may give each socket tens of millions. */
const mostUnderWay = 256 * 1024 * 1024

/** Bob has a mount of Ann’s (`Shared/Trip`) with a large file in it, over a link that a test can disturb. */
async function tripWithLargeFile(idleTimeout: string) {
  await using resources = new AsyncDisposableStack()
  const environment = { ISTHMUS_OUTBOUND_IDLE_TIMEOUT: idleTimeout }
  const world = resources.use(await twoClouds({ environment }))
  await world.ann.files.mkcol('Trip')
  await world.ann.files.put('Trip/large.bin', large)
  await world.shareAndAccept('Trip')
  await world.bob.files.list('Shared/Trip')
  const link = world.link('b.test', 'a.test')
  const gets = () => world.b.sent({ method: 'GET', host: 'a.test' }).map(({ status }) => status)
  const before = gets().length
  const owned = resources.move()
  return {
    ...world,
    link,
    gets: () => gets().slice(before),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

describe('a download through a mount', () => {
  it('goes on after a link that stands still, on the same connection, as long as that may be silent', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, bob, gets } = world
    await link.set('stall-response-after:1000000')
    const read = bob.files.get('Shared/Trip/large.bin')
    await expect.poll(() => link.stalled).toBe(1)
    link.release()
    expect((await read).bytes.equals(large)).toBe(true)
    expect(gets()).toEqual([200])
  })

  it('goes on over another connection when the link stands still for longer', async () => {
    await using world = await tripWithLargeFile('1500ms')
    const { link, bob, gets } = world
    await link.set('stall-response-after:1200000')
    expect((await bob.files.get('Shared/Trip/large.bin')).bytes.equals(large)).toBe(true)
    expect(gets()).toEqual([200, 206, 206])
  })

  it('goes on when the line is cut, within a part that was asked for as well', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, bob, gets } = world
    await link.set('cut-response-after:1200000')
    expect((await bob.files.get('Shared/Trip/large.bin')).bytes.equals(large)).toBe(true)
    expect(gets()).toEqual([200, 206, 206])
    const part = await bob.files.get('Shared/Trip/large.bin', { range: 'bytes=500000-2499999' })
    expect(part.bytes.equals(large.subarray(500_000, 2_500_000))).toBe(true)
  })

  it('of a file that has changed meanwhile breaks off, so that nobody takes two halves for a whole', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, ann, bob } = world
    await link.set('stall-response-after:1000000')
    const read = bob.files.get('Shared/Trip/large.bin')
    await expect.poll(() => link.stalled).toBe(1)
    await ann.files.put('Trip/large.bin', randomBytes(3_000_000))
    await link.set('pass')
    await expect(read).rejects.toThrow()
  })

  it('over a line that is always cut breaks Bob’s connection in the end', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, bob } = world
    await link.set('cut-response-after:100000')
    const connections = link.connections
    await expect(bob.files.get('Shared/Trip/large.bin')).rejects.toThrow()
    expect(link.connections - connections).toBeLessThanOrEqual(40)
    await link.set('pass')
    await world.clock.advance(60_000)
    expect((await bob.files.get('Shared/Trip/large.bin')).bytes.length).toBe(large.length)
  })

  it('is asked of the other server no faster than Bob reads', async () => {
    await using world = await twoClouds({ peers: { 'eve.test': {} } })
    const { bob, clock, web } = world
    const eve = world.peer('eve.test')
    let given = 0
    const piece = Buffer.alloc(256 * 1024)
    const length = 1_000_000_000
    const endless = new Readable({
      read() {
        given += piece.length
        this.push(piece)
      },
    })
    eve.answer('GET /dav/*', {
      status: 200,
      headers: { etag: '"1"', 'content-length': String(length) },
      body: endless,
    })
    const body = shareBody('eve.test', 'bob@b.test')
    await web.fetch(await signedBy(eve.key, unsignedMessage('https://b.test/ocm/shares', body), clock.now()))
    const [item] = await bob.inbox()
    const { path } = await bob.accept(item?.id ?? '')
    const answer = await bob.files.open(`${path?.slice(1)}/endless.bin`)
    await once(answer.body, 'readable')
    await expect
      .poll(
        standsStill(() => given),
        rarely,
      )
      .toBe(true)
    expect(given).toBeLessThan(mostUnderWay)
    answer.body.destroy()
  })
})

describe('a copy of a folder from another server', () => {
  it.each([
    ['POST', '/api/v1/files/copy', {}, JSON.stringify({ from: '/Shared/Trip', to: '/Kept' })],
    ['COPY', '/dav/files/bob/Shared/Trip', { destination: 'https://b.test/dav/files/bob/Kept' }, ''],
  ])(
    'stops in the middle of a file when Bob leaves (%s %s), and nothing is kept of it',
    async (...request) => {
      await using world = await tripWithLargeFile('60s')
      const { link, ann, bob, web } = world
      await ann.files.put('Trip/first.txt', 'first')
      await link.set('stall-response-after:1000000')
      const [method, path, headers, body] = request
      const leaving = new AbortController()
      const authorization = `Basic ${Buffer.from('bob:password of bob').toString('base64')}`
      const copied = web.send({
        method,
        url: `https://b.test${path}`,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body,
        signal: leaving.signal,
      })
      await expect.poll(() => link.stalled).toBe(1)
      expect((await bob.files.list('Kept')).map(({ name }) => name)).toEqual(['first.txt'])
      leaving.abort()
      await expect(copied).rejects.toThrow('aborted')
      await expect.poll(async () => (await bob.files.propfind('Kept')).status).toBe(404)
      expect((await bob.api('GET', '/trash')).json()).toMatchObject({ items: [] })
    },
  )
})

describe('an upload through a mount', () => {
  it('goes on after a link that stands still', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, ann, bob } = world
    await link.set('stall-request-after:1000000')
    const written = bob.files.put('Shared/Trip/new.bin', large)
    await expect.poll(() => link.stalled).toBe(1)
    link.release()
    expect((await written).status).toBe(201)
    expect((await ann.files.get('Trip/new.bin')).bytes.equals(large)).toBe(true)
  })

  it.each(['cut-request-after:1000000', 'stall-request-after:1000000'] as const)(
    'that ends in the middle (%s) leaves no file, and says that the other server cannot be reached',
    async (fault) => {
      await using world = await tripWithLargeFile(fault.startsWith('stall') ? '1500ms' : '60s')
      const { link, ann, bob } = world
      await link.set(fault)
      const answer = await bob.files.put('Shared/Trip/new.bin', large)
      expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('a.test cannot be reached')])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      await link.set('pass')
      expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['large.bin'])
    },
  )

  it('is taken from Bob no faster than the other server takes it', async () => {
    await using world = await tripWithLargeFile('60s')
    const { link, bob } = world
    await link.set('stall-request-after:1000000')
    let taken = 0
    const piece = Buffer.alloc(256 * 1024)
    const source = new Readable({
      read() {
        taken += piece.length
        this.push(taken > 1_000_000_000 ? null : piece)
      },
    })
    const written = bob.files.put('Shared/Trip/new.bin', source).catch((error: unknown) => error)
    await expect.poll(() => link.stalled).toBe(1)
    await expect
      .poll(
        standsStill(() => taken),
        rarely,
      )
      .toBe(true)
    expect(taken).toBeLessThan(mostUnderWay)
    source.destroy(new Error('Bob leaves'))
    expect(await written).toBeInstanceOf(Error)
  })
})

/** Whether a number is the same as when it was last looked at. */
function standsStill(value: () => number): () => boolean {
  let before = -1
  return () => {
    const now = value()
    const same = now === before
    before = now
    return same
  }
}
