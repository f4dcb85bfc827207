import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtempDisposable, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createIds } from '../ids.ts'
import { describeBlobStore, type TestBlobStore } from './blob-store-conformance.ts'
import { openDiskBlobStore } from './disk-blob-store.ts'
import { describeGrowingBlobs } from './growing-blobs-conformance.ts'

const ids = createIds(Date.now)

describeBlobStore('disk', openTestStore)
describeGrowingBlobs('disk', openTestStore)

async function openTestStore() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const store = await openDiskBlobStore(join(folder.path, 'blobs'), ids)
  return {
    write: (body, options) => store.write(body, options),
    read: (blob, range, check) => store.read(blob, range, check),
    delete: (blobId) => store.delete(blobId),
    list: () => store.list(),
    growing: store.growing,
    async [Symbol.asyncDispose]() {
      // Whatever the test has done, nothing half-written stays.
      expect(await readdir(join(folder.path, 'blobs', 'incoming'))).toEqual([])
      await folder.remove()
    },
  } satisfies TestBlobStore
}

test('blobs lie in two levels of folders, and only their owner can read any of it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const root = join(folder.path, 'blobs')
  const store = await openDiskBlobStore(root, ids)
  const { blobId } = await store.write(Readable.from([Buffer.from('private')]))
  const [outer = '', inner = ''] = blobId
  const modes = { [root]: 0o700, [join(root, outer)]: 0o700, [join(root, outer, inner)]: 0o700 }
  for (const [path, mode] of Object.entries({ ...modes, [join(root, outer, inner, blobId)]: 0o600 })) {
    expect((await stat(path)).mode & 0o777).toBe(mode)
  }
})

test('blobs are found again by the next process, what was half-written is not', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const blob = await (await openDiskBlobStore(folder.path, ids)).write(Readable.from([Buffer.from('kept')]))
  await writeFile(join(folder.path, 'incoming', ids.token(25)), 'half')
  const again = await openDiskBlobStore(folder.path, ids)
  expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
  expect(await text(await again.read(blob))).toBe('kept')
  expect(await Array.fromAsync(again.list())).toHaveLength(1)
})

test('what is half-written in a shared folder stays for a day: another process may be writing it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await openDiskBlobStore(folder.path, ids, { use: 'shared' })
  const [fresh, stale] = [join(folder.path, 'incoming', 'fresh'), join(folder.path, 'incoming', 'stale')]
  for (const file of [fresh, stale]) await writeFile(file, 'half')
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000)
  await utimes(stale, twoDaysAgo, twoDaysAgo)
  const store = await openDiskBlobStore(folder.path, ids, { use: 'shared' })
  expect(await readdir(join(folder.path, 'incoming'))).toEqual(['fresh'])
  expect(await Array.fromAsync(store.list())).toEqual([])
})

test('a store that was opened before is not made anew where its folder is gone, or no disk is mounted on it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const root = join(folder.path, 'blobs')
  const missing = { code: 'blobs-missing', detail: `There is no folder ${join(root, 'incoming')}.` }
  await expect(openDiskBlobStore(root, ids, { mustExist: true })).rejects.toMatchObject(missing)
  expect(await readdir(folder.path)).toEqual([])
  await mkdir(root)
  await expect(openDiskBlobStore(root, ids, { mustExist: true })).rejects.toMatchObject(missing)
  await openDiskBlobStore(root, ids)
  await openDiskBlobStore(root, ids, { mustExist: true })
})

test('a body is taken only as quickly as the disk writes it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  const store = await openDiskBlobStore(folder.path, ids)
  const chunk = Buffer.alloc(65_536)
  const incoming = join(folder.path, 'incoming')
  let produced = 0
  let furthestAhead = 0
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let count = 0; count < 300; count += 1) {
      const [name] = await readdir(incoming)
      const written = name === undefined ? 0 : (await stat(join(incoming, name))).size
      furthestAhead = Math.max(furthestAhead, produced - written)
      produced += chunk.length
      yield chunk
    }
  }
  await store.write(Readable.from(chunks(), { highWaterMark: 1 }))
  expect(furthestAhead).toBeGreaterThan(0)
  expect(furthestAhead).toBeLessThan(2_000_000)
})

test.each(['before-blob-fsync', 'after-blob-before-row'])(
  'a process that dies at %s leaves a store that works, with whole blobs only',
  async (crashAt) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
    const child = startWriter(folder.path, { ISTHMUS_CRASH_AT: `${crashAt}:3` })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    const store = await openDiskBlobStore(folder.path, ids)
    const blobs = await Array.fromAsync(store.list())
    expect(blobs).toHaveLength(crashAt === 'before-blob-fsync' ? 2 : 3)
    for (const blob of blobs) expect((await buffer(await store.read(blob))).length).toBe(100_000)
  },
)

test('a file that the operating system does not let grow is no space, and leaves nothing', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  // 10 blocks of 512 or 1,024 bytes.
  const child = startWriter(folder.path, {}, 'ulimit -f 10; exec "$@"')
  const printed = await text(child.stdout)
  expect(printed).toContain('no-space')
  expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
})

function startWriter(folder: string, env: NodeJS.ProcessEnv, shell = 'exec "$@"') {
  const script = fileURLToPath(new URL('testing/writing-process.ts', import.meta.url))
  return spawn('/bin/sh', ['-c', shell, 'sh', process.execPath, script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
}
