import { createReadStream } from 'node:fs'
import { copyFile, type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Ids } from '../ids.ts'
import { syncFolder } from '../sync-folder.ts'
import {
  type BlobEntry,
  BlobError,
  type BlobId,
  type GrowingBlobs,
  type GrowthOptions,
  type StoredBlob,
} from './blob-store.ts'
import { BodyMeter } from './body-meter.ts'
import { explainBroken } from './explain-broken.ts'
import { type FanOut, filesIn } from './fan-out.ts'
import { newBlobId } from './new-blob-id.ts'
import { savingBody } from './saving-body.ts'

/** Growing blobs, of which the sums so far are remembered: with more, those of the oldest are computed anew. */
const mostRemembered = 500

/**
 * Opens the growing blobs of a store on a disk: each is a file of its own, which gets its final name when it is complete.
 * @param folder - exists
 * @param folders - where complete blobs are
 */
export function openDiskGrowingBlobs(folder: string, folders: FanOut, ids: Ids): GrowingBlobs {
  return new DiskGrowingBlobs(folder, folders, ids)
}

class DiskGrowingBlobs implements GrowingBlobs {
  readonly #folder: string
  readonly #folders: FanOut
  readonly #ids: Ids
  /** The sums of the first bytes of blobs: what comes in one piece after the other is never read again. */
  readonly #meters = new Map<BlobId, BodyMeter>()
  /** Complete ones, of which the file may be refused for a while: each new attempt asks for them again. */
  readonly #completed = new Map<BlobId, StoredBlob>()

  constructor(folder: string, folders: FanOut, ids: Ids) {
    this.#folder = folder
    this.#folders = folders
    this.#ids = ids
  }

  begin(): BlobId {
    return newBlobId(this.#ids)
  }

  async grow(blobId: BlobId, from: number, body: Readable, options: GrowthOptions): Promise<number> {
    const meter = this.#takeMeter(blobId, from)
    try {
      await using file = await this.#openAt(blobId, from)
      if (file === undefined) return await counted(from, body, options)
      const size = await savingBody(file, from, body, meter, options)
      if (meter !== undefined) remember(this.#meters, blobId, meter)
      return size
    } catch (error) {
      throw explainBroken(error, body)
    }
  }

  async complete(blobId: BlobId, size: number): Promise<StoredBlob> {
    const path = this.#pathOf(blobId)
    const final = this.#folders.pathOf(blobId)
    const facts = await stat(path).catch(ignoreMissing)
    if (facts === undefined ? (await sizeOf(final)) !== size : facts.size < size) throw missing(blobId)
    const known = facts === undefined ? this.#completed.get(blobId) : undefined
    const meter = this.#takeMeter(blobId, size)
    const sums = () => meter ?? meterOf(facts === undefined ? final : path, size)
    const blob = known ?? { blobId, ...(await sums()).finish() }
    if (facts !== undefined) {
      await using file = await open(path, 'r+')
      if (facts.size > size) await file.truncate(size)
      await file.sync()
      await this.#folders.make(blobId)
      await rename(path, final)
    }
    // Also when it was there: the process that named it may have died before it came to this.
    await this.#folders.sync(blobId)
    remember(this.#completed, blobId, blob)
    return blob
  }

  async fork(blobId: BlobId, size: number): Promise<BlobId> {
    const fork = this.begin()
    const path = this.#pathOf(fork)
    try {
      const source = this.#pathOf(blobId)
      await copyFile((await sizeOf(source)) === undefined ? this.#folders.pathOf(blobId) : source, path)
      await using file = await open(path, 'r+')
      if ((await file.stat()).size < size) throw missing(blobId)
      await file.truncate(size)
      await file.sync()
      await syncFolder(this.#folder)
      return fork
    } catch (error) {
      await this.delete(fork)
      if (isMissing(error)) throw missing(blobId, error)
      throw error
    }
  }

  async delete(blobId: BlobId): Promise<void> {
    this.#meters.delete(blobId)
    this.#completed.delete(blobId)
    await rm(this.#pathOf(blobId), { force: true })
  }

  list(): AsyncIterable<BlobEntry> {
    return filesIn(this.#folder)
  }

  #pathOf(blobId: BlobId): string {
    // It refuses what is no id.
    this.#folders.pathOf(blobId)
    return join(this.#folder, blobId)
  }

  /** The file, cut behind the first bytes; `undefined` for a blob that is complete. */
  async #openAt(blobId: BlobId, from: number): Promise<FileHandle | undefined> {
    const path = this.#pathOf(blobId)
    const size = await sizeOf(path)
    if (size === undefined) {
      const complete = await sizeOf(this.#folders.pathOf(blobId))
      if (complete !== undefined && complete >= from) return undefined
    }
    if ((size ?? 0) < from) throw missing(blobId)
    await using opened = new AsyncDisposableStack()
    const file = opened.use(await open(path, size === undefined ? 'wx' : 'r+', 0o600))
    if (size === undefined) await syncFolder(this.#folder)
    else if (size > from) await file.truncate(from)
    opened.move()
    return file
  }

  #takeMeter(blobId: BlobId, size: number): BodyMeter | undefined {
    if (size === 0) return new BodyMeter({})
    const meter = this.#meters.get(blobId)
    this.#meters.delete(blobId)
    return meter?.size === size ? meter : undefined
  }
}

function remember<T>(known: Map<BlobId, T>, blobId: BlobId, value: T): void {
  known.set(blobId, value)
  const [oldest] = known.keys()
  if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
}

/** Takes a body that is there already. @returns how many bytes that makes */
async function counted(from: number, body: Readable, { maxBytes }: GrowthOptions): Promise<number> {
  let size = from
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw new BlobError('body-too-large', `The body goes beyond ${maxBytes} bytes`)
  }
  return size
}

async function meterOf(path: string, size: number): Promise<BodyMeter> {
  const meter = new BodyMeter({})
  if (size === 0) return meter
  const bytes = createReadStream(path, { end: size - 1, highWaterMark: 1024 * 1024 })
  for await (const chunk of bytes as AsyncIterable<Uint8Array>) meter.add(chunk)
  return meter
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(ignoreMissing))?.size
}

function missing(blobId: BlobId, cause?: unknown): BlobError {
  return new BlobError('blob-missing', `What blob ${blobId} had is not there any more`, { cause })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}
