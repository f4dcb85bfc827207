import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRelay, type Relay } from './relay.ts'

describe('the relay', () => {
  let stack: AsyncDisposableStack
  let relay: Relay

  /** Answers a connection when the caller has said everything. */
  const echo = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    void text(socket).then((heard) => socket.end(`heard ${heard}`))
  })

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    relay = stack.use(await openRelay())
    stack.defer(() => void echo.close())
    relay.leadTo(await listen(echo))
  })
  afterEach(() => stack.disposeAsync())

  it('carries bytes both ways', async () => {
    expect(await say('hello')).toBe('heard hello')
  })

  it('keeps what callers send while it records, apart by connection', async () => {
    await say('before')
    const recording = relay.record()
    await Promise.all([say('one'), say('two')])
    const recorded = recording.stop().map(String)
    await say('after')
    expect(recorded.toSorted()).toEqual(['one', 'two'])
  })

  it('keeps no more of a connection than a message can be', async () => {
    const recording = relay.record()
    await say('x'.repeat(2 ** 20))
    const [kept] = recording.stop()
    expect(kept?.byteLength).toBeLessThanOrEqual(256 * 1024)
  })

  it('ends what is open when it is disposed', async () => {
    const caller = await open()
    caller.on('error', () => {})
    await relay[Symbol.asyncDispose]()
    await once(caller, 'close')
  })

  async function open(): Promise<Socket> {
    const caller = connect(relay.port, '127.0.0.1')
    await once(caller, 'connect')
    return caller
  }

  async function say(words: string): Promise<string> {
    const caller = await open()
    caller.end(words)
    return text(caller)
  }
})

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
