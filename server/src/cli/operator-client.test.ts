import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { openDataFolder } from '../platform/data-folder.ts'
import { openOperator } from './operator-client.ts'
import { runCli, testSurroundings } from './testing/run-cli.ts'
import { startServer, temporaryFolder } from './testing/running-server.ts'

const password = 'correct horse battery'

describe('the operator', () => {
  let stack: AsyncDisposableStack
  let data: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    data = join(stack.use(await temporaryFolder()).path, 'data')
  })
  afterEach(() => stack.disposeAsync())

  const addAnn = (...args: string[]) =>
    runCli(['user', 'add', 'ann', '--admin', '--password-stdin', '--data', data, ...args], `${password}\n`)
  const list = (...args: string[]) => runCli(['user', 'list', '--data', data, ...args])

  it('works through the socket of a running server', async () => {
    await using server = await startServer(data)
    expect(server.said).toContain('There is no administrator yet.')
    expect(await addAnn()).toEqual({
      status: 0,
      output: 'ann can sign in, as an administrator.\n',
      errors: '',
    })
    expect((await list()).output).toMatch(
      /^NAME +DISPLAY NAME +E-MAIL +ADMIN +DISABLED +SINCE\nann +ann +yes +\d{4}-/,
    )
  })

  it('works in its own process when no server runs, and leaves the folder free', async () => {
    expect(await addAnn('--public-url', 'http://localhost:8080')).toMatchObject({ status: 0, errors: '' })
    expect((await list()).output).toContain('ann')
    await using server = await startServer(data, '--json')
    expect(JSON.parse(server.said)).toMatchObject({
      publicUrl: 'http://localhost:8080',
      data,
      hasAdmin: true,
    })
  })

  it('gets the same object from the API either way', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    const inProcess = await list('--json')
    stack.use(await startServer(data))
    const throughSocket = await list('--json')
    expect(throughSocket).toEqual(inProcess)
    expect(JSON.parse(inProcess.output)).toMatchObject({
      users: [{ username: 'ann', email: null, admin: true }],
    })
  })

  it('acts as a user, and hears the API’s refusals as they are', async () => {
    stack.use(await startServer(data))
    await addAnn()
    const made = await runCli(['token', 'create', 'backup', '--as', 'ann', '--data', data, '--json'])
    expect(JSON.parse(made.output)).toMatchObject({ name: 'backup', token: expect.any(String) })
    const refused = await runCli(['token', 'list', '--as', 'zoë', '--data', data, '--json'])
    expect(refused).toMatchObject({ status: 1, output: '' })
    expect(JSON.parse(refused.errors)).toMatchObject({ status: 404, code: 'user-not-found' })
    const elsewhere = await list('--tenant', 'other.example')
    expect(elsewhere).toMatchObject({
      status: 1,
      errors: expect.stringContaining('No cloud with this host name'),
    })
  })

  it('says which fields are wrong', async () => {
    stack.use(await startServer(data))
    const { status, errors } = await runCli(
      ['user', 'add', 'ann', '--password-stdin', '--data', data],
      'short\n',
    )
    expect(status).toBe(1)
    expect(errors).toMatch(
      /^isthmus: Some of what was sent is missing or wrong; see the list of errors\.\n {2}password: /,
    )
  })

  it('makes no data folder for an address that nobody chose', async () => {
    expect(await addAnn()).toMatchObject({ status: 1, errors: expect.stringContaining('--public-url') })
    await expect(openOperator(testSurroundings(), { data })).rejects.toMatchObject({ code: 'no-data-folder' })
  })

  it('stays with the address that the folder was made for', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    const other = await list('--public-url', 'http://localhost:9090')
    expect(other).toMatchObject({ status: 1, errors: expect.stringContaining('http://localhost:8080') })
  })

  it('waits while a server that starts or stops holds the folder', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    const holder = await openDataFolder(data)
    const surroundings = testSurroundings('', {
      clock: {
        now: systemClock.now,
        async sleep(ms, signal) {
          await (ms === 100 ? holder[Symbol.asyncDispose]() : systemClock.sleep(ms, signal))
        },
      },
    })
    await using operator = await openOperator(surroundings, { data })
    expect(await operator.ask('GET', '/api/v1/users')).toMatchObject({ users: [{ username: 'ann' }] })
  })

  it('gives up after a while when the folder stays taken', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    stack.use(await openDataFolder(data))
    let slept = 0
    const sleep = async (ms: number): Promise<void> => {
      slept += ms
    }
    const surroundings = testSurroundings('', { clock: { now: systemClock.now, sleep } })
    await expect(openOperator(surroundings, { data })).rejects.toMatchObject({ code: 'data-folder-in-use' })
    expect(slept).toBe(5000)
  })

  it('does not use a folder in which others could replace something', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    await chmod(data, 0o777)
    expect(await list()).toMatchObject({ status: 1, errors: expect.stringContaining('chmod go-w') })
  })

  it('reads the configuration of the data folder', async () => {
    await addAnn('--public-url', 'http://localhost:8080')
    await writeFile(join(data, 'isthmus.yaml'), 'publicurl: https://cloud.example\n')
    expect(await list()).toMatchObject({
      status: 2,
      errors: expect.stringContaining('Did you mean publicUrl?'),
    })
  })
})
