import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOutboundWorld, failure, get, type OutboundWorld, peerAt } from './testing/outbound-world.ts'

let world: OutboundWorld

beforeEach(() => {
  world = createOutboundWorld()
})

afterEach(() => world[Symbol.asyncDispose]())

describe('a peer in trouble', () => {
  test('that never resolves costs no more than the connect timeout', async () => {
    const outbound = world.open({ resolve: () => new Promise(() => {}), connectTimeout: 30 })
    expect((await failure(outbound.send(get('https://slow.test/')))).reason).toBe('timeout')
  })

  test('that accepts connections but never shakes hands costs no more than the connect timeout', async () => {
    const port = await world.serveTcp(() => {})
    const outbound = world.open({ ...peerAt(port), connectTimeout: 30 })
    expect((await failure(outbound.send(get(`https://peer.test:${port}/`)))).reason).toBe('timeout')
  })

  test('that never answers costs no more than the given time', async () => {
    const port = await world.serveHttp(() => {})
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const error = await failure(outbound.send(get(`http://peer.test:${port}/`), { headersTimeoutMs: 30 }))
    expect(error).toMatchObject({ reason: 'timeout', code: 'UND_ERR_HEADERS_TIMEOUT' })
  })

  test('that falls silent in the middle of a body is given up', async () => {
    const port = await world.serveHttp((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('begin')
    })
    const outbound = world.open({ ...peerAt(port), allowHttp: true, idleTimeout: 30 })
    const response = await outbound.send(get(`http://peer.test:${port}/`), { headersTimeoutMs: 30_000 })
    expect(await failure(text(response.body))).toMatchObject({
      reason: 'timeout',
      code: 'UND_ERR_BODY_TIMEOUT',
    })
  })

  test('that hangs up in the middle of a body is noticed', async () => {
    const port = await world.serveHttp((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('begin', () => response.destroy())
    })
    const response = await world
      .open({ ...peerAt(port), allowHttp: true })
      .send(get(`http://peer.test:${port}/`))
    expect((await failure(text(response.body))).reason).toBe('connection-closed')
  })

  test.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.2\r\n', 'bad-response'],
    ['an endless head', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(40_000)}`, 'bad-response'],
    ['a broken head', 'HTTP/1.1 200 OK\r\nno colon\r\n\r\n', 'bad-response'],
    ['nothing', '', 'connection-closed'],
  ])('that sends %s has not answered', async (_, bytes, reason) => {
    const port = await world.serveTcp((socket) => void socket.once('data', () => socket.end(bytes)))
    const error = await failure(
      world.open({ ...peerAt(port), allowHttp: true }).send(get(`http://peer.test:${port}/`)),
    )
    expect(error.reason).toBe(reason)
  })

  test('that sends interim answers is waited for, but not for ever', async () => {
    const interim = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'
    const last = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'
    const answers = [interim.repeat(16) + last, interim.repeat(17) + last]
    const port = await world.serveTcp(
      (socket) => void socket.once('data', () => socket.end(answers.shift() ?? '')),
    )
    const outbound = world.open({ ...peerAt(port), allowHttp: true })
    const response = await outbound.send(get(`http://peer.test:${port}/`))
    expect(await text(response.body)).toBe('ok')
    expect((await failure(outbound.send(get(`http://peer.test:${port}/`)))).reason).toBe('bad-response')
  })

  test('that holds all its connections makes further requests wait no longer than the connect timeout', async () => {
    const port = await world.serveHttp((_request, response) => void response.write('begin'))
    const outbound = world.open({
      ...peerAt(port),
      allowHttp: true,
      maxConnectionsPerPeer: 1,
      connectTimeout: 1_000,
    })
    const first = await outbound.send(get(`http://peer.test:${port}/`))
    expect((await failure(outbound.send(get(`http://peer.test:${port}/`)))).reason).toBe('timeout')
    first.body.destroy()
    const third = await outbound.send(get(`http://peer.test:${port}/`))
    expect(third.status).toBe(200)
    third.body.destroy()
  })
})
