import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Tenant } from '../accounts/index.ts'
import { loadConfig } from '../platform/config/index.ts'
import { createMemoryLogger } from '../platform/logging/index.ts'
import { createMetrics } from '../platform/metrics/index.ts'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import type { Application } from './application.ts'
import { createListener } from './listener.ts'
import type { Route } from './route.ts'
import { rawConnection } from './testing/raw-connection.ts'

const tenant = { id: 1, host: 'cloud.example', publicUrl: 'https://cloud.example' } as Tenant

/** The public door on a port of its own, with the given routes behind it. */
async function open(...routes: Partial<Route>[]) {
  const { config } = await loadConfig({ flags: {}, environment: {}, workingDirectory: tmpdir() })
  const logger = createMemoryLogger()
  const accounts = { tenantByHost: async (host: string) => (host === tenant.host ? tenant : undefined) }
  const parts = { accounts, config, logger, clock: createManualClock(), defaultTenant: tenant }
  const application = { ...parts, metrics: createMetrics({ logger }).metrics } as unknown as Application
  const listener = createListener(application, { door: 'public', routes: routes.map(routeOf) })
  await listener.listen({ port: 0, host: '127.0.0.1' })
  const { port } = listener.server.address() as AddressInfo
  return {
    logger,
    server: listener.server,
    connect: () => rawConnection(port),
    /** Everything that is answered to one request on a connection of its own. */
    async ask(head: string, body = ''): Promise<string> {
      await using connection = await rawConnection(port)
      connection.write(`${head}\r\nconnection: close\r\n\r\n${body}`)
      return await connection.closed()
    },
    async [Symbol.asyncDispose]() {
      listener.server.closeAllConnections()
      await listener.close()
    },
  }
}

function routeOf(changes: Partial<Route>): Route {
  return {
    surface: 'api',
    methods: ['GET'],
    path: '/api/thing',
    access: 'none',
    body: 'none',
    summary: 'of a test',
    handle: async () => ({ status: 200, body: 'done' }),
    ...changes,
  }
}

const host = 'host: cloud.example'

describe('a request', () => {
  it('is answered with what the API says about a person, which nobody keeps', async () => {
    await using door = await open({})
    const answer = await door.ask(`GET /api/thing HTTP/1.1\r\n${host}`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*cache-control: no-store[^]*\r\n\r\ndone$/)
  })

  it('of HEAD is answered as GET, without the body', async () => {
    await using door = await open({})
    const answer = await door.ask(`HEAD /api/thing HTTP/1.1\r\n${host}`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*content-length: 4\r\n[^]*\r\n\r\n$/)
  })

  it.each([
    ['another method', 'DELETE /api/thing HTTP/1.1', 405],
    ['a method that nobody knows here', 'PURGE /api/thing HTTP/1.1', 405],
    ['OPTIONS', 'OPTIONS /api/thing HTTP/1.1', 204],
  ])('with %s is told what is allowed', async (_, line, status) => {
    await using door = await open({}, { methods: ['POST'] })
    const answer = await door.ask(`${line}\r\n${host}`)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/allow: GET, HEAD, POST, OPTIONS\r\n/)
  })

  it('for nothing is told so in the words of the surface', async () => {
    await using door = await open({})
    expect(await door.ask(`GET /api/none HTTP/1.1\r\n${host}`)).toMatch(
      /^HTTP\/1\.1 404 [^]*application\/problem\+json/,
    )
    expect(await door.ask(`GET /dav/none HTTP/1.1\r\n${host}`)).toMatch(
      /^HTTP\/1\.1 404 [^]*application\/xml/,
    )
  })

  it.each(['/api/thing/%zz', '/api/thing/%E0%A4%A', `/api/thing/${'x'.repeat(2000)}`])(
    'for an address that cannot exist is refused: %s',
    async (path) => {
      await using door = await open({ path: '/api/thing/:id' })
      expect(await door.ask(`GET ${path} HTTP/1.1\r\n${host}`)).toMatch(
        /^HTTP\/1\.1 400 [^]*validation-failed/,
      )
    },
  )

  it('that meets a fault of ours says so without telling it, and it is logged', async () => {
    await using door = await open({ handle: () => Promise.reject(new Error('the disk is on fire')) })
    const answer = await door.ask(`GET /api/thing HTTP/1.1\r\n${host}`)
    expect(answer).toMatch(/^HTTP\/1\.1 500 /)
    expect(answer).not.toMatch(/fire/)
    expect(door.logger.events).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'http.fault' }),
    )
  })

  it('whose answer cannot be sent as it is gets another one', async () => {
    await using door = await open({
      handle: async () => ({ status: 200, headers: { location: 'ä\n' }, body: 'x' }),
    })
    expect(await door.ask(`GET /api/thing HTTP/1.1\r\n${host}`)).toMatch(
      /^HTTP\/1\.1 500 [^]*"code":"internal"/,
    )
    expect(door.logger.events).toContainEqual(expect.objectContaining({ event: 'http.answer-not-sent' }))
  })

  it('has what stands after a second question mark', async () => {
    const targets: string[] = []
    await using door = await open({
      handle: async ({ rawUrl }) => {
        targets.push(rawUrl)
        return { status: 204 }
      },
    })
    await door.ask(`GET /api/thing?a=b?c HTTP/1.1\r\n${host}`)
    expect(targets).toEqual(['/api/thing?a=b?c'])
  })
})

describe('the host of a request', () => {
  it('decides, and one that is not served here is told so', async () => {
    await using door = await open({})
    expect(await door.ask('GET /api/thing HTTP/1.1\r\nhost: other.example')).toMatch(/^HTTP\/1\.1 421 /)
  })

  it('does not matter where anybody may ask', async () => {
    await using door = await open({ anyHost: true })
    expect(await door.ask('GET /api/thing HTTP/1.1\r\nhost: 127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('is named once', async () => {
    await using door = await open({})
    expect(await door.ask(`GET /api/thing HTTP/1.1\r\n${host}\r\nHost: other.example`)).toMatch(
      /^HTTP\/1\.1 400 /,
    )
  })

  it('is the one of an absolute target', async () => {
    await using door = await open({})
    const other = 'host: other.example'
    expect(await door.ask(`GET http://cloud.example/api/thing HTTP/1.1\r\n${other}`)).toMatch(
      /^HTTP\/1\.1 200 /,
    )
    expect(await door.ask(`GET http://other.example/api/thing HTTP/1.1\r\n${host}`)).toMatch(
      /^HTTP\/1\.1 421 /,
    )
    expect(await door.ask(`GET http://u@cloud.example/api/thing HTTP/1.1\r\n${host}`)).toMatch(
      /^HTTP\/1\.1 421 /,
    )
  })

  it('is not the tenant that only the operator may name', async () => {
    await using door = await open({})
    const answer = await door.ask(
      'GET /api/thing HTTP/1.1\r\nhost: other.example\r\nisthmus-tenant: cloud.example',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 421 /)
  })
})

describe('a body', () => {
  it.each(['foo', 'text/plain', 'application/json', '*/*'])(
    'of any type reaches a route that streams it: %s',
    async (type) => {
      await using door = await open({
        surface: 'dav',
        methods: ['PUT'],
        path: '/dav/*',
        body: 'stream',
        handle: async ({ stream }) => ({ status: 200, body: `got ${await text(stream)}` }),
      })
      const head = `PUT /dav/a.txt HTTP/1.1\r\n${host}\r\ncontent-type: ${type}\r\ncontent-length: 5`
      expect(await door.ask(head, 'hello')).toMatch(/got hello$/)
    },
  )

  it('that is expected to be refused is not sent', async () => {
    await using door = await open({
      methods: ['PUT'],
      path: '/dav/*',
      surface: 'dav',
      access: 'user',
      body: 'stream',
    })
    await using connection = await door.connect()
    connection.write(
      `PUT /dav/a HTTP/1.1\r\n${host}\r\ncontent-length: 5000000\r\nexpect: 100-continue\r\n\r\n`,
    )
    const answer = await connection.closed()
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(answer).toMatch(/www-authenticate: Basic /)
  })

  it('of a caller who leaves is nobody’s fault, and the route hears of it', async () => {
    const seen = Promise.withResolvers<AbortSignal>()
    await using door = await open({
      methods: ['PUT'],
      body: 'stream',
      handle: async ({ stream, left }) => {
        seen.resolve(left)
        return { status: 200, body: await text(stream) }
      },
    })
    const connection = await door.connect()
    connection.write(`PUT /api/thing HTTP/1.1\r\n${host}\r\ncontent-length: 100\r\n\r\nhalf`)
    const left = await seen.promise
    connection.socket.destroy()
    while (!left.aborted) await nextTurn()
    while (!door.logger.events.some(({ event }) => event === 'http.caller-left')) await nextTurn()
    expect(door.logger.events.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([])
  })

  it('of an answer that breaks off costs the connection, and is logged', async () => {
    const body = () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('half')
          await nextTurn()
          throw new Error('the other server hung up')
        })(),
      )
    await using door = await open({ handle: async () => ({ status: 200, body: body() }) })
    expect(await door.ask(`GET /api/thing HTTP/1.1\r\n${host}`)).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(door.logger.events).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'http.answer-broke-off' }),
    )
  })
})

describe('a connection', () => {
  it('is kept for the next request', async () => {
    await using door = await open({})
    await using connection = await door.connect()
    for (const count of [1, 2, 3]) {
      connection.write(`GET /api/thing HTTP/1.1\r\n${host}\r\n\r\n`)
      await connection.until(new RegExp(`(done[^]*){${count}}`))
    }
  })

  it('has limits: for the size and the time of a head, for standing still, and in number', async () => {
    await using door = await open({})
    const tooLarge = await door.ask(`GET /api/thing HTTP/1.1\r\n${host}\r\nx: ${'y'.repeat(17_000)}`)
    expect(tooLarge).toMatch(/^HTTP\/1\.1 431 /)
    expect(door.server).toMatchObject({
      headersTimeout: 30_000,
      requestTimeout: 0,
      timeout: 300_000,
      maxConnections: 10_000,
    })
  })
})
