import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connect as connectTls } from 'node:tls'
import { createTemporaryFolder, createTestAuthority, program, type TestAuthority } from '@isthmus/testkit'
import { describe, expect, test } from 'vitest'

/** More than the sockets between two processes hold. */
const size = 64 * 1024 * 1024
const authorization = `Basic ${Buffer.from('ann:password of ann').toString('base64')}`

describe('a server that is told to stop', () => {
  test('finishes the download under way, takes nothing new, and ends well', async () => {
    await using running = await start({})
    const download = await startDownload(running)
    running.child.kill('SIGTERM')
    await refusal(running.port)
    expect(await rest(download)).toBe('complete')
    expect(await running.ended).toEqual([0, null])
  })

  test('says first that it is not ready, and goes on accepting for as long as it was told to', async () => {
    await using running = await start({ ISTHMUS_SHUTDOWN_NOTICE: '1h' })
    expect((await ask(running.port, '/readyz')).statusCode).toBe(200)
    running.child.kill('SIGTERM')
    await expect.poll(async () => (await ask(running.port, '/readyz')).statusCode).toBe(503)
    expect((await ask(running.port, '/healthz')).statusCode).toBe(200)
    running.child.kill('SIGTERM')
    expect(await running.ended).toEqual([null, 'SIGTERM'])
  })

  test('closes connections on which nothing is under way at once', async () => {
    await using running = await start({})
    const agent = new Agent({ keepAlive: true })
    const { socket } = await ask(running.port, '/healthz', { agent })
    const closed = once(socket, 'close')
    running.child.kill('SIGTERM')
    await closed
    expect(await running.ended).toEqual([0, null])
  })

  test('cuts off what is still under way when the time of grace is over, and ends well', async () => {
    await using running = await start({ ISTHMUS_SHUTDOWN_GRACE: '200ms' })
    const download = await startDownload(running)
    running.child.kill('SIGTERM')
    expect(await running.ended).toEqual([0, null])
    expect(await rest(download)).toBe('cut')
  })

  test('dies at the second signal, whatever is under way', async () => {
    await using running = await start({})
    const download = await startDownload(running)
    running.child.kill('SIGTERM')
    await refusal(running.port)
    running.child.kill('SIGTERM')
    expect(await running.ended).toEqual([null, 'SIGTERM'])
    expect(await rest(download)).toBe('cut')
  })
})

test('SIGHUP is no reason to stop for a server without a terminal', async () => {
  await using running = await start({})
  running.child.kill('SIGHUP')
  expect((await ask(running.port, '/healthz')).statusCode).toBe(200)
  running.child.kill('SIGTERM')
  expect(await running.ended).toEqual([0, null])
})

test('a server takes up a renewed certificate at SIGHUP', async () => {
  await using folder = await createTemporaryFolder()
  const files = { cert: join(folder.path, 'cert.pem'), key: join(folder.path, 'key.pem') }
  const serve = async (authority: TestAuthority): Promise<void> => {
    const { certificate, key } = await authority.issue('localhost')
    await Promise.all([writeFile(files.cert, certificate), writeFile(files.key, key)])
  }
  const [before, after] = await Promise.all([createTestAuthority(), createTestAuthority()])
  await serve(before)
  await using running = await start({ ISTHMUS_TLS_CERT: files.cert, ISTHMUS_TLS_KEY: files.key })
  expect(await isTrusted(running.port, before)).toBe(true)
  await serve(after)
  running.child.kill('SIGHUP')
  await expect.poll(() => isTrusted(running.port, after)).toBe(true)
})

async function isTrusted(port: number, { certificate: ca }: TestAuthority): Promise<boolean> {
  const socket = connectTls({ port, servername: 'localhost', ca, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  socket.destroy()
  return socket.authorized
}

interface RunningServer extends AsyncDisposable {
  readonly child: ChildProcess
  /** Its data folder. */
  readonly data: string
  readonly port: number
  readonly ended: Promise<unknown[]>
}

async function start(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  await using resources = new AsyncDisposableStack()
  const data = join(resources.use(await createTemporaryFolder()).path, 'data')
  const child = spawn(process.execPath, [program, 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      ISTHMUS_DATA: data,
      ISTHMUS_LISTEN: '127.0.0.1:0',
      ISTHMUS_PUBLIC_URL: 'http://localhost',
      ...environment,
    },
  })
  const ended = once(child, 'exit')
  resources.defer(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const port = await portOf(child)
  const owned = resources.move()
  return { child, data, port, ended, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('the server has no output')
  for await (const line of createInterface({ input: stdout })) {
    const port = /"listen": ?"[^"]*:(\d+)"/.exec(line)?.[1]
    if (port !== undefined) return Number(port)
  }
  throw new Error('the server did not start')
}

async function addAnn(data: string): Promise<void> {
  const args = [program, 'user', 'add', 'ann', '--password-stdin', '--data', data]
  const command = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] })
  command.stdin.end('password of ann\n')
  expect(await once(command, 'exit')).toEqual([0, null])
}

/** Gives Ann a large file, asks for it, and reads no more than its beginning. */
async function startDownload({ data, port }: RunningServer): Promise<Socket> {
  await addAnn(data)
  const upload = await ask(port, '/dav/files/ann/large.bin', {
    method: 'PUT',
    headers: { authorization, host: 'localhost' },
    body: Buffer.alloc(size),
  })
  expect(upload.statusCode).toBe(201)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `GET /dav/files/ann/large.bin HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n\r\n`,
  )
  await once(socket, 'readable')
  return socket
}

async function rest(socket: Socket): Promise<'complete' | 'cut'> {
  let received = 0
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) received += chunk.byteLength
  } catch {
    return 'cut'
  }
  return received > size ? 'complete' : 'cut'
}

/** Resolves when new connections are refused. */
async function refusal(port: number): Promise<void> {
  const connected = async (): Promise<boolean> => {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return true
    } catch {
      return false
    } finally {
      socket.destroy()
    }
  }
  await expect.poll(connected).toBe(false)
}

async function ask(
  port: number,
  path: string,
  { body, ...options }: RequestOptions & { body?: Buffer } = {},
): Promise<IncomingMessage> {
  const asking = request({ host: '127.0.0.1', port, path, ...options })
  asking.end(body)
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  answer.resume()
  return answer
}
