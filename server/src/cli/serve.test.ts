import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from './testing/run-cli.ts'
import { startServer, temporaryFolder } from './testing/running-server.ts'

describe('isthmus serve', () => {
  let stack: AsyncDisposableStack
  let folder: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await temporaryFolder()).path
  })
  afterEach(() => stack.disposeAsync())

  it('says where it is, and how to make an administrator, in words that a shell understands', async () => {
    const data = `${folder}/Ann's data`
    await using server = await startServer(data)
    expect(server.said).toContain('Address      http://localhost:8080\n')
    expect(server.said).toMatch(/Listens on {3}127\.0\.0\.1:\d+\n/)
    expect(server.said).toMatch(
      /There is no administrator yet\..*\n\n {2}http:\/\/localhost:8080\/setup\/[\w-]{43}\n/,
    )
    expect(server.said).toContain(`bin/isthmus setup-link --data '${folder}/Ann'\\''s data'`)
  })

  it('ends with status 0 when it is told to stop', async () => {
    const server = await startServer(folder)
    expect(await server.terminate()).toBe(0)
  })

  it('says which switches for tests are on', async () => {
    const taken = stack.use(createServer())
    await new Promise((resolve) => taken.listen(0, '127.0.0.1', () => resolve(undefined)))
    const { port } = taken.address() as AddressInfo
    const { errors } = await runCli([
      'serve',
      '--data',
      folder,
      '--listen',
      `127.0.0.1:${port}`,
      '--allow-http-fallback',
    ])
    expect(errors).toContain('Warning: federation.allowHttpFallback is on')
  })

  it('says what to do when another program has the port', async () => {
    const taken = stack.use(createServer())
    await new Promise((resolve) => taken.listen(0, '127.0.0.1', () => resolve(undefined)))
    const { port } = taken.address() as AddressInfo
    const args = ['serve', '--data', folder, '--listen', `127.0.0.1:${port}`, '--log-level', 'error']
    expect(await runCli(args)).toEqual({
      status: 1,
      output: '',
      errors: `isthmus: Another program listens on port ${port} of 127.0.0.1. Stop it, or choose another place with --listen HOST:PORT.\n`,
    })
  })

  it('says so when another server works with the data folder', async () => {
    stack.use(await startServer(folder))
    const { status, errors } = await runCli([
      'serve',
      '--data',
      folder,
      '--listen',
      '127.0.0.1:0',
      '--public-url',
      'http://localhost:8080',
    ])
    expect(status).toBe(1)
    expect(errors).toContain('Another process works with this data folder.')
  })

  it('lists what is wrong with the configuration and ends with status 2', async () => {
    const { status, errors } = await runCli(['serve', '--data', folder, '--listen', '127.0.0.1:0'])
    expect(status).toBe(2)
    expect(errors).toContain('Set publicUrl, or listen on a fixed port.')
  })
})
