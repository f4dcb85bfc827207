import { once } from 'node:events'
import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { endConnectionsOnClose } from './end-connections.ts'

describe('a server that is closed', () => {
  const clock = createManualClock()
  const agent = new Agent({ keepAlive: true })
  let server: FastifyInstance
  let asked: PromiseWithResolvers<ServerResponse>

  beforeEach(async () => {
    asked = Promise.withResolvers()
    server = fastify({ forceCloseConnections: 'idle', keepAliveTimeout: 65_000 })
    endConnectionsOnClose(server, { clock, graceMs: 10_000 })
    server.get('/', (_, reply) => {
      reply.hijack()
      asked.resolve(reply.raw)
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
  })

  afterEach(() => agent.destroy())

  it('ends with the answer that is under way, though the caller would keep the connection', async () => {
    const answer = ask()
    const response = await asked.promise
    const closed = server.close()
    while (server.server.listening) await nextTurn()
    response.end('done')
    expect((await answer).statusCode).toBe(200)
    await closed
  })

  it('ends after the time of grace, though an answer is still under way', async () => {
    const answer = ask().catch((error: NodeJS.ErrnoException) => error.code)
    await asked.promise
    const closed = server.close()
    await clock.advance(10_000)
    await closed
    expect(await answer).toBe('ECONNRESET')
  })

  async function ask(): Promise<IncomingMessage> {
    const { port } = server.server.address() as AddressInfo
    const outgoing = request({ host: '127.0.0.1', port, agent })
    outgoing.end()
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    answer.resume()
    return answer
  }
})
