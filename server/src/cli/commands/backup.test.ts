import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { runProcess } from '../testing/run-process.ts'
import { type RunningServer, startServer, temporaryFolder } from '../testing/running-server.ts'

const password = 'correct horse battery'
const authorization = `Basic ${btoa(`ann:${password}`)}`

describe('a backup', () => {
  let stack: AsyncDisposableStack
  let folder: string
  let data: string
  let backups: string

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await temporaryFolder()).path
    data = join(folder, 'data')
    backups = join(folder, 'backups')
    const address = ['--public-url', 'http://localhost:8080']
    await runCli(['user', 'add', 'ann', '--password-stdin', '--data', data, ...address], `${password}\n`)
  })
  afterEach(() => stack.disposeAsync())

  const run = (...args: string[]) => runCli(args, '', { workingDirectory: folder })
  const backUp = (...args: string[]) => run('backup', backups, '--data', data, ...args)
  const restore = (...args: string[]) => run('restore', backups, '--data', join(folder, 'new'), ...args)
  const filesOf = (place: string, ...args: string[]) => run('files', ...args, '--as', 'ann', '--data', place)

  async function put(contents: Readonly<Record<string, string>>): Promise<void> {
    const photos = join(folder, 'photos')
    await mkdir(photos, { recursive: true })
    for (const [name, text] of Object.entries(contents)) await writeFile(join(photos, name), text)
    await filesOf(data, 'put', 'photos')
  }
  /** As if nothing needed the contents of a size any more. */
  function forgetContents(size: number): void {
    using database = new DatabaseSync(join(data, 'isthmus.db'), { enableForeignKeyConstraints: false })
    database.prepare('DELETE FROM contents WHERE size = ?').run(size)
  }
  async function finished(): Promise<string[]> {
    return (await readdir(backups)).filter((name) => /^\d{4}-.*Z$/.test(name)).toSorted()
  }
  async function blobsIn(place: string): Promise<string[]> {
    const entries = await readdir(join(place, 'blobs'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  }

  it('made under load has every write that was acknowledged before, and nothing half', async () => {
    const server = stack.use(await startServer(data))
    const load = new WriteLoad(server)
    await load.run(20)
    const before = new Map(load.acknowledged)
    const writing = load.run(150)
    const { status, errors } = await backUp()
    await writing
    expect({ status, errors }).toEqual({ status: 0, errors: '' })

    expect(await restore('--verify')).toMatchObject({ status: 0, errors: '' })
    await filesOf(join(folder, 'new'), 'get', '/', 'got')
    const got = new Map<string, string>()
    for (const name of await readdir(join(folder, 'got'))) {
      got.set(name, await readFile(join(folder, 'got', name), 'utf8'))
    }
    for (const [name, text] of got) expect(load.written.get(name)).toContain(text)
    for (const [name, text] of before) {
      const versions = load.written.get(name) ?? []
      expect(versions.indexOf(got.get(name) ?? '')).toBeGreaterThanOrEqual(versions.indexOf(text))
    }
    expect((await run('doctor', '--data', join(folder, 'new'), '--deep')).output).toContain('✔ file contents')
  })

  it('of a server at rest is restored as it was, byte by byte', async () => {
    await put({ 'a.txt': 'a', 'b.txt': 'b' })
    expect(await backUp('--json')).toMatchObject({ status: 0, errors: '' })
    const { output } = await restore('--json')
    expect(JSON.parse(output)).toMatchObject({ blobs: { count: 2, bytes: 2 }, lost: [] })
    const [theirs, ours] = [await blobsIn(data), await blobsIn(join(folder, 'new'))]
    expect(ours.map((path) => path.slice(join(folder, 'new').length))).toEqual(
      theirs.map((path) => path.slice(data.length)),
    )
    await filesOf(join(folder, 'new'), 'get', '/photos', 'got')
    expect(await readFile(join(folder, 'got', 'a.txt'), 'utf8')).toBe('a')
    expect(await readFile(join(folder, 'new', 'sealing.key'))).toEqual(
      await readFile(join(data, 'sealing.key')),
    )
    for (const path of ours) expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('takes only what is new, and removes what is old together with what only that needed', async () => {
    await put({ 'a.txt': 'goes', 'b.txt': 'stays' })
    await backUp()
    await put({ 'c.txt': 'second' })
    forgetContents('goes'.length)
    expect(JSON.parse((await backUp('--json')).output)).toMatchObject({
      blobs: { count: 2, bytes: 11 },
      added: { count: 1, bytes: 6 },
    })
    expect(await blobsIn(backups)).toHaveLength(3)
    const [oldest] = await finished()
    const third = JSON.parse((await backUp('--keep', '2', '--json')).output) as { removed: string[] }
    expect(third.removed).toEqual([oldest])
    expect(await finished()).toHaveLength(2)
    const texts = await Promise.all((await blobsIn(backups)).map((path) => readFile(path, 'utf8')))
    expect(texts.toSorted()).toEqual(['second', 'stays'])
  })

  it('can be an older one', async () => {
    await put({ 'a.txt': 'first' })
    await backUp()
    await put({ 'a.txt': 'second' })
    await backUp()
    const [oldest = ''] = await finished()
    expect(await restore('--from', oldest)).toMatchObject({ status: 0 })
    await filesOf(join(folder, 'new'), 'get', '/photos/a.txt')
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('first')
    const unknown = await run('restore', backups, '--data', join(folder, 'newer'), '--from', 'yesterday')
    expect(unknown).toMatchObject({ status: 1, errors: expect.stringContaining(oldest) })
  })

  it('lists what it holds so that sha256sum can check it', async () => {
    await put({ 'a.txt': 'a' })
    await backUp()
    const [name = ''] = await finished()
    const list = await readFile(join(backups, name, 'blobs.list'), 'utf8')
    const [, sha256, size, path = ''] = /^(\S+) (\d+) (\S+)\n$/.exec(list) ?? []
    const bytes = await readFile(join(backups, path))
    expect({ sha256, size }).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), size: '1' })
  })

  it.each(['inside-backup:2', 'before-naming-backup'])(
    'that is killed at %s looks unfinished, and the next one cleans up',
    async (crashAt) => {
      await put({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' })
      const killed = await runProcess(['backup', backups, '--data', data], { crashAt })
      expect(killed.signal).toBe('SIGKILL')
      expect(await finished()).toEqual([])
      expect(await restore()).toMatchObject({
        status: 1,
        errors: expect.stringContaining('There is no finished backup in this folder.'),
      })
      expect(await backUp()).toMatchObject({ status: 0 })
      expect((await readdir(backups)).filter((name) => name.includes('partial'))).toEqual([])
      expect(await restore('--verify')).toMatchObject({ status: 0 })
    },
  )

  it('whose restoring was killed leaves no data folder', async () => {
    await put({ 'a.txt': 'a' })
    await backUp()
    const killed = await runProcess(['restore', backups, '--data', join(folder, 'new')], {
      crashAt: 'before-restored-database',
    })
    expect(killed.signal).toBe('SIGKILL')
    expect(await filesOf(join(folder, 'new'), 'ls')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('There is no data in'),
    })
    expect(await restore()).toMatchObject({
      status: 1,
      errors: expect.stringContaining('into an empty folder only'),
    })
  })

  it('is restored beside a configuration, and beside nothing else', async () => {
    await put({ 'a.txt': 'a' })
    await backUp()
    await mkdir(join(folder, 'new'), { mode: 0o700 })
    await writeFile(join(folder, 'new', 'isthmus.yaml'), 'provider: Restored\n')
    expect(await restore()).toMatchObject({ status: 0 })
    expect(await restore()).toMatchObject({
      status: 1,
      errors: expect.stringContaining('into an empty folder only'),
    })
  })

  it('that lost something says so before anything is restored, and restores the rest when told to', async () => {
    await put({ 'a.txt': 'lost', 'b.txt': 'stays' })
    await backUp()
    for (const path of await blobsIn(backups)) {
      if ((await readFile(path, 'utf8')) === 'lost') await rm(path)
    }
    expect(await restore()).toMatchObject({
      status: 1,
      errors: expect.stringContaining('1 contents of files are lost or damaged'),
    })
    await rm(join(folder, 'new'), { recursive: true })
    expect(await restore('--keep-going')).toMatchObject({
      status: 1,
      errors: 'isthmus: 1 contents of files are lost.\n',
    })
    await filesOf(join(folder, 'new'), 'get', '/photos/b.txt')
    expect(await readFile(join(folder, 'b.txt'), 'utf8')).toBe('stays')
  })

  it('with a blob that rotted is found out by --verify, as a database is always', async () => {
    await put({ 'a.txt': 'as it was' })
    await backUp()
    const [blob = ''] = await blobsIn(backups)
    // A link would let the original rot with it.
    await rm(blob)
    await writeFile(blob, 'as it is.')
    expect(await restore('--verify')).toMatchObject({
      status: 1,
      errors: expect.stringContaining('The backup is not as it was written'),
    })
    const [name = ''] = await finished()
    await appendFile(join(backups, name, 'isthmus.db'), '\0')
    const place = join(folder, 'newer')
    expect(await run('restore', backups, '--data', place)).toMatchObject({
      status: 1,
      errors: expect.stringContaining(`File: ${join(backups, name, 'isthmus.db')}.`),
    })
  })

  it('tells what the data folder itself has lost, and keeps the rest', async () => {
    await put({ 'a.txt': 'a', 'b.txt': 'bb' })
    for (const path of await blobsIn(data)) {
      if ((await stat(path)).size === 2) await truncate(path, 1)
    }
    const { status, output, errors } = await backUp('--json')
    expect(status).toBe(1)
    expect(JSON.parse(output)).toMatchObject({ missing: [expect.any(String)], blobs: { count: 1, bytes: 1 } })
    expect(errors).toContain('contents-missing')
    expect(await finished()).toHaveLength(1)
  })

  it('goes into a folder of its own', async () => {
    await mkdir(backups)
    await writeFile(join(backups, 'letter.txt'), '')
    expect(await backUp()).toMatchObject({
      status: 1,
      errors: expect.stringContaining('is not empty and holds no backups'),
    })
    await rm(join(backups, 'letter.txt'))
    await backUp()
    const other = join(folder, 'other')
    await runCli(
      ['user', 'add', 'bob', '--password-stdin', '--data', other, '--public-url', 'http://localhost:8080'],
      `${password}\n`,
    )
    expect(await run('backup', backups, '--data', other)).toMatchObject({
      status: 1,
      errors: expect.stringContaining('holds the backups of another installation'),
    })
  })

  it('that is restored is told to sync clients, each time anew, at the roots of files', async () => {
    await put({ 'a.txt': 'a' })
    await backUp()
    const places = [data, join(folder, 'new'), join(folder, 'newer')]
    await restore()
    await run('restore', backups, '--data', join(folder, 'newer'))
    const fingerprints: (string | undefined)[] = []
    for (const place of places) {
      const { output } = await run('space', 'create', 'Team', '--as', 'ann', '--data', place, '--json')
      await using server = await startServer(place)
      const root = await fingerprintOf(server, '/dav/files/ann/')
      const { id } = JSON.parse(output) as { id: string }
      expect(await fingerprintOf(server, `/dav/spaces/${id}/`)).toBe(root)
      expect(await fingerprintOf(server, '/dav/files/ann/photos/')).toBeUndefined()
      fingerprints.push(root)
    }
    expect(fingerprints[0]).toBe('')
    expect(new Set(fingerprints).size).toBe(3)
  })

  it('refuses to be restored where database.url names PostgreSQL', async () => {
    await backUp()
    const environment = { ISTHMUS_DATABASE_URL: 'postgres://127.0.0.1:1/isthmus' }
    const order = ['restore', backups, '--data', join(folder, 'new')]
    expect(await runCli(order, '', { workingDirectory: folder, environment })).toMatchObject({
      status: 1,
      errors: expect.stringContaining('It holds a database of SQLite'),
    })
    expect(await backUp('--without-database')).toMatchObject({ status: 2 })
  })

  it('never gives out an id again that was given out after it', async () => {
    await put({ 'a.txt': 'a' })
    await backUp()
    await restore()
    const server = stack.use(await startServer(join(folder, 'new')))
    const answer = await server.ask('PUT', '/dav/files/ann/b.txt', { headers: { authorization }, body: 'b' })
    expect(answer.status).toBe(201)
    const found = await server.ask('PROPFIND', '/dav/files/ann/b.txt', {
      headers: { authorization, depth: '0' },
      body: '<propfind xmlns="DAV:" xmlns:oc="http://owncloud.org/ns"><prop><oc:fileid/></prop></propfind>',
    })
    const [, fileId] = /<oc:fileid>(\d+)</.exec(found.body) ?? []
    expect(Number(fileId)).toBeGreaterThan(1_000_000)
  })
})

/** What the root of somebody's files says to sync clients; `undefined` when it says nothing. */
async function fingerprintOf(server: RunningServer, path: string): Promise<string | undefined> {
  const { body } = await server.ask('PROPFIND', path, {
    headers: { authorization, depth: '0' },
    body: '<propfind xmlns="DAV:" xmlns:oc="http://owncloud.org/ns"><prop><oc:data-fingerprint/></prop></propfind>',
  })
  const [, status = ''] = /<d:status>HTTP\/1\.1 (\d+)/.exec(body) ?? []
  const [, value = ''] = /<oc:data-fingerprint>([^<]*)</.exec(body) ?? []
  return status === '200' ? value : undefined
}

/** Somebody who writes files, some of them again and again. */
class WriteLoad {
  /** All that was ever sent, by name. */
  readonly written = new Map<string, string[]>()
  /** What the server has acknowledged, by name. */
  readonly acknowledged = new Map<string, string>()
  readonly #server: RunningServer
  #count = 0

  constructor(server: RunningServer) {
    this.#server = server
  }

  async run(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      this.#count += 1
      const name = `${this.#count % 40}.txt`
      const body = `${this.#count}\n`.repeat(1000)
      this.written.set(name, [...(this.written.get(name) ?? []), body])
      const headers = { authorization }
      const { status } = await this.#server.ask('PUT', `/dav/files/ann/${name}`, { headers, body })
      if (status < 300) this.acknowledged.set(name, body)
    }
  }
}
