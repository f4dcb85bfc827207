import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runOnPostgres } from '../../platform/database/index.ts'
import { makeEmptyDatabase } from '../../platform/database/testing/empty-database.ts'
import { runCli } from '../testing/run-cli.ts'
import { temporaryFolder } from '../testing/running-server.ts'

describe('a backup of an installation on PostgreSQL', () => {
  let stack: AsyncDisposableStack
  let folder: string
  let url: string
  let contents: Record<string, Buffer>

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await temporaryFolder()).path
    url = await emptyDatabase()
    contents = {
      'a.txt': Buffer.from('a'),
      'Zoë & Ann/50 % #1?.txt': Buffer.from('b'),
      'large.bin': Buffer.alloc(3 * 1024 * 1024 + 7, 'isthmus'),
    }
    const address = ['--public-url', 'http://localhost:8080']
    await run('old', 'user', 'add', 'ann', '--password-stdin', ...address)
    await mkdir(join(folder, 'photos/Zoë & Ann'), { recursive: true })
    for (const [path, bytes] of Object.entries(contents)) await writeFile(join(folder, 'photos', path), bytes)
    await run('old', 'files', 'put', 'photos', '/photos', '--as', 'ann')
    // Something with a version, and something in the trash.
    await writeFile(join(folder, 'photos/a.txt'), 'changed')
    contents['a.txt'] = Buffer.from('changed')
    await run('old', 'files', 'put', 'photos/a.txt', '/photos/a.txt', '--as', 'ann')
    await run('old', 'files', 'put', 'photos/a.txt', '/gone.txt', '--as', 'ann')
    await run('old', 'files', 'rm', '/gone.txt', '--as', 'ann')
  })
  afterEach(() => stack.disposeAsync())

  /** Runs a command on a data folder and the database of the moment. */
  const run = (data: string, ...args: string[]) => runWith({}, data, ...args)
  const runWith = (environment: Record<string, string>, data: string, ...args: string[]) =>
    runCli([...args, '--data', join(folder, data)], 'correct horse battery\n', {
      workingDirectory: folder,
      environment: { ISTHMUS_DATABASE_URL: url, ...environment },
    })
  const backUp = (...args: string[]) => run('old', 'backup', 'backups', ...args)
  const restore = (...args: string[]) => run('new', 'restore', 'backups', ...args)

  it('has the database, too, and all of it is restored elsewhere, byte by byte', async () => {
    expect(await backUp()).toMatchObject({ status: 0, errors: '' })
    const [name = ''] = (await readdir(join(folder, 'backups'))).filter((entry) => /^\d{4}-/.test(entry))
    const dump = join(folder, 'backups', name, 'isthmus.dump')
    expect((await stat(dump)).mode & 0o777).toBe(0o600)
    // What comes later is not in it.
    await run('old', 'files', 'rm', '/photos/large.bin', '--as', 'ann')

    url = await emptyDatabase()
    const restored = await restore('--verify')
    expect(restored).toMatchObject({ status: 0, errors: '' })
    expect(restored.output).toContain('each compared with its checksum')
    expect(restored.output).toContain('Start it with: isthmus serve')
    expect(await run('new', 'files', 'get', '/photos', 'got', '--as', 'ann')).toMatchObject({ errors: '' })
    for (const [path, bytes] of Object.entries(contents)) {
      expect(sha256(await readFile(join(folder, 'got', path)))).toBe(sha256(bytes))
    }
    expect((await run('new', 'trash', 'list', '--as', 'ann')).output).toContain('/gone.txt')
    expect((await run('new', 'versions', 'list', '/photos/a.txt', '--as', 'ann')).output).toContain('1 B')
    expect((await run('new', 'doctor', '--deep')).output).toMatch(
      /✔ file contents: 5, each with its checksum/,
    )
    expect(await runOnPostgres(url, 'SELECT 1 FROM allocators WHERE next < 1000000')).toBe(0)
    expect(await readFile(join(folder, 'new/data-fingerprint'), 'utf8')).toMatch(/^\d+\n$/)
  })

  it('is restored neither over other data nor into no database, and leaves the folder empty then', async () => {
    await backUp()
    expect(await restore()).toMatchObject({
      status: 1,
      errors: expect.stringContaining('A backup is restored into an empty database only'),
    })
    const withoutUrl = await runCli(['restore', 'backups', '--data', join(folder, 'new')], '', {
      workingDirectory: folder,
    })
    expect(withoutUrl).toMatchObject({ status: 1, errors: expect.stringContaining('Let database.url name') })
    url = await emptyDatabase()
    expect(await restore()).toMatchObject({ status: 0 })
  })

  it('needs pg_dump and pg_restore, or somebody who does without', async () => {
    const nowhere = { PATH: '/nowhere' }
    const refused = await runWith(nowhere, 'old', 'backup', 'backups')
    expect(refused).toMatchObject({ status: 1, errors: expect.stringContaining('pg_dump is not installed') })
    expect(refused.errors).toContain('--without-database')
    expect((await readdir(join(folder, 'backups'))).filter((entry) => entry.endsWith('Z'))).toEqual([])

    expect(await backUp('--without-database')).toMatchObject({
      status: 0,
      output: expect.stringContaining('Without the database'),
    })
    url = await emptyDatabase()
    expect(await restore()).toMatchObject({
      status: 0,
      output: expect.stringContaining('Restore the dump of the database'),
    })
  })

  it('tells what pg_dump says, and never a password', async () => {
    url = 'postgres://isthmus:hidden-word@127.0.0.1:1/isthmus'
    const { status, errors } = await backUp()
    expect(status).toBe(1)
    expect(errors).not.toContain('hidden-word')
  })
})

async function emptyDatabase(): Promise<string> {
  const url = await makeEmptyDatabase()
  if (url === undefined) throw new Error('This test is for PostgreSQL.')
  return url
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
