import { chmod, mkdir, mkdtempDisposable, rmdir, stat, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { socketPathFor } from './socket-path.ts'

let runtime: Awaited<ReturnType<typeof mkdtempDisposable>>

beforeEach(async () => {
  runtime = await mkdtempDisposable(join(tmpdir(), 'run-'))
  vi.stubEnv('XDG_RUNTIME_DIR', runtime.path)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await runtime.remove()
})

test('a short path is in the data folder, whichever way leads there', async () => {
  const folder = join(runtime.path, 'data')
  await mkdir(folder)
  await symlink(folder, join(runtime.path, 'link'))
  expect(await socketPathFor(folder)).toBe(join(folder, 'isthmus.sock'))
  expect(await socketPathFor(join(runtime.path, 'link'))).toBe(join(folder, 'isthmus.sock'))
})

test('a long path gives way to a private folder that a socket fits in, the same for every caller', async () => {
  const folder = await longFolder('a')
  const path = await socketPathFor(folder)
  expect(await socketPathFor(folder)).toBe(path)
  expect(dirname(dirname(path))).toBe(runtime.path)
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  await new Promise((resolve) => server.close(resolve))
})

test('servers that share a folder have one socket on each machine, and never that of a server alone', async () => {
  for (const folder of [await longFolder('a'), runtime.path]) {
    const shared = await socketPathFor(folder, 'shared')
    expect(await socketPathFor(folder, 'shared')).toBe(shared)
    expect(shared).not.toBe(await socketPathFor(folder))
    expect(Buffer.byteLength(shared)).toBeLessThanOrEqual(100)
  }
})

test('two data folders never share a socket', async () => {
  expect(await socketPathFor(await longFolder('a'))).not.toBe(await socketPathFor(await longFolder('b')))
})

test('without a run-time directory it is under the folder for temporary files', async () => {
  vi.stubEnv('XDG_RUNTIME_DIR', '')
  vi.stubEnv('TMPDIR', runtime.path)
  expect(await socketPathFor(await longFolder('a'))).toContain(runtime.path)
})

test('a private folder that others can enter is refused', async () => {
  const folder = await longFolder('a')
  await chmod(dirname(await socketPathFor(folder)), 0o750)
  await expect(socketPathFor(folder)).rejects.toThrow('not a folder that only you can enter')
})

test('a link in place of the private folder is refused', async () => {
  const folder = await longFolder('a')
  const path = dirname(await socketPathFor(folder))
  await using elsewhere = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
  await rmdir(path)
  await symlink(elsewhere.path, path)
  await expect(socketPathFor(folder)).rejects.toThrow('not a folder that only you can enter')
})

async function longFolder(name: string): Promise<string> {
  const folder = join(runtime.path, name, 'x'.repeat(100))
  await mkdir(folder, { recursive: true })
  return folder
}
