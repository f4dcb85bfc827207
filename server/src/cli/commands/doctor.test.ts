import { chmod, copyFile, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openMailbox } from '@isthmus/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findSteadyPort } from '../../platform/testing/steady-port.ts'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

const day = 24 * 60 * 60_000

describe('isthmus doctor', () => {
  let stack: AsyncDisposableStack
  let folder: string
  let data: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await temporaryFolder()).path
    data = join(folder, 'data')
    await runCli(
      ['user', 'add', 'ann', '--password-stdin', '--data', data, '--public-url', 'http://localhost:8080'],
      'correct horse battery\n',
    )
    await writeFile(join(folder, 'a.txt'), 'as it was')
    await run('files', 'put', join(folder, 'a.txt'), '--as', 'ann')
  })
  afterEach(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli([...args, '--data', data])
  async function findings(...args: string[]) {
    const { status, output } = await run('doctor', ...args, '--json')
    const { healthy, findings: found } = JSON.parse(output) as {
      healthy: boolean
      findings: { check: string; state: string; message: string; remedy?: string }[]
    }
    expect(status).toBe(healthy ? 0 : 1)
    return Object.fromEntries(found.map((finding) => [finding.check, finding]))
  }
  async function blob(): Promise<string> {
    const entries = await readdir(join(data, 'blobs'), { recursive: true, withFileTypes: true })
    const found = entries.find((entry) => entry.isFile())
    return join(found?.parentPath ?? '', found?.name ?? '')
  }
  function change(sql: string): void {
    using database = new DatabaseSync(join(data, 'isthmus.db'))
    database.exec(sql)
  }

  it('finds nothing wrong at rest, and says what it looked at', async () => {
    const { status, output, errors } = await run('doctor', '--deep')
    expect({ status, errors }).toEqual({ status: 0, errors: '' })
    const lines = output.trimEnd().split('\n')
    expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual([
      '✔ configuration',
      '✔ data folder',
      '✔ key file',
      '✔ disk space',
      '✔ database',
      '✔ schema',
      '✔ sealed secrets',
      '✔ file contents',
      '✔ jobs',
      '✔ other clouds',
      '✔ clock',
      '- certificate',
      '- public address',
      '- mail',
    ])
  })

  it('asks a running server whether it finds itself at its public address', async () => {
    const port = await findSteadyPort()
    data = join(folder, 'other')
    const place = ['--listen', `127.0.0.1:${port}`, '--public-url', `http://localhost:${port}`]
    stack.use(await startServer(data, ...place, '--allow-http-fallback', '--allow-private-networks'))
    expect((await findings())['public address']).toMatchObject({
      state: 'ok',
      message: `http://localhost:${port}, discovery and keys can be read`,
    })
  })

  it('tells when nobody answers at the public address', async () => {
    stack.use(await startServer(data))
    expect((await findings())['public address']).toMatchObject({
      state: 'wrong',
      message: expect.stringContaining('http://localhost:8080'),
      remedy: expect.stringMatching(/\.$/),
    })
  })

  it('looks with a running server at the mail of each cloud: server, sign-in, the last mail, what was given up', async () => {
    const login = { user: 'cloud', password: 'a secret for SMTP' }
    const mailbox = stack.use(await openMailbox({ login }))
    stack.use(await startServer(data))
    const set = (name: string, value: string) => run('setting', 'set', `mail.${name}`, value)
    expect((await findings())['mail']).toMatchObject({
      state: 'skipped',
      message: expect.stringMatching(/^This cloud sends no mail\./),
    })
    await set('smtp.host', '127.0.0.1')
    await set('smtp.security', 'none')
    await set('smtp.port', '1')
    expect((await findings())['mail server']).toMatchObject({
      state: 'wrong',
      message: '127.0.0.1:1 (none): Nothing listens at this address and port.',
    })
    await set('smtp.port', String(mailbox.port))
    await set('smtp.username', 'cloud')
    await set('smtp.password', 'a wrong one')
    expect((await findings())['mail server']).toMatchObject({
      state: 'wrong',
      message: expect.stringMatching(/refused the user name or the password\. It said: 535 /),
      remedy: expect.stringContaining('mail.smtp.username'),
    })
    await set('smtp.password', login.password)
    expect(await findings()).toMatchObject({
      'mail server': { message: `127.0.0.1:${mailbox.port} (none) answers, cloud can sign in` },
      mail: { state: 'ok', message: 'from no-reply@localhost, none sent yet, nothing waits' },
    })
    expect(mailbox.mails).toEqual([])

    mailbox.behaviour.refuseSender = () => ({ code: 553, text: '5.7.1 Sender address rejected' })
    await run('mail', 'test', 'ann@mail.example')
    expect(await findings()).toMatchObject({
      'mail server': { state: 'ok' },
      mail: {
        state: 'wrong',
        message: expect.stringMatching(/does not send for this sender\. It said: 553 /),
        remedy: expect.stringMatching(/^Set mail\.from .*isthmus mail test ADDRESS\.$/),
      },
    })
    mailbox.behaviour.refuseSender = undefined
    await run('mail', 'test', 'ann@mail.example')
    insertJob({ id: 'j1', state: 'dead', peer: 'smtp:1' })
    expect((await findings())['mail']).toMatchObject({ state: 'wrong', message: '1 were given up.' })

    await run('tenant', 'add', 'http://127.0.0.1:8080')
    expect(await findings()).toMatchObject({
      'mail server of localhost:8080': { state: 'ok' },
      'mail of 127.0.0.1:8080': { state: 'skipped' },
    })
  })

  it('finds what is wrong with the configuration, and goes no further', async () => {
    await writeFile(join(data, 'isthmus.yaml'), 'publicurl: https://cloud.example\n')
    const { status, output } = await run('doctor')
    expect(status).toBe(1)
    expect(output).toMatch(
      /^✘ configuration: .*publicurl: unknown setting.*\n {4}See isthmus config check\.\n$/,
    )
  })

  it('finds no data where there is none', async () => {
    data = join(folder, 'empty')
    expect(await findings()).toMatchObject({ 'data folder': { state: 'wrong' } })
  })

  it('finds a data folder that others can change', async () => {
    await chmod(data, 0o777)
    expect(await findings()).toMatchObject({ 'data folder': { remedy: `Run: chmod go-w ${data}` } })
  })

  it('finds a key file that others can read, that is damaged, or that is missing', async () => {
    const file = join(data, 'sealing.key')
    await chmod(file, 0o644)
    expect(await findings()).toMatchObject({ 'key file': { remedy: `Run: chmod 600 ${file}` } })
    await chmod(file, 0o600)
    await truncate(file, 10)
    expect(await findings()).toMatchObject({ 'key file': { remedy: 'Restore it from a backup.' } })
    await rm(file)
    expect(await findings()).toMatchObject({ 'key file': { message: `${file} is missing.` } })
    expect(await readdir(data)).not.toContain('sealing.key')
  })

  it('finds a key file that is not the one of the database', async () => {
    const other = join(folder, 'other')
    await runCli(['user', 'list', '--data', other, '--public-url', 'http://localhost:8080'])
    expect(await findings()).toMatchObject({ 'sealed secrets': { state: 'ok' } })
    await copyFile(join(other, 'sealing.key'), join(data, 'sealing.key'))
    expect(await findings()).toMatchObject({
      'key file': { state: 'ok' },
      'sealed secrets': { state: 'wrong', message: expect.stringContaining('does not open 1 of 1 keys') },
    })
  })

  it('finds a database that is damaged', async () => {
    await writeFile(join(data, 'isthmus.db'), Buffer.alloc(4096, 'x'))
    const found = await findings()
    expect(found).toMatchObject({
      database: { state: 'wrong', remedy: expect.stringContaining('isthmus restore') },
    })
    expect(found['file contents']).toBeUndefined()
  })

  it('finds a database of a newer and of an older version', async () => {
    change("INSERT INTO migrations (name, applied_at) VALUES ('20991231t0000-later', 0)")
    expect(await findings()).toMatchObject({
      schema: { state: 'wrong', message: expect.stringContaining('20991231t0000-later') },
    })
    change('DELETE FROM migrations')
    expect(await findings()).toMatchObject({
      schema: { state: 'wrong', remedy: expect.stringContaining('start the server') },
    })
  })

  it('finds contents that are missing, have another size, or other bytes', async () => {
    const path = await blob()
    await writeFile(path, 'as it is.')
    expect(await findings()).toMatchObject({ 'file contents': { state: 'wrong' } })
    expect(await findings('--deep')).toMatchObject({
      'file contents': { message: expect.stringContaining('0 are missing and 1 damaged') },
    })
    await truncate(path, 3)
    expect(await findings()).toMatchObject({
      'file contents': { message: expect.stringContaining('1 damaged') },
    })
    await rm(path)
    expect(await findings()).toMatchObject({
      'file contents': { message: expect.stringContaining('Of 1, 1 are missing') },
    })
  })

  it('finds contents that belong to no file and should have been removed', async () => {
    const known = await blob()
    const path = known.slice(0, -1) + (known.endsWith('0') ? '1' : '0')
    await writeFile(path, '')
    const contents = async () => (await findings())['file contents']
    expect(await contents()).toMatchObject({ state: 'ok' })
    const threeDaysAgo = (Date.now() - 3 * day) / 1000
    await utimes(path, threeDaysAgo, threeDaysAgo)
    expect(await contents()).toMatchObject({ message: expect.stringContaining('1 of no file') })
  })

  it('finds jobs that were given up', async () => {
    insertJob({ id: 'j1', state: 'dead' })
    expect(await findings()).toMatchObject({ jobs: { state: 'wrong', message: '1 were given up.' } })
  })

  it('leaves alone what waits for a server to run', async () => {
    insertJob({ id: 'j1', state: 'waiting', runAt: Date.now() - day })
    expect(await findings()).toMatchObject({ jobs: { state: 'ok', message: '1 wait' } })
  })

  it('finds clouds that could not be asked, and a clock that goes wrong', async () => {
    const now = Date.now()
    change(`
      INSERT INTO peers (host, scheme, discovered_at, fresh_until, failure) VALUES
        ('good.example', 'https', ${now + day}, 0, NULL),
        ('bad.example', 'https', NULL, 0, '{"reason":"unreachable","detail":"refused","at":${now}}'),
        ('stranger.example', 'https', NULL, 0, '{"reason":"unreachable","detail":"refused","at":${now}}');
      INSERT INTO known_peers (tenant_id, host, how, since) VALUES
        (1, 'good.example', 'admin', 0), (1, 'bad.example', 'admin', 0);`)
    const found = await findings()
    expect(found['other clouds']).toMatchObject({
      state: 'wrong',
      message: expect.stringMatching(
        /^1 of 2 could not be asked the last time: bad\.example \(unreachable, /,
      ),
    })
    expect(found['clock']).toMatchObject({ state: 'wrong', remedy: expect.stringContaining('NTP') })
  })

  function insertJob({
    id,
    state,
    runAt = Date.now(),
    peer = '',
  }: {
    id: string
    state: string
    runAt?: number
    peer?: string
  }): void {
    change(`INSERT INTO jobs (id, tenant_id, kind, payload, position, peer, state, run_at, attempts, deadline_at,
      created_at) VALUES ('${id}', 1, 'none', '{}', 1, '${peer}', '${state}', ${runAt}, 1, ${runAt + day}, 0)`)
  }
})
