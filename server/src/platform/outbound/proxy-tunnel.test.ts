import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listen } from './testing/listen.ts'
import {
  authority,
  createOutboundWorld,
  failure,
  get,
  type OutboundWorld,
  peerAt,
} from './testing/outbound-world.ts'

let world: OutboundWorld

beforeEach(() => {
  world = createOutboundWorld()
})

afterEach(() => world[Symbol.asyncDispose]())

test('with a proxy every connection leads through it, to the address that was checked, with TLS to the name', async () => {
  const port = await world.serveHttps((request, response) => {
    response.end('servername' in request.socket ? String(request.socket.servername) : '')
  })
  const proxy = await world.serveProxy()
  const outbound = world.open({ ...peerAt(port), authorities: [authority], proxy: at(proxy.port) })
  const response = await outbound.send(get(`https://peer.test:${port}/`))
  expect(await text(response.body)).toBe('peer.test')
  expect(proxy.asked).toEqual([`127.0.0.1:${port}`])
})

test('http goes through the proxy by a tunnel as well', async () => {
  const port = await world.serveHttp((_request, response) => void response.end('plain'))
  const proxy = await world.serveProxy()
  const outbound = world.open({ ...peerAt(port), allowHttp: true, proxy: at(proxy.port) })
  expect(await text((await outbound.send(get(`http://peer.test:${port}/`))).body)).toBe('plain')
  expect(proxy.asked).toEqual([`127.0.0.1:${port}`])
})

test('the proxy is never asked for a forbidden address, whatever DNS says', async () => {
  const proxy = await world.serveProxy()
  const options = { proxy: at(proxy.port), allowPrivateNetworks: false, resolve: async () => ['10.0.0.1'] }
  for (const url of ['https://inside.test/', 'https://10.0.0.1/', 'https://localhost/']) {
    expect((await failure(world.open(options).send(get(url)))).reason).toBe('forbidden-address')
  }
  expect(proxy.asked).toEqual([])
})

test('the next address is tried when the proxy finds no way to the first', async () => {
  const port = await world.serveHttp((_request, response) => void response.end('second'))
  const proxy = await world.serveProxy((asked) => (asked.startsWith('[') ? 502 : 200))
  const resolve = async () => ['::1', '127.0.0.1']
  const outbound = world.open({ resolve, allowHttp: true, proxy: at(proxy.port) })
  expect(await text((await outbound.send(get(`http://two.test:${port}/`))).body)).toBe('second')
  expect(proxy.asked).toEqual([`[::1]:${port}`, `127.0.0.1:${port}`])
})

test.each([
  [502, 'unreachable'],
  [504, 'unreachable'],
  [403, 'proxy'],
  [407, 'proxy'],
  [302, 'proxy'],
])('a proxy that answers %i means: %s', async (status, reason) => {
  const proxy = await world.serveProxy(() => status)
  const outbound = world.open({ ...peerAt(443), proxy: at(proxy.port) })
  const error = await failure(outbound.send(get('https://peer.test:443/')))
  expect(error).toMatchObject({ reason, message: expect.stringContaining(String(status)) })
})

test('a proxy that is not there is not taken for a server that refuses connections', async () => {
  const outbound = world.open({ ...peerAt(443), proxy: at(await unusedPort()) })
  const error = await failure(outbound.send(get('https://peer.test:443/')))
  expect(error).toMatchObject({ reason: 'proxy', code: 'ERR_OUTBOUND_PROXY' })
})

test('a proxy that never answers costs no more than the connect timeout', async () => {
  const port = await world.serveTcp(() => {})
  const outbound = world.open({ ...peerAt(443), proxy: at(port), connectTimeout: 30 })
  expect((await failure(outbound.send(get('https://peer.test:443/')))).reason).toBe('timeout')
})

test('a proxy that answers with garbage or an endless head is told from the server behind it', async () => {
  for (const bytes of ['SSH-2.0-OpenSSH_9.2\r\n', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`]) {
    const port = await world.serveTcp((socket) => void socket.once('data', () => socket.end(bytes)))
    const outbound = world.open({ ...peerAt(443), proxy: at(port) })
    expect((await failure(outbound.send(get('https://peer.test:443/')))).reason).toBe('proxy')
  }
})

function at(port: number) {
  return { host: '127.0.0.1', port }
}

async function unusedPort(): Promise<number> {
  await using listening = await listen(createServer())
  return listening.port
}
