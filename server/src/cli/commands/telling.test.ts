import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findSteadyPort } from '../../platform/testing/steady-port.ts'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

it('a command without a server tells other clouds what it did before it ends', async () => {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const [anns, bobs] = [join(folder, 'ann'), join(folder, 'bob')]
  const ports = { ann: await findSteadyPort(), bob: await findSteadyPort() }
  const start = (data: string, port: number) => {
    const place = ['--listen', `127.0.0.1:${port}`, '--public-url', `http://localhost:${port}`]
    return startServer(data, ...place, '--allow-http-fallback', '--allow-private-networks')
  }
  const server = await start(anns, ports.ann)
  stack.use(await start(bobs, ports.bob))
  const run = (data: string, ...args: string[]) =>
    runCli([...args, '--data', data], 'correct horse battery\n', {
      environment: {
        ISTHMUS_FEDERATION_ALLOW_HTTP_FALLBACK: 'true',
        ISTHMUS_FEDERATION_ALLOW_PRIVATE_NETWORKS: 'true',
      },
    })
  await run(anns, 'user', 'add', 'ann', '--password-stdin')
  await run(bobs, 'user', 'add', 'bob', '--password-stdin')
  await run(anns, 'files', 'mkdir', '/Trip', '--as', 'ann')
  await run(anns, 'share', 'create', '/Trip', `bob@localhost:${ports.bob}`, '--as', 'ann')
  // Whatever the two seconds that a share waits for its first outcome were enough for.
  await run(anns, 'jobs', 'run', '--due')
  const inbox = async () => (await run(bobs, 'inbox', 'list', '--as', 'bob')).output
  expect(await inbox()).toContain('Trip')

  await server.terminate()
  expect(await run(anns, 'share', 'revoke', '1', '--as', 'ann')).toMatchObject({ status: 0, errors: '' })
  expect((await run(anns, 'jobs', 'list')).output).toBe('Nothing is waiting.\n')
  expect(await inbox()).toContain('removed')
})
