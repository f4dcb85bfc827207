import { createHash } from 'node:crypto'
import { mkdir, mkdtempDisposable, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BlobId, FanOut } from '../blobs/index.ts'
import { placesIn } from '../data-folder.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { copyBlob } from './copy-blob.ts'
import { type BackedUpBlob, backUp, restore } from './index.ts'

const progress = { begin() {}, advance() {} }

/** What an installation with its database elsewhere has in its data folder. */
describe('a backup without a database', () => {
  let stack: AsyncDisposableStack
  let folder: string
  let blobs: BackedUpBlob[]

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'isthmus-'))).path
    blobs = []
    await mkdir(join(folder, 'data'), { mode: 0o700 })
    await writeFile(placesIn(join(folder, 'data')).keyFile, 'keys', { mode: 0o600 })
    await keep('abcdefghijklmnopqrstuvwxy', 'one')
    await keep('0bcdefghijklmnopqrstuvwxy', 'two')
  })
  afterEach(() => stack.disposeAsync())

  async function keep(id: string, text: string): Promise<void> {
    const path = new FanOut(placesIn(join(folder, 'data')).blobsFolder).pathOf(id as BlobId)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    blobs.push({ blobId: id as BlobId, size: text.length, sha256: sha256(text) })
  }
  const make = (context: { instance?: string } = {}) =>
    backUp(
      {
        clock: createManualClock(),
        program: '1.2.3',
        progress,
        openContents: async () => ({
          instance: context.instance ?? 'i1',
          bytes: 6,
          blobs: () => each(blobs),
          async [Symbol.asyncDispose]() {},
        }),
      },
      { data: placesIn(join(folder, 'data')), database: 'leave' as const, target: join(folder, 'backups') },
    )

  it('has the keys and what files hold, and is restored as such', async () => {
    const report = await make()
    expect(report).toMatchObject({
      blobs: { count: 2, bytes: 6 },
      added: { count: 2, bytes: 6 },
      missing: [],
    })
    expect((await readdir(report.folder)).toSorted()).toEqual(['blobs.list', 'manifest.json', 'sealing.key'])
    const data = join(folder, 'new')
    const order = {
      source: join(folder, 'backups'),
      data,
      verify: true,
      keepGoing: false,
      database: 'leave' as const,
    }
    expect(await restore({ clock: createManualClock(), progress }, order)).toMatchObject({
      withDatabase: false,
      blobs: { count: 2, bytes: 6 },
      lost: [],
    })
    const places = placesIn(data)
    expect(await readFile(places.keyFile, 'utf8')).toBe('keys')
    expect((await stat(places.keyFile)).mode & 0o777).toBe(0o600)
    const restored = new FanOut(places.blobsFolder)
    for (const { blobId, sha256: expected } of blobs) {
      expect(sha256(await readFile(restored.pathOf(blobId)))).toBe(expected)
    }
  })

  it('is refused to an installation whose folder it is not, and to a second one at the same time', async () => {
    await make()
    await expect(make({ instance: 'i2' })).rejects.toMatchObject({ code: 'backup-folder-unusable' })
    const { ownBackupFolder } = await import('./backup-folder.ts')
    using owned = await ownBackupFolder(join(folder, 'backups'), 'i1')
    await expect(make()).rejects.toMatchObject({ code: 'backup-folder-in-use' })
    expect(await owned.finished()).toHaveLength(1)
  })
})

describe('a blob that is copied', () => {
  it.each([
    ['is there, for its owner alone', 'as it was', true],
    ['is not there when it has other bytes', 'as it is.', false],
    ['is not there when it has another size', 'as', false],
  ])('%s', async (_, text, arrives) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'isthmus-'))
    const [from, to] = [join(folder.path, 'from'), join(folder.path, 'to')]
    await writeFile(from, text)
    const incoming = join(folder.path, 'incoming')
    await mkdir(incoming)
    const row = { size: 9, sha256: sha256('as it was') }
    expect(await copyBlob(row, { from, to, incoming, verify: true })).toBe(arrives)
    expect(await readdir(incoming)).toEqual([])
    const isThere = (await readdir(folder.path)).includes('to')
    expect(isThere).toBe(arrives)
    if (isThere) expect((await stat(to)).mode & 0o777).toBe(0o600)
    await rm(to, { force: true })
    // Without looking at the bytes, the size alone decides.
    expect(await copyBlob(row, { from, to, incoming, verify: false })).toBe(text.length === 9)
  })
})

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}
