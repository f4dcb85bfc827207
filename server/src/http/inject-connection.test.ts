import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { createMemoryLogger } from '../platform/logging/index.ts'
import { createMetrics } from '../platform/metrics/index.ts'
import { createOutbound } from '../platform/outbound/outbound.ts'
import { injectConnection } from './inject-connection.ts'

/** A way to `https://here.test`, a server that listens nowhere. */
function openWay(listener: RequestListener, { secure = false } = {}) {
  const server = secure ? createHttpsServer({}, listener) : createServer(listener)
  const logger = createMemoryLogger()
  return createOutbound({
    allowHttp: false,
    allowPrivateNetworks: false,
    hosts: {},
    authorities: [],
    connectTimeout: 5000,
    idleTimeout: 5000,
    maxConnectionsPerPeer: 4,
    metrics: createMetrics({ logger }).metrics,
    clock: { now: () => 0 },
    log: logger,
    resolve: async () => {
      throw new Error('no name may be resolved')
    },
    local: async (origin) => (origin === 'https://here.test' ? injectConnection(server) : undefined),
  })
}

const get = (url = 'https://here.test/') => ({ method: 'GET', url, headers: {} })

describe('a connection within the process', () => {
  it.each([false, true])(
    'carries requests and answers of any size, to a server with TLS: %s',
    async (secure) => {
      await using way = openWay((request, response) => void request.pipe(response), { secure })
      const chunk = Buffer.alloc(100_000, 'x')
      for (let round = 0; round < 3; round += 1) {
        const body = Readable.from(Array.from({ length: 30 }, () => chunk))
        const answer = await way.send({ ...get(), method: 'PUT', body })
        expect((await buffer(answer.body)).byteLength).toBe(3_000_000)
      }
    },
  )

  it('leads to no other origin, and is not taken by who wants to see the server from outside', async () => {
    await using way = openWay((_request, response) => void response.end('here'))
    expect(await text((await way.send(get())).body)).toBe('here')
    await expect(way.send(get('https://here.test:8443/'))).rejects.toMatchObject({ reason: 'dns' })
    await expect(way.send(get('https://there.test/'))).rejects.toMatchObject({ reason: 'dns' })
    await expect(way.send(get(), { outside: true })).rejects.toMatchObject({ reason: 'dns' })
  })

  it('tells the server when its caller has left, and the caller when the answer breaks off', async () => {
    const left = Promise.withResolvers<void>()
    await using way = openWay((request, response) => {
      if (request.url === '/broken') {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('half', () => response.destroy())
        return
      }
      response.once('close', left.resolve)
      response.write('never ends')
    })
    const caller = new AbortController()
    const answer = await way.send(get(), { signal: caller.signal })
    const reading = text(answer.body)
    caller.abort()
    await expect(reading).rejects.toMatchObject({ reason: 'aborted' })
    await left.promise
    const broken = await way.send(get('https://here.test/broken'))
    await expect(text(broken.body)).rejects.toMatchObject({ reason: 'connection-closed' })
  })

  it('holds a sender back that is quicker than its reader', async () => {
    let written = 0
    await using way = openWay((_request, response) => {
      response.on('error', () => {})
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) written += 65_536
        response.once('drain', more)
      }
      more()
    })
    const answer = await way.send(get())
    const chunks = answer.body[Symbol.asyncIterator]()
    await chunks.next()
    const before = written
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate)
    expect(written - before).toBeLessThan(2_000_000)
    await chunks.return?.()
  })
})
