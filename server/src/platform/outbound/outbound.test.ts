import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryLogger } from '../logging/index.ts'
import {
  createOutboundWorld,
  failure,
  get,
  neverResolve,
  type OutboundWorld,
  peerAt,
} from './testing/outbound-world.ts'

let world: OutboundWorld

beforeEach(() => {
  world = createOutboundWorld()
})

afterEach(() => world[Symbol.asyncDispose]())

describe('a request', () => {
  test('arrives as it was given, and its answer comes back whole', async () => {
    const port = await world.serveHttp((request, response) => {
      response.writeHead(207, {
        'X-Seen': `${request.method} ${request.url} ${String(request.headers['x-a'])}`,
        'Set-Cookie': ['a=1', 'b=2'],
      })
      response.write(`${request.headers.host} `)
      request.pipe(response)
    })
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const response = await outbound.send({
      method: 'PROPFIND',
      url: `http://peer.test:${port}/dav/a%2Fb?x=1`,
      headers: { 'x-a': 'b' },
      body: Buffer.from('hello'),
    })
    expect(response.status).toBe(207)
    expect(response.headers['x-seen']).toBe('PROPFIND /dav/a%2Fb?x=1 b')
    expect(response.headers['set-cookie']).toBe('a=1, b=2')
    expect(await text(response.body)).toBe(`peer.test:${port} hello`)
  })

  test('streams its body and the body of the answer', async () => {
    const port = await world.serveHttp((request, response) => void request.pipe(response))
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const chunk = Buffer.alloc(64 * 1024, 'x')
    const body = Readable.from(Array.from({ length: 32 }, () => chunk))
    const response = await outbound.send({
      method: 'PUT',
      url: `http://peer.test:${port}/`,
      headers: {},
      body,
    })
    expect((await buffer(response.body)).byteLength).toBe(32 * chunk.byteLength)
  })

  test('gets its answer as it was sent, not unpacked', async () => {
    const packed = gzipSync('hello')
    const port = await world.serveHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
    })
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const { body } = await outbound.send(get(`http://peer.test:${port}/`))
    expect((await buffer(body)).equals(packed)).toBe(true)
  })

  test('is never redirected: the redirect is the answer', async () => {
    const port = await world.serveHttp((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    })
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const response = await outbound.send(get(`http://peer.test:${port}/`))
    expect(response.status).toBe(302)
    expect(response.headers['location']).toBe('http://169.254.169.254/latest/meta-data')
  })

  test('leaves its method, host, status and time in the log, but no path and no query', async () => {
    const port = await world.serveHttp((_request, response) => void response.end())
    const log = createMemoryLogger()
    const outbound = world.open({ ...peerAt(port), allowHttp: true, log })
    const response = await outbound.send(get(`http://peer.test:${port}/s/token?secret=1`), {
      purpose: 'discovery',
    })
    response.body.resume()
    await outbound.send(get('https://127.0.0.1:1/s/token')).catch(() => {})
    const host = `peer.test:${port}`
    expect(log.events).toEqual([
      {
        level: 'debug',
        event: 'outbound.request',
        fields: { method: 'GET', host, status: 200, ms: 0, purpose: 'discovery' },
      },
      {
        level: 'debug',
        event: 'outbound.request',
        fields: { method: 'GET', host: '127.0.0.1:1', failure: 'refused', ms: 0 },
      },
    ])
  })

  test.each([
    ['cloud.example/path', 'invalid-request'],
    ['ftp://cloud.example/', 'invalid-request'],
    ['https://ann:secret@cloud.example/', 'invalid-request'],
    ['http://cloud.example/', 'http-forbidden'],
  ])('to %s is refused (%s)', async (url, reason) => {
    const body = Readable.from(['x'])
    const error = await failure(world.open({}).send({ method: 'POST', url, headers: {}, body }))
    expect(error.reason).toBe(reason)
    expect(error.message).not.toContain('secret')
    expect(body.destroyed).toBe(true)
  })

  test.each(['host', 'Host', 'HOST'])('with another host in its headers is refused (%s)', async (name) => {
    const request = { ...get('https://cloud.example/'), headers: { [name]: 'other.example' } }
    const outbound = world.open({ resolve: neverResolve })
    expect((await failure(outbound.send(request))).reason).toBe('invalid-request')
  })
})

describe('the caller', () => {
  test('ends a request before its answer', async () => {
    const controller = new AbortController()
    const port = await world.serveHttp(() => controller.abort())
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const error = await failure(
      outbound.send(get(`http://peer.test:${port}/`), { signal: controller.signal }),
    )
    expect(error).toMatchObject({ reason: 'aborted', cause: controller.signal.reason })
  })

  test('ends an answer in the middle of its body, and the other side notices', async () => {
    const controller = new AbortController()
    const closed = Promise.withResolvers<void>()
    const port = await world.serveHttp((_request, response) => {
      response.once('close', closed.resolve)
      response.write('begin')
    })
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const response = await outbound.send(get(`http://peer.test:${port}/`), { signal: controller.signal })
    const reading = failure(text(response.body))
    controller.abort()
    expect((await reading).reason).toBe('aborted')
    await closed.promise
  })

  test('that has given up before sends nothing', async () => {
    const outbound = world.open({ resolve: neverResolve })
    const error = await failure(outbound.send(get('https://peer.test/'), { signal: AbortSignal.abort() }))
    expect(error.reason).toBe('aborted')
  })

  test('may throw an answer away', async () => {
    const port = await world.serveHttp((_request, response) => void response.write('begin'))
    const response = await world
      .open({ ...peerAt(port), allowHttp: true })
      .send(get(`http://peer.test:${port}/`))
    const closed = new Promise((resolve) => response.body.once('close', resolve))
    response.body.destroy()
    await closed
    expect(response.body.destroyed).toBe(true)
  })

  test('cuts off what is under way by closing the door', async () => {
    const arrived = Promise.withResolvers<void>()
    const port = await world.serveHttp(() => arrived.resolve())
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const sending = failure(outbound.send(get(`http://peer.test:${port}/`)))
    await arrived.promise
    await outbound[Symbol.asyncDispose]()
    expect((await sending).reason).toBe('aborted')
    expect((await failure(outbound.send(get(`http://peer.test:${port}/`)))).reason).toBe('aborted')
  })
})
