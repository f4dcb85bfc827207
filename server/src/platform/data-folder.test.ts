import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtempDisposable, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimDataFolder, isDataFolder, openDataFolder } from './data-folder.ts'

test('a missing folder is created with its parents, for its owner only', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const path = join(parent.path, 'srv', 'data')
  await using folder = await openDataFolder(path)
  expect(folder).toMatchObject({
    path,
    databaseFile: join(path, 'isthmus.db'),
    blobsFolder: join(path, 'blobs'),
  })
  expect((await stat(path)).mode & 0o777).toBe(0o700)
  for (const name of await readdir(path)) expect((await stat(join(path, name))).mode & 0o777).toBe(0o600)
})

test('a second one is refused, in the same process too, naming folder and process', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await using owner = await openDataFolder(parent.path)
  await expect(openDataFolder(parent.path)).rejects.toMatchObject({
    code: 'data-folder-in-use',
    detail: `Folder: ${owner.path}, process: ${process.pid}.`,
  })
})

test('a refused attempt does not weaken the lock for other processes', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await using owner = await openDataFolder(parent.path)
  await expect(openDataFolder(owner.path)).rejects.toThrow()
  await using other = startOwner(owner.path)
  expect(await other.outcome).toBe('refused: data-folder-in-use')
})

test('it can be taken again when its owner has disposed it', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  for (let round = 0; round < 3; round += 1) {
    const owner = await openDataFolder(parent.path)
    await owner[Symbol.asyncDispose]()
  }
  expect((await readdir(parent.path)).toSorted()).toEqual(['owner.lock', 'reserve'])
})

test('several processes may share a folder whose database is elsewhere', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await using one = await openDataFolder(parent.path, 'shared')
  await using other = await openDataFolder(parent.path, 'shared')
  expect(other.path).toBe(one.path)
  expect(await readdir(parent.path)).toEqual([])
})

test('a folder is known by its keys or its database', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  expect(await isDataFolder(parent.path)).toBe(false)
  await writeFile(join(parent.path, 'sealing.key'), '')
  expect(await isDataFolder(parent.path)).toBe(true)
})

test('a folder belongs to the first database that it was used with', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await using folder = await openDataFolder(parent.path, 'shared')
  // At the same time, as processes that start together.
  await Promise.all([1, 2, 3].map(() => claimDataFolder(folder, 'abc')))
  await claimDataFolder(folder, 'abc')
  await expect(claimDataFolder(folder, 'xyz')).rejects.toMatchObject({
    code: 'data-folder-foreign',
    detail: `Folder: ${folder.path}.`,
  })
  expect(await readdir(parent.path)).toEqual(['instance'])
})

test('it can be taken at once when its owner was killed', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await using owner = startOwner(parent.path)
  expect(await owner.outcome).toBe('taken')
  await expect(openDataFolder(parent.path)).rejects.toMatchObject({
    code: 'data-folder-in-use',
    detail: `Folder: ${parent.path}, process: ${owner.child.pid}.`,
  })
  await owner[Symbol.asyncDispose]()
  await using folder = await openDataFolder(parent.path)
  expect(folder.path).toBe(parent.path)
})

test.each([0o770, 0o707, 0o777])(
  'a folder that others can change (mode %o) is refused with the remedy',
  async (mode) => {
    await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
    const path = join(parent.path, 'data')
    await mkdir(path)
    await chmod(path, mode)
    await expect(openDataFolder(path)).rejects.toThrow(`chmod go-w '${path}'`)
    expect(await readdir(path)).toEqual([])
  },
)

test('a folder that others can only look into is accepted as it is', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await chmod(parent.path, 0o755)
  await using folder = await openDataFolder(parent.path)
  expect((await stat(folder.path)).mode & 0o777).toBe(0o755)
})

/** Another process that takes the folder and keeps it until it is killed. */
function startOwner(folder: string) {
  const script = `
    import { openDataFolder } from ${JSON.stringify(new URL('data-folder.ts', import.meta.url).href)}
    try {
      await openDataFolder(process.argv[1])
      process.stdout.write('taken')
      setInterval(() => {}, 60_000)
    } catch (error) {
      process.stdout.write('refused: ' + error.code)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  return {
    child,
    outcome: once(child.stdout, 'data').then(([data]) => String(data)),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
