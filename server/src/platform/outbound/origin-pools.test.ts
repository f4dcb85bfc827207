import { text } from 'node:stream/consumers'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryLogger } from '../logging/index.ts'
import { createMetrics } from '../metrics/index.ts'
import {
  authority,
  createOutboundWorld,
  failure,
  get,
  type OutboundWorld,
  peerAt,
  peerIdentity,
} from './testing/outbound-world.ts'

let world: OutboundWorld

beforeEach(() => {
  world = createOutboundWorld()
})

afterEach(() => world[Symbol.asyncDispose]())

describe('connections', () => {
  test('are kept for the servers that were talked to last, and closed for the others', async () => {
    const closed = Promise.withResolvers<void>()
    const first = await world.serveHttp((request, response) => {
      request.socket.once('close', closed.resolve)
      response.end()
    })
    const others = await Promise.all(
      [1, 2].map(() => world.serveHttp((_request, response) => void response.end())),
    )
    const { outbound, metric } = measured({
      allowHttp: true,
      maxIdlePeers: 2,
      resolve: async () => ['127.0.0.1'],
    })
    for (const port of [first, ...others]) {
      await text((await outbound.send(get(`http://peer.test:${port}/`))).body)
    }
    await closed.promise
    expect(await metric('isthmus_outbound_origins{state="idle"}')).toBe(2)
    // A server whose connections were closed is talked to like any other.
    expect((await outbound.send(get(`http://peer.test:${first}/`))).status).toBe(200)
  })

  test('that are in use stay, however many servers are talked to', async () => {
    const slow = await world.serveHttp((_request, response) => void response.write('begin'))
    const quick = await world.serveHttp((_request, response) => void response.end())
    const { outbound, metric } = measured({
      allowHttp: true,
      maxIdlePeers: 1,
      resolve: async () => ['127.0.0.1'],
    })
    const response = await outbound.send(get(`http://peer.test:${slow}/`))
    for (const name of ['a', 'b', 'c']) {
      await text((await outbound.send(get(`http://${name}.test:${quick}/`))).body)
    }
    expect(response.body.destroyed).toBe(false)
    expect(await metric('isthmus_outbound_origins{state="busy"}')).toBe(1)
    expect(await metric('isthmus_outbound_origins{state="idle"}')).toBe(1)
    expect(await metric('isthmus_outbound_requests_in_flight')).toBe(1)
    response.body.destroy()
  })

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'to the same server resume its session (%s)',
    async (version) => {
      const port = await world.serveHttps(
        (_request, response) => {
          response.setHeader('connection', 'close')
          response.end()
        },
        { minVersion: version, maxVersion: version },
      )
      const { outbound, metric } = measured({ ...peerAt(port), authorities: [authority] })
      for (let count = 0; count < 3; count++) {
        await text((await outbound.send(get(`https://peer.test:${port}/`))).body)
      }
      expect(await metric('isthmus_outbound_tls_handshakes_total{resumed="no"}')).toBe(1)
      expect(await metric('isthmus_outbound_tls_handshakes_total{resumed="yes"}')).toBe(2)
    },
  )

  test('under another name check the certificate anew, whatever session there is', async () => {
    const port = await world.serveHttps((_request, response) => {
      response.setHeader('connection', 'close')
      response.end()
    })
    const { outbound } = measured({ resolve: async () => ['127.0.0.1'], authorities: [authority] })
    await text((await outbound.send(get(`https://peer.test:${port}/`))).body)
    expect((await failure(outbound.send(get(`https://other.test:${port}/`)))).reason).toBe('certificate')
    // And a handshake that failed leaves nothing to resume.
    expect((await failure(outbound.send(get(`https://other.test:${port}/`)))).reason).toBe('certificate')
  })
})

describe('a client certificate', () => {
  const askFor = { requestCert: true, rejectUnauthorized: false, ca: authority }

  test('is shown where the request names it, and nowhere else', async () => {
    const port = await world.serveHttps((request, response) => {
      response.end((request.socket as TLSSocket).authorized ? 'known' : 'unknown')
    }, askFor)
    const outbound = world.open({
      ...peerAt(port),
      authorities: [authority],
      identities: { partner: peerIdentity },
    })
    const ask = async (options = {}) =>
      text((await outbound.send(get(`https://peer.test:${port}/`), options)).body)
    expect(await ask()).toBe('unknown')
    expect(await ask({ identity: 'partner' })).toBe('known')
    expect(await ask()).toBe('unknown')
  })

  test('that is not configured is a mistake of the caller', async () => {
    const outbound = world.open({})
    for (const identity of ['nobody', 'constructor']) {
      const error = await failure(outbound.send(get('https://peer.test/'), { identity }))
      expect(error).toMatchObject({ reason: 'invalid-request' })
    }
  })

  test('with a key that is not its own is refused at the start', () => {
    const identities = { partner: { cert: authority, key: peerIdentity.key } }
    expect(() => world.open({ identities })).toThrow(/outbound\.identities: partner .*key values mismatch/)
  })
})

test('requests are counted by how they ended', async () => {
  const port = await world.serveHttp((_request, response) => void response.writeHead(404).end())
  const { outbound, metric } = measured({ ...peerAt(port), allowHttp: true })
  await text((await outbound.send(get(`http://peer.test:${port}/`))).body)
  await failure(outbound.send(get('ftp://peer.test/')))
  expect(await metric('isthmus_outbound_requests_total{outcome="4xx"}')).toBe(1)
  expect(await metric('isthmus_outbound_requests_total{outcome="invalid-request"}')).toBe(1)
  expect(await metric('isthmus_outbound_request_duration_seconds_count')).toBe(2)
})

function measured(options: Parameters<OutboundWorld['open']>[0]) {
  const { metrics, expose } = createMetrics({ logger: createMemoryLogger() })
  return {
    outbound: world.open({ ...options, metrics }),
    async metric(name: string): Promise<number | undefined> {
      const line = (await expose()).text.split('\n').find((told) => told.startsWith(`${name} `))
      return line === undefined ? undefined : Number(line.slice(name.length))
    },
  }
}
