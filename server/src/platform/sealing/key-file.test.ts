import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addKey, openKeyFile } from './key-file.ts'

const options = { clock: { now: () => Date.UTC(2026, 0, 1) } }
let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-keys-'))
  path = join(folder, 'keys.json')
})

afterEach(() => rm(folder, { recursive: true }))

test('the first start makes a file that its owner alone can read, and nothing besides', async () => {
  await openKeyFile(path, options)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['keys.json'])
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    version: 1,
    active: 'k1',
    keys: [{ id: 'k1', createdAt: '2026-01-01T00:00:00.000Z' }],
  })
})

test('where something was sealed before, a missing file is not replaced by keys that open nothing', async () => {
  await expect(openKeyFile(path, { ...options, mustExist: true })).rejects.toMatchObject({
    code: 'key-file-damaged',
    detail: `${path} is missing.`,
  })
  expect(await readdir(folder)).toEqual([])
})

test('a later start finds the same keys', async () => {
  expect(await openKeyFile(path, options)).toEqual(await openKeyFile(path, options))
})

test('processes that start at the same time agree on the keys', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => openKeyFile(path, options)))
  const stored = await openKeyFile(path, options)
  for (const keys of all) expect(keys).toEqual(stored)
})

test('an added key becomes active and leaves the others and the root in place', async () => {
  const before = await openKeyFile(path, options)
  const after = await addKey(path, options)
  expect(after.active).toBe('k2')
  expect(after.root).toEqual(before.root)
  expect(after.sealing.get('k1')).toEqual(before.sealing.get('k1'))
  expect(await openKeyFile(path, options)).toEqual(after)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test.each([0o640, 0o604, 0o644])('a file of mode %o is refused with what to do', async (mode) => {
  await openKeyFile(path, options)
  await chmod(path, mode)
  await expect(openKeyFile(path, options)).rejects.toMatchObject({
    code: 'key-file-exposed',
    message: expect.stringContaining('chmod 600') as unknown,
  })
})

test.each([
  ['no JSON', '{'],
  ['another version', '{"version":2}'],
  ['a short key', JSON.stringify({ version: 1, root: 'AAAA', active: 'k1', keys: [] })],
  [
    'an active key that is missing',
    JSON.stringify({ version: 1, root: Buffer.alloc(32).toString('base64url'), active: 'k1', keys: [] }),
  ],
])('a file with %s is refused without quoting it', async (_, content) => {
  await writeFile(path, content, { mode: 0o600 })
  const error: unknown = await openKeyFile(path, options).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'key-file-damaged', detail: path })
})

test('a key is never added to a file that is not there', async () => {
  await expect(addKey(path, options)).rejects.toMatchObject({ code: 'key-file-damaged' })
  expect(await readdir(folder)).toEqual([])
})
