import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { replyServer } from './testing/reply-server.ts'

const head = (method = 'GET', more = '') => `${method} / HTTP/1.1\r\nhost: x\r\n${more}\r\n`

describe('a reply', () => {
  it('of JSON says so, with its length, and keeps the connection', async () => {
    await using test = await replyServer(() => ({ status: 200, body: { json: { ä: 1 } } }))
    await using connection = await test.connect()
    connection.write(head() + head())
    const answers = await connection.until(/(\{.*){2}/s)
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
    expect(answers).toMatch(/content-type: application\/json; charset=utf-8\r\n/)
    expect(answers).toMatch(/content-length: 8\r\n/)
    expect(answers).toMatch(/\r\nDate: /)
    expect(answers).toMatch(/x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n/)
  })

  it('to HEAD has the length and not the body', async () => {
    await using test = await replyServer(() => ({ status: 200, body: 'twelve bytes' }))
    await using connection = await test.connect()
    connection.write(head('HEAD') + head())
    const answers = await connection.until(/twelve bytes/)
    expect(answers.match(/content-length: 12/g)).toHaveLength(2)
    expect(answers.match(/twelve bytes/g)).toHaveLength(1)
  })

  it('to HEAD lets go of a stream', async () => {
    const body = Readable.from(['never read'])
    await using test = await replyServer(() => ({ status: 200, headers: { 'content-length': '10' }, body }))
    await using connection = await test.connect()
    connection.write(head('HEAD'))
    expect(await connection.until(/\r\n\r\n/)).toMatch(/content-length: 10/)
    expect(body.destroyed).toBe(true)
  })

  it.each([204, 304])('of status %i has neither body nor length', async (status) => {
    await using test = await replyServer(() => ({ status }))
    await using connection = await test.connect()
    connection.write(head())
    expect(await connection.until(/\r\n\r\n/)).not.toMatch(/content-length|transfer-encoding/i)
  })

  it('without a body says that it has none', async () => {
    await using test = await replyServer(() => ({ status: 404 }))
    await using connection = await test.connect()
    connection.write(head())
    expect(await connection.until(/\r\n\r\n/)).toMatch(/content-length: 0/i)
  })

  it('can have a header twice', async () => {
    await using test = await replyServer(() => ({ status: 200, headers: { 'www-authenticate': ['A', 'B'] } }))
    await using connection = await test.connect()
    connection.write(head())
    expect(await connection.until(/\r\n\r\n/)).toMatch(/www-authenticate: A\r\nwww-authenticate: B\r\n/)
  })

  it('with a head that cannot be sent is refused before a byte of it is out', async () => {
    await using test = await replyServer(() => ({ status: 200, headers: { location: '/ä\n' } }))
    await using connection = await test.connect()
    connection.write(head())
    expect(await connection.closed()).toBe('')
    await expect(test.outcomes[0]).rejects.toThrow(TypeError)
  })
})

describe('a stream', () => {
  it('is sent whole, with back-pressure', async () => {
    let made = 0
    const body = Readable.from(
      (function* () {
        for (; made < 1000; made += 1) yield Buffer.alloc(32 * 1024, made)
      })(),
      { objectMode: false },
    )
    await using test = await replyServer(() => ({ status: 200, body }))
    await using connection = await test.connect()
    connection.socket.pause()
    connection.write(head('GET', 'connection: close\r\n'))
    for (let turn = 0; turn < 200; turn += 1) await nextTurn()
    expect(made).toBeLessThan(900)
    connection.socket.resume()
    expect((await connection.closed()).endsWith('\r\n0\r\n\r\n')).toBe(true)
    expect(made).toBe(1000)
    expect(await test.outcomes[0]).toBeUndefined()
  })

  it('that fails half-way breaks the connection', async () => {
    const trouble = new Error('disk')
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        await nextTurn()
        throw trouble
      })(),
    )
    await using test = await replyServer(() => ({ status: 200, body }))
    await using connection = await test.connect()
    connection.write(head())
    const answer = await connection.closed()
    expect(answer).toMatch(/half/)
    expect(answer).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(await test.outcomes[0]).toBe(trouble)
  })

  it.each([
    ['shorter', ['four']],
    ['longer', ['four', ' and more']],
  ])(
    'that is %s than announced breaks the connection, and nothing of it becomes the next answer',
    async (_, parts) => {
      const headers = { 'content-length': '8' }
      await using test = await replyServer(() => ({ status: 200, headers, body: Readable.from(parts) }))
      await using connection = await test.connect()
      connection.write(head() + head())
      const answer = await connection.closed()
      expect(answer.match(/HTTP\/1\.1/g)?.length ?? 0).toBeLessThanOrEqual(1)
      expect(answer).not.toMatch(/and more/)
      expect(await test.outcomes[0]).toBeInstanceOf(Error)
    },
  )

  it('ends when the caller leaves, which is nobody’s fault', async () => {
    const body = new Readable({ read() {} })
    body.push('the first part')
    await using test = await replyServer(() => ({ status: 200, body }))
    await using connection = await test.connect()
    connection.write(head())
    await connection.until(/the first part/)
    connection.socket.destroy()
    expect(await test.outcomes[0]).toBeUndefined()
    expect(body.destroyed).toBe(true)
  })

  it('that is cut off breaks the connection at once, also while it waits for room', async () => {
    const body = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024 * 1024)
      })(),
      { objectMode: false },
    )
    await using test = await replyServer(() => ({ status: 200, body }))
    await using connection = await test.connect()
    connection.socket.pause()
    connection.write(head())
    for (let turn = 0; turn < 200; turn += 1) await nextTurn()
    const trouble = new Error('the reader is too slow')
    body.destroy(trouble)
    expect(await test.outcomes[0]).toBe(trouble)
    connection.socket.resume()
    expect(await connection.closed()).not.toMatch(/\r\n0\r\n\r\n$/)
  })

  it('ends when the caller leaves while it waits for room', async () => {
    const body = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(1024 * 1024)
      })(),
    )
    await using test = await replyServer(() => ({ status: 200, body }))
    await using connection = await test.connect()
    connection.socket.pause()
    connection.write(head())
    for (let turn = 0; turn < 50; turn += 1) await nextTurn()
    connection.socket.destroy()
    expect(await test.outcomes[0]).toBeUndefined()
    expect(body.destroyed).toBe(true)
  })

  it('is let go of when the caller has left before', async () => {
    const body = new Readable({ read() {} })
    const left = Promise.withResolvers<void>()
    await using test = await replyServer(async (_, response) => {
      response.once('close', left.resolve)
      await left.promise
      return { status: 200, body }
    })
    const connection = await test.connect()
    connection.write(head())
    while (test.outcomes.length === 0) await nextTurn()
    connection.socket.destroy()
    expect(await test.outcomes[0]).toBeUndefined()
    expect(body.destroyed).toBe(true)
  })
})

describe('an early reply', () => {
  it('to a short body reads the rest and keeps the connection', async () => {
    await using test = await replyServer(({ method }) => ({
      status: method === 'PUT' ? 403 : 200,
      body: 'answer',
    }))
    await using connection = await test.connect()
    connection.write(`${head('PUT', 'content-length: 20\r\n')}ten bytes `)
    expect(await connection.until(/answer/)).toMatch(/^HTTP\/1\.1 403/)
    connection.write(`and others${head('GET')}`)
    expect(await connection.until(/answer.*answer/s)).toMatch(/HTTP\/1\.1 200/)
  })

  it('to a short body of which a part was read keeps the connection', async () => {
    await using test = await replyServer(async (request) => {
      if (request.method !== 'PUT') return { status: 200, body: 'answer' }
      await request.iterator({ destroyOnReturn: false }).next()
      return { status: 413, body: 'answer' }
    })
    await using connection = await test.connect()
    connection.write(`${head('PUT', 'content-length: 20\r\n')}ten bytes `)
    expect(await connection.until(/answer/)).toMatch(/^HTTP\/1\.1 413/)
    connection.write(`and others${head('GET')}`)
    expect(await connection.until(/answer.*answer/s)).toMatch(/HTTP\/1\.1 200/)
  })

  it.each(['content-length: 5000000\r\n', 'transfer-encoding: chunked\r\n'])(
    'to a long body (%s) is out before the connection is closed',
    async (framing) => {
      await using test = await replyServer(() => ({ status: 507, body: 'no room' }))
      await using connection = await test.connect()
      connection.write(head('PUT', framing))
      const answer = await connection.until(/no room/)
      expect(answer).toMatch(/^HTTP\/1\.1 507/)
      expect(answer).toMatch(/connection: close/i)
      expect(connection.socket.readyState).toBe('open')
      await test.clock.advance(2_000)
      await connection.closed()
    },
  )

  it('to a long body is not held back by a client that goes at once', async () => {
    await using test = await replyServer(() => ({ status: 507, body: 'no room' }))
    const connection = await test.connect()
    connection.write(head('PUT', 'content-length: 5000000\r\n'))
    await connection.until(/no room/)
    connection.socket.destroy()
    expect(await test.outcomes[0]).toBeUndefined()
  })

  it('to HEAD or without a body is out before the connection is closed, too', async () => {
    await using test = await replyServer(() => ({ status: 403 }))
    await using connection = await test.connect()
    connection.write(head('PUT', 'content-length: 5000000\r\n'))
    expect(await connection.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 403/)
    await test.clock.advance(2_000)
    await connection.closed()
  })
})

describe('a client that expects 100 Continue', () => {
  const expecting = head('PUT', 'content-length: 5\r\nexpect: 100-continue\r\n')

  it('is told to go on when its body is read', async () => {
    await using test = await replyServer(async (request) => {
      let text = ''
      for await (const chunk of request) text += String(chunk)
      return { status: 201, body: `got ${text}` }
    })
    await using connection = await test.connect()
    connection.write(expecting)
    expect(await connection.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    connection.write('hello')
    expect(await connection.until(/got hello/)).toMatch(/HTTP\/1\.1 201/)
  })

  it('is refused without being told to, and the connection is closed at once', async () => {
    await using test = await replyServer(() => ({ status: 401, body: 'who?' }))
    await using connection = await test.connect()
    connection.write(expecting)
    const answer = await connection.closed()
    expect(answer).toMatch(/^HTTP\/1\.1 401/)
    expect(answer).toMatch(/connection: close/i)
    expect(answer).toMatch(/who\?$/)
  })

  it('is told so once, however often its body is asked for', async () => {
    await using test = await replyServer(async (request) => {
      request.on('data', () => {})
      request.on('data', () => {})
      await new Promise((resolve) => request.on('end', resolve))
      return { status: 204 }
    })
    await using connection = await test.connect()
    connection.write(expecting)
    await connection.until(/100 Continue/)
    connection.write('hello')
    expect((await connection.until(/204/)).match(/100 Continue/g)).toHaveLength(1)
  })
})
