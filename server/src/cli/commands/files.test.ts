import { mkdir, readFile, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startServer, temporaryFolder } from '../testing/running-server.ts'

describe('isthmus files', () => {
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
  })
  afterEach(() => stack.disposeAsync())

  const files = (...args: string[]) =>
    runCli(['files', ...args, '--as', 'ann', '--data', data], '', { workingDirectory: folder })
  const filesFor = async (...args: string[]) => {
    const { output } = await files(...args, '--json')
    return JSON.parse(output) as Record<string, unknown>
  }

  async function makePhotos(): Promise<Record<string, Buffer>> {
    const contents = {
      'Photos/Zoë & Ann/50 % #1?.txt': Buffer.from('a'),
      'Photos/Zoë & Ann/empty': Buffer.alloc(0),
      'Photos/large.bin': Buffer.alloc(3 * 1024 * 1024 + 7, 'isthmus'),
    }
    await mkdir(join(folder, 'Photos/Zoë & Ann'), { recursive: true })
    for (const [path, bytes] of Object.entries(contents)) await writeFile(join(folder, path), bytes)
    await utimes(join(folder, 'Photos/large.bin'), 1_700_000_000, 1_700_000_000)
    return contents
  }

  it.each([{ server: 'a running server' }, { server: 'none' }])(
    'puts a folder and gets it back as it was, with $server',
    async ({ server }) => {
      if (server !== 'none') stack.use(await startServer(data))
      const contents = await makePhotos()
      expect(await files('put', 'Photos')).toEqual({ status: 0, output: '3 files, 3.0 MiB.\n', errors: '' })
      const listed = await files('ls', 'Photos')
      expect(listed.output).toMatch(/^NAME +SIZE +CHANGED\nZoë & Ann\/ .*\nlarge\.bin +3\.0 MiB +2023-11-1/)

      expect(await files('get', '/', 'back')).toMatchObject({ status: 0, output: '3 files, 3.0 MiB.\n' })
      for (const [path, bytes] of Object.entries(contents)) {
        expect(bytes.equals(await readFile(join(folder, 'back', path)))).toBe(true)
      }
      expect((await stat(join(folder, 'back/Photos/large.bin'))).mtimeMs).toBe(1_700_000_000_000)
    },
  )

  it('sends and fetches again only what is not there as it should be', async () => {
    stack.use(await startServer(data))
    await makePhotos()
    await files('put', 'Photos', '/Backup/Photos')
    await writeFile(join(folder, 'Photos/large.bin'), 'small')
    expect(await filesFor('put', 'Photos', '/Backup/Photos')).toEqual({
      files: 1,
      bytes: 5,
      unchanged: 2,
      failed: [],
    })
    await files('get', '/Backup/Photos', 'back')
    await truncate(join(folder, 'back/large.bin'), 2)
    expect(await files('get', '/Backup/Photos', 'back')).toMatchObject({
      output: '1 file, 5 B, 2 were there already.\n',
    })
    expect(await readFile(join(folder, 'back/large.bin'), 'utf8')).toBe('small')
  })

  it('puts and gets one file under its name, under another, or into a folder', async () => {
    stack.use(await startServer(data))
    await writeFile(join(folder, 'May.txt'), 'May')
    await files('mkdir', '/Reports/2026', '--parents')
    await files('put', 'May.txt')
    await files('put', 'May.txt', '/Reports/2026')
    await files('put', 'May.txt', '/Reports/June.txt')
    const { entries } = await filesFor('ls', '/Reports')
    expect(entries).toMatchObject([{ name: '2026' }, { name: 'June.txt', size: 3 }])
    await mkdir(join(folder, 'there'))
    await files('get', '/Reports/June.txt')
    await files('get', '/Reports/2026/May.txt', 'there')
    await files('get', '/Reports/2026/May.txt', 'copy.txt')
    for (const path of ['June.txt', 'there/May.txt', 'copy.txt']) {
      expect(await readFile(join(folder, path), 'utf8')).toBe('May')
    }
  })

  it('leaves out what is no file, and says so', async () => {
    stack.use(await startServer(data))
    await makePhotos()
    await symlink('/etc/passwd', join(folder, 'Photos/link'))
    const { status, output, errors } = await files('put', 'Photos')
    expect({ status, errors }).toEqual({
      status: 1,
      errors: 'isthmus: 1 of them could not be transferred.\n',
    })
    expect(output).toMatch(
      /^3 files, 3\.0 MiB\.\nLeft out: .*\/Photos\/link: is neither a file nor a folder\n$/,
    )
  })

  it('moves and removes', async () => {
    stack.use(await startServer(data))
    await writeFile(join(folder, 'a.txt'), 'a')
    await files('put', 'a.txt')
    await files('put', 'a.txt', 'b.txt')
    await files('mkdir', '/Reports')
    expect(await files('mv', 'a.txt', '/Reports')).toMatchObject({ output: 'It is at /Reports/a.txt.\n' })
    expect(await files('mv', '/Reports/a.txt', 'b.txt')).toMatchObject({ status: 1, output: '' })
    expect(await files('mv', '/Reports/a.txt', 'b.txt', '--force')).toMatchObject({ status: 0 })
    await files('mv', 'b.txt', '/Reports/c.txt')
    expect(await files('rm', 'Reports')).toEqual({
      status: 1,
      output: '',
      errors: 'isthmus: Reports is a folder: add --recursive to remove all of it.\n',
    })
    expect(await files('rm', '/Reports/c.txt')).toMatchObject({ status: 0 })
    expect(await files('rm', '/Reports', '--recursive')).toMatchObject({ status: 0 })
    expect((await files('ls')).output).toBe('Nothing is in it.\n')
  })

  it('says in the server’s words why something cannot be', async () => {
    stack.use(await startServer(data))
    await writeFile(join(folder, 'a.txt'), 'a')
    expect(await files('put', 'a.txt', '/nowhere/a.txt')).toMatchObject({
      status: 1,
      output: expect.stringMatching(/^0 files, 0 B\.\nLeft out: .*\/a\.txt: .+\n$/),
    })
    expect(await files('get', 'missing.txt')).toMatchObject({
      status: 1,
      errors: 'isthmus: There is no such file or folder. Path: /missing.txt\n',
    })
    const twice = await runCli(['files', 'mkdir', '/', '--as', 'ann', '--data', data, '--json'])
    expect(JSON.parse(twice.errors)).toMatchObject({ status: 405, detail: 'Path: /' })
    expect(await files('ls', '/../bob')).toMatchObject({ status: 2 })
    expect(await runCli(['files', 'ls', '--as', 'zoë', '--data', data])).toMatchObject({
      status: 1,
      errors: expect.stringContaining('There is no user with this name.'),
    })
  })
})
