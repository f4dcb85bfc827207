import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTemporaryFolder, processes } from '@isthmus/testkit'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

let world: Awaited<ReturnType<typeof stoppedServer>>
beforeAll(async () => {
  world = await stoppedServer()
})
afterAll(() => world[Symbol.asyncDispose]())
afterEach(() => world.mend())

/** A stopped server with a file. */
async function stoppedServer() {
  await using resources = new AsyncDisposableStack()
  const { servers } = resources.use(await processes({ a: {} }))
  const { a } = servers
  const ann = await a.person('ann')
  await ann.files.put('plan.txt', 'by train')
  await a[Symbol.asyncDispose]()
  const sound = resources.use(await createTemporaryFolder())
  await cp(a.folder, sound.path, { recursive: true, preserveTimestamps: true })
  const owned = resources.move()
  return {
    a,
    ann,
    /** Puts the data folder back as it was. */
    async mend() {
      await rm(a.folder, { recursive: true })
      await cp(sound.path, a.folder, { recursive: true, preserveTimestamps: true })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const otherKeys = JSON.stringify({
  version: 1,
  root: Buffer.alloc(32, 1).toString('base64url'),
  active: 'k1',
  keys: [{ id: 'k1', key: Buffer.alloc(32, 2).toString('base64url'), createdAt: '2026-01-01T00:00:00.000Z' }],
})

it.for<[what: string, harm: (folder: string) => Promise<void>, code: string, words: RegExp]>([
  [
    'whose key file is gone',
    (at) => rm(join(at, 'sealing.key')),
    'key-file-damaged',
    /sealing\.key is missing/,
  ],
  [
    'whose key file is damaged',
    (at) => truncate(join(at, 'sealing.key'), 100),
    'key-file-damaged',
    /sealing\.key/,
  ],
  [
    'with the key file of another one',
    (at) => writeFile(join(at, 'sealing.key'), otherKeys),
    'sealed-value-unreadable',
    /Restore the key file that belongs to this database/,
  ],
  [
    'whose key file others can read',
    (at) => chmod(join(at, 'sealing.key'), 0o640),
    'key-file-exposed',
    /chmod 600/,
  ],
  [
    'whose folder of blobs is gone',
    (at) => rm(join(at, 'blobs'), { recursive: true }),
    'blobs-missing',
    /There is no folder .*blobs/,
  ],
  [
    'whose folder of blobs is the empty one on which a disk should be mounted',
    async (at) => {
      await rm(join(at, 'blobs'), { recursive: true })
      await mkdir(join(at, 'blobs'))
    },
    'blobs-missing',
    /Mount the disk that has it/,
  ],
  [
    'whose database is overwritten',
    (at) => writeFile(join(at, 'isthmus.db'), 'no database '.repeat(1000)),
    'database-unusable',
    /file is not a database/,
  ],
  [
    'whose database is cut off',
    (at) => truncate(join(at, 'isthmus.db'), 16_384),
    'database-unusable',
    /malformed/,
  ],
])('a server %s does not start, and says why', async ([, harm, code, words]) => {
  await harm(world.a.folder)
  const failure = await world.a.start().catch(String)
  expect(failure).toContain(`"code":"${code}"`)
  expect(failure).toMatch(words)
})

it('a server whose database can only be read does not start, and works again when it can be written', async () => {
  const { a, ann } = world
  const failure = await whileReadOnly(join(a.folder, 'isthmus.db'), () => a.start().catch(String))
  expect(failure).toMatch(/"code":"database-unusable".*isthmus\.db can only be read/)
  await a.start()
  expect((await ann.files.get('plan.txt')).text).toBe('by train')
  await a[Symbol.asyncDispose]()
})

/** Root may write whatever the mode says, but not to a file system that is mounted to be read. */
async function whileReadOnly<T>(file: string, work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    await run('mount', ['--bind', file, file])
    await run('mount', ['-o', 'remount,bind,ro', file])
  } else await chmod(file, 0o400)
  try {
    return await work()
  } finally {
    await (isRoot ? run('umount', [file]) : chmod(file, 0o600))
  }
}

const run = promisify(execFile)
