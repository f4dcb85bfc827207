import { createHash, randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Person, processes, type ServerProcess, type WebClient } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'
import { mountSmallDisk } from './storage/small-disk.ts'

const megabyte = 1024 * 1024

it('a file that the system does not let grow is refused with 507, and everything else goes on', async () => {
  await using world = await processes({ a: { largestFile: 2 * megabyte } })
  const { a } = world.servers
  const { files, uploads, api } = await a.person('ann')
  await files.put('small.bin', 'small')
  expect((await files.put('large.bin', randomBytes(3 * megabyte))).status).toBe(507)
  expect((await files.put('small.bin', randomBytes(3 * megabyte))).status).toBe(507)
  const { headers } = await uploads.create(3 * megabyte, { path: '/pieces.bin' })
  const refused = await uploads.send(headers['location'] ?? '', 0, randomBytes(3 * megabyte))
  expect(refused.json()).toMatchObject({ status: 507, code: 'storage-full' })
  expect((await api('GET', '/uploads')).json()).toMatchObject({ uploads: [{ whole: false, busy: false }] })
  await expect.poll(() => a.logged('blob.no-space')).toHaveLength(3)

  expect((await files.list('')).map(({ name }) => name)).toEqual(['small.bin'])
  expect((await files.get('small.bin')).text).toBe('small')
  expect((await files.put('small.bin', 'other')).status).toBe(204)
})

/** Only root can make a file system; everybody else has seen above what becomes of a file that finds no room. */
const disks = process.getuid?.() === 0 ? ['a disk of its own'] : []

describe.for(disks)('on %s that is full', () => {
  it('every write is refused with 507, and all that was acknowledged is there', async () => {
    await using world = await fullServer()
    const { a, files, kept } = world
    expect((await files.put('later.bin', 'x')).status).toBe(507)
    expect((await files.mkcol('later')).status).toBe(507)
    await expectAll(files, kept)
    await expect.poll(() => a.logged('blob.no-space')).not.toEqual([])
    await expect.poll(() => a.logged('http.fault')).not.toEqual([])
    expect(await readiness(world.web, a)).toBe(503)

    await a.kill()
    await world.makeRoom()
    await a.start()
    await expectAll(files, kept)
  })

  it('work goes on as soon as there is room again', async () => {
    await using world = await fullServer()
    const { a, files, kept } = world
    await world.makeRoom()
    expect((await files.put('later.bin', 'x')).status).toBe(201)
    expect((await files.mkcol('later')).status).toBe(201)
    expect(await readiness(world.web, a)).toBe(200)
    await expectAll(files, new Map([...kept, ['later.bin', sha256(Buffer.from('x'))], ['later', 'folder']]))
  })

  it.for([
    ['was killed', (server: ServerProcess) => server.kill()],
    ['was stopped', (server: ServerProcess) => server[Symbol.asyncDispose]()],
  ] as const)('a server that %s starts again, and works when there is room again', async ([, end]) => {
    await using world = await fullServer()
    const { a, files, kept, disk } = world
    const [first = ''] = kept.keys()
    await end(a)
    await disk.fillUp()
    await a.start()
    await expectAll(files, kept)
    expect((await files.put('later.bin', 'x')).status).toBe(507)
    expect((await files.put(first, randomBytes(1_000))).status).toBe(507)
    expect((await files.mkcol('later')).status).toBe(507)
    expect((await files.delete(first)).status).toBe(507)
    expect(await readiness(world.web, a)).toBe(503)
    await expectAll(files, kept)

    await world.makeRoom()
    expect((await files.put('later.bin', 'x')).status).toBe(201)
    expect((await files.delete(first)).status).toBe(204)
    await a[Symbol.asyncDispose]()
    await a.start()
    kept.delete(first)
    await expectAll(files, new Map([...kept, ['later.bin', sha256(Buffer.from('x'))]]))
  })
})

/** A server on a disk on which Ann has written until nothing more went in. */
async function fullServer() {
  await using resources = new AsyncDisposableStack()
  const disk = resources.use(await mountSmallDisk(12 * megabyte))
  const ballast = join(disk.path, 'ballast')
  await writeFile(ballast, new Uint8Array(6 * megabyte))
  const world = resources.use(await processes({ a: { folder: disk.path } }))
  const { a } = world.servers
  const { files } = await a.person('ann')
  const kept = await fill(files)
  const owned = resources.move()
  return {
    a,
    files,
    kept,
    disk,
    web: world.web,
    makeRoom: () => rm(ballast),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Writes until even a folder finds no room. @returns SHA-256 of each file that was acknowledged, or `folder` */
async function fill(files: Person['files']): Promise<Map<string, string>> {
  const kept = new Map<string, string>()
  for (const size of [megabyte, 100_000, 10_000, 1_000, 0]) {
    for (let n = 0, isFull = false; !isFull; n += 1) {
      const name = `${size}-${n}`
      const body = randomBytes(size)
      const { status } = await (size === 0 ? files.mkcol(name) : files.put(name, body))
      isFull = status === 507
      expect(status).toBe(isFull ? 507 : 201)
      if (!isFull) kept.set(name, size === 0 ? 'folder' : sha256(body))
    }
  }
  return kept
}

async function expectAll(files: Person['files'], kept: ReadonlyMap<string, string>): Promise<void> {
  const found = new Map<string, string>()
  for (const { name, kind } of await files.list('')) {
    found.set(name, kind === 'folder' ? 'folder' : sha256((await files.get(name)).bytes))
  }
  expect(found).toEqual(new Map(kept))
}

async function readiness(web: WebClient, { origin }: ServerProcess): Promise<number> {
  return (await web.fetch({ method: 'GET', url: `${origin}/readyz` })).status
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
