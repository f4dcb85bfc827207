import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { IsthmusError } from '../platform/errors.ts'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { readBody } from './read-body.ts'
import { defineRoute, type Route } from './route.ts'
import { rawConnection } from './testing/raw-connection.ts'
import { replyServer } from './testing/reply-server.ts'

const json = 'content-type: application/json\r\n'

describe('a JSON body', () => {
  it('is checked, and given as what it means', async () => {
    expect(await read('{"count": 3}', json)).toEqual({ input: { count: 3 } })
    expect(await read('{"count": 3}', 'content-type: application/problem+json; charset=utf-8\r\n')).toEqual({
      input: { count: 3 },
    })
  })

  it.each([
    ['without a type', '{"count":3}', '', 'unsupported-media-type'],
    ['of another type', '{"count":3}', 'content-type: text/json\r\n', 'unsupported-media-type'],
    ['that is compressed', '{"count":3}', `${json}content-encoding: gzip\r\n`, 'unsupported-media-type'],
    ['that is empty', '', json, 'validation-failed'],
    ['that is no JSON', '{count:3}', json, 'validation-failed'],
    ['that is not UTF-8', Buffer.from('{"count":"\xff"}', 'latin1'), json, 'validation-failed'],
    ['that is deep', '['.repeat(50) + ']'.repeat(50), json, 'validation-failed'],
    ['of 101 bytes', `{"count": 3, "x": "${'x'.repeat(80)}"}`, json, 'payload-too-large'],
  ])('%s is refused', async (_, body, headers, code) => {
    expect(await read(body, headers)).toMatchObject({ code })
  })

  it('with wrong fields says which, and why', async () => {
    expect(await read('{"count":"3","more":1}', json)).toMatchObject({
      code: 'validation-failed',
      errors: [
        { name: 'count', message: expect.stringContaining('number') },
        { name: '', message: expect.stringContaining('more') },
      ],
    })
  })
})

describe('a raw body', () => {
  it('is given byte for byte', async () => {
    expect(await read(Buffer.from([0, 255, 10]), '', 'raw')).toEqual({ raw: Buffer.from([0, 255, 10]) })
  })

  it('may have exactly as many bytes as are allowed', async () => {
    expect(await read('x'.repeat(100), '', 'raw')).toMatchObject({ raw: Buffer.alloc(100, 'x') })
    expect(await read('x'.repeat(101), '', 'raw')).toMatchObject({ code: 'payload-too-large' })
  })

  it('that is too large and came in chunks leaves the connection for the answer', async () => {
    await using test = await replyServer(async (request) => {
      const outcome = await attempt(request, routeOf('raw'))
      return { status: 'code' in outcome ? 413 : 200, body: 'answer' }
    })
    await using connection = await test.connect()
    const chunk = `40\r\n${'x'.repeat(64)}\r\n`
    connection.write(`POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunk}${chunk}`)
    expect(await connection.until(/answer/)).toMatch(/^HTTP\/1\.1 413/)
  })

  it('of which the rest does not come costs the connection after half a minute', async () => {
    const clock = createManualClock()
    const begun = Promise.withResolvers<void>()
    const server = createServer((request) => {
      begun.resolve()
      void readBody(routeOf('raw'), request, {}, { defaultLimit: 100, clock }).catch(() => {})
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using connection = await rawConnection((server.address() as AddressInfo).port)
    connection.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf')
    await begun.promise
    await clock.advance(29_999)
    expect(connection.socket.readyState).toBe('open')
    await clock.advance(1)
    expect(await connection.closed()).toBe('')
    server.close()
  })
})

it.each(['none', 'stream'] as const)('a body of kind “%s” is left alone', async (kind) => {
  expect(await read('anything', '', kind)).toEqual({ raw: new Uint8Array() })
})

function routeOf(body: Route['body']): Route {
  return defineRoute({
    surface: 'api',
    methods: ['POST'],
    path: '/',
    access: 'none',
    body,
    ...(body === 'json' ? { input: z.strictObject({ count: z.number() }) } : {}),
    summary: '',
    handle: async () => ({ status: 200 }),
  }) as Route
}

type Outcome = { input?: unknown; raw?: unknown } | { code: string; errors?: unknown }

async function attempt(request: IncomingMessage, route: Route): Promise<Outcome> {
  const headers = request.headers as Record<string, string | undefined>
  try {
    const body = await readBody(route, request, headers, { defaultLimit: 100, clock: createManualClock() })
    return route.body === 'json' ? { input: body.input } : { raw: body.raw }
  } catch (error) {
    if (!(error instanceof IsthmusError)) throw error
    return { code: error.code, errors: error.errors }
  }
}

/** What becomes of a body of which at most 100 bytes are allowed. */
async function read(body: string | Buffer, headers: string, kind: Route['body'] = 'json'): Promise<Outcome> {
  const outcome = Promise.withResolvers<Outcome>()
  await using test = await replyServer(async (request) => {
    outcome.resolve(attempt(request, routeOf(kind)))
    await outcome.promise
    return { status: 204 }
  })
  await using connection = await test.connect()
  connection.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`,
  )
  connection.write(body)
  return await outcome.promise
}
