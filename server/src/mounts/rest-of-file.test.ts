import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type Script, transportError } from '../platform/testing/scripted-internet.ts'
import { mountedTrip, place } from './testing/mounted-trip.ts'

const plan = [...place, 'plan.txt']
const whole = '0123456789'

function cutAfter(part: string): Readable {
  const left = [Buffer.from(part)]
  return new Readable({
    read() {
      const next = left.shift()
      if (next === undefined) this.destroy(transportError('ECONNRESET'))
      else this.push(next)
    },
  })
}

/** The file of which each answer carries so many bytes before it is cut. */
function serving({ etag = '"plan-1"', bytes = 3 }: { etag?: string; bytes?: number } = {}): Script {
  return ({ headers }) => {
    const asked = /^bytes=(\d+)-(\d+)?$/.exec(headers['range'] ?? '')
    if (asked === null || (headers['if-range'] ?? etag) !== etag) {
      return { headers: { etag, 'content-length': '10' }, body: cutAfter(whole.slice(0, bytes)) }
    }
    const [first, last] = [Number(asked[1]), Number(asked[2] ?? 9)]
    const range = { 'content-range': `bytes ${first}-${last}/10` }
    return {
      status: 206,
      headers: { etag, ...range },
      body: cutAfter(whole.slice(first, Math.min(first + bytes, last + 1))),
    }
  }
}

/** The ranges that were asked for. */
function ranges({ internet }: Awaited<ReturnType<typeof mountedTrip>>) {
  return internet.requests
    .filter(({ method }) => method === 'GET')
    .filter(({ url }) => url.endsWith('plan.txt'))
    .map(({ headers }) => headers['range'])
}

describe('a file that breaks off on its way from its server', () => {
  it('goes on where that happened, and only as the file that it was', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', serving())
    const { body, resource } = await test.tree.read(plan, {})
    expect([await text(body), resource.size]).toEqual([whole, 10])
    expect(ranges(test)).toEqual([undefined, 'bytes=3-9', 'bytes=6-9', 'bytes=9-9'])
    expect(test.internet.requests.at(-1)?.headers['if-range']).toBe('"plan-1"')
  })

  it('goes on within the part that was asked for', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', serving())
    const { body, range } = await test.tree.read(plan, { range: { first: 2, last: 6 } })
    expect([await text(body), range]).toEqual(['23456', { first: 2, last: 6 }])
    expect(ranges(test)).toEqual(['bytes=2-6', 'bytes=5-6'])
  })

  it.each<[string, Script]>([
    ['is another one by then', serving({ etag: '"plan-2"' })],
    ['is not there any more', { status: 404 }],
    ['may not be read any more', { status: 403 }],
    [
      'comes in another part than was asked for',
      { status: 206, headers: { etag: '"plan-1"', 'content-range': 'bytes 0-9/10' }, body: whole },
    ],
    ['comes as a whole', { headers: { etag: '"plan-1"', 'content-length': '10' }, body: whole }],
  ])('stays broken when it %s', async (_, then) => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', serving())
    const { body } = await test.tree.read(plan, {})
    test.peerServes('GET', '/plan.txt', then)
    await expect(text(body)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(ranges(test).length).toBeLessThanOrEqual(3)
  })

  it('stays broken when it has no strong entity tag', async () => {
    await using test = await mountedTrip()
    test.peerServes('GET', '/plan.txt', serving({ etag: 'W/"plan-1"' }))
    const { body } = await test.tree.read(plan, {})
    await expect(text(body)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(ranges(test)).toHaveLength(1)
  })

  it('waits for a server that is away for some seconds, and not for longer', async () => {
    await using test = await mountedTrip()
    for (const comesBack of [true, false]) {
      test.peerServes('GET', '/plan.txt', serving({ bytes: 6 }))
      const { body } = await test.tree.read(plan, {})
      test.peerServes('GET', '/plan.txt', transportError('ECONNREFUSED'))
      const reading: { over: boolean } = { over: false }
      const read = text(body)
        .catch((error: unknown) => error)
        .finally(() => {
          reading.over = true
        })
      for (const pause of [2_000, 4_000, 8_000, 16_000]) {
        while (!reading.over && test.clock.sleepers === 0)
          await new Promise((resolve) => setImmediate(resolve))
        if (comesBack && pause === 8_000) test.peerServes('GET', '/plan.txt', serving({ bytes: 6 }))
        await test.clock.advance(pause)
      }
      expect(await read).toEqual(comesBack ? whole : expect.objectContaining({ code: 'ECONNRESET' }))
      await test.clock.advance(60_000)
    }
  })

  it('is given up when it breaks off again and again', async () => {
    await using test = await mountedTrip()
    const size = 100
    test.peerServes('GET', '/plan.txt', ({ headers }) => {
      const first = Number(/^bytes=(\d+)-/.exec(headers['range'] ?? '')?.[1] ?? 0)
      const range = { 'content-range': `bytes ${first}-${size - 1}/${size}` }
      const status = headers['range'] === undefined ? 200 : 206
      return {
        status,
        headers: { etag: '"1"', 'content-length': String(size - first), ...range },
        body: cutAfter('x'),
      }
    })
    const { body } = await test.tree.read(plan, {})
    await expect(text(body)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(ranges(test)).toHaveLength(17)
  })
})
