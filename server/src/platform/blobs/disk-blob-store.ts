import { closeSync, fstatSync, open, openSync, readSync } from 'node:fs'
import { lstat, mkdir, mkdtempDisposable, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crashPoint } from '../crash-points.ts'
import { fault } from '../errors.ts'
import type { Ids } from '../ids.ts'
import { isNoSpace } from '../is-no-space.ts'
import { syncFolder } from '../sync-folder.ts'
import {
  type BlobEntry,
  BlobError,
  type BlobId,
  type BlobStore,
  type BlobWriteOptions,
  type BlockCheck,
  type ByteRange,
  type GrowingBlobs,
  type StoredBlob,
} from './blob-store.ts'
import { BodyMeter } from './body-meter.ts'
import { BytesBody } from './bytes-body.ts'
import { openDiskGrowingBlobs } from './disk-growing-blobs.ts'
import { explainBroken } from './explain-broken.ts'
import { FanOut } from './fan-out.ts'
import { FileBody } from './file-body.ts'
import { IncomingFile } from './incoming-file.ts'
import { newBlobId } from './new-blob-id.ts'

/**
 * Up to this many bytes are read at once and answered from one buffer, synchronously: a small file lies in memory most
 * of the time, and going to a thread costs more than copying it.
 */
const smallRead = 64 * 1024

export interface DiskBlobStoreOptions {
  /** `shared`: other processes may write to it, so what is half-written stays for a day. Default: `alone`. */
  readonly use?: 'alone' | 'shared'
  /** Whether it was opened before, so that a folder which is missing or empty is lost. Default: false. */
  readonly mustExist?: boolean
}

/**
 * Opens a store of blobs as files on a file system. What an earlier process left half-written is removed.
 *
 * Bytes go to `incoming/`, are flushed, and get their final name `x/y/xy…` on the same file system; then the folder
 * is flushed. So a name means a complete blob, also after a power cut.
 * @param folder - created when missing; its parent exists
 * @throws IsthmusError `blobs-missing`
 */
export async function openDiskBlobStore(
  folder: string,
  ids: Ids,
  { use = 'alone', mustExist = false }: DiskBlobStoreOptions = {},
): Promise<BlobStore> {
  const incoming = join(folder, 'incoming')
  if (mustExist) await demandFolder(incoming)
  await mkdir(incoming, { mode: 0o700, recursive: true })
  if (use === 'alone') await removeAllIn(incoming)
  else await removeLeftovers(incoming)
  await mkdir(join(folder, 'growing'), { mode: 0o700, recursive: true })
  await syncFolder(folder)
  await syncFolder(dirname(folder))
  const folders = new FanOut(folder)
  const growing = openDiskGrowingBlobs(join(folder, 'growing'), folders, ids)
  return new DiskBlobStore(incoming, folders, ids, growing)
}

/** Of a disk that is not mounted there is an empty folder: what every store has in it tells it from an empty store. */
async function demandFolder(incoming: string): Promise<void> {
  const facts = await lstat(incoming).catch(ignoreMissing)
  if (facts?.isDirectory() !== true)
    throw fault('blobs-missing', { detail: `There is no folder ${incoming}.` })
}

async function removeAllIn(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) await rm(join(incoming, name), { recursive: true })
}

/** Nobody who is still writing says nothing for so long; milliseconds. */
const longestSilence = 24 * 60 * 60 * 1000

async function removeLeftovers(incoming: string): Promise<void> {
  const files = (await readdir(incoming)).map((name) => join(incoming, name))
  // The time of the file system itself: it may be another machine's.
  const now = await fileSystemTime(incoming).catch(ignoreNoSpace)
  // Even the start of a server must not fail on a full disk; the next one cleans up.
  if (now === undefined) return
  for (const file of files) {
    const facts = await lstat(file).catch(ignoreMissing)
    if (facts !== undefined && facts.mtimeMs <= now - longestSilence) await rm(file, { force: true })
  }
}

async function fileSystemTime(folder: string): Promise<number> {
  await using probe = await mkdtempDisposable(join(folder, 'now-'))
  return (await lstat(probe.path)).mtimeMs
}

class DiskBlobStore implements BlobStore {
  readonly #incoming: string
  readonly #folders: FanOut
  readonly #ids: Ids

  readonly growing: GrowingBlobs

  constructor(incoming: string, folders: FanOut, ids: Ids, growing: GrowingBlobs) {
    this.#incoming = incoming
    this.#folders = folders
    this.#ids = ids
    this.growing = growing
  }

  async write(body: Readable, options: BlobWriteOptions = {}): Promise<StoredBlob> {
    const meter = new BodyMeter(options)
    const blobId = newBlobId(this.#ids)
    if (options.signal !== undefined) addAbortSignal(options.signal, body)
    try {
      await using file = new IncomingFile(join(this.#incoming, blobId))
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
        meter.add(chunk)
        const full = file.add(chunk)
        if (full !== undefined) await full
      }
      const facts = meter.finish()
      await this.#folders.make(blobId)
      await file.moveTo(this.#folders.pathOf(blobId))
      await this.#folders.sync(blobId)
      crashPoint('after-blob-before-row')
      return { blobId, ...facts }
    } catch (error) {
      throw explainBroken(error, body)
    }
  }

  async read(
    blob: Pick<StoredBlob, 'blobId' | 'size'>,
    range?: ByteRange,
    check?: BlockCheck,
  ): Promise<Readable> {
    const { first, last } = range ?? { first: 0, last: blob.size - 1 }
    if (first < 0 || last >= blob.size || first > last + 1) {
      throw new RangeError(`Bytes ${first}-${last} of a blob of ${blob.size} bytes`)
    }
    using opened = new DisposableStack()
    const length = last - first + 1
    const file = opened.adopt(await this.#open(blob.blobId, length), closeSync)
    // The file is open, so this asks the kernel, not the disk.
    const { size } = fstatSync(file)
    if (size !== blob.size) {
      throw new BlobError('blob-damaged', `Blob ${blob.blobId} has ${size} bytes instead of ${blob.size}`)
    }
    if (length <= smallRead && check === undefined) return new BytesBody(readExactly(file, first, length))
    opened.move()
    const body = new FileBody(file, { first, last }, check && { ...check, size })
    if (check !== undefined) await body.begin()
    return body
  }

  async delete(blobId: BlobId): Promise<void> {
    await rm(this.#folders.pathOf(blobId), { force: true })
  }

  list(): AsyncIterable<BlobEntry> {
    return this.#folders.entries()
  }

  async #open(blobId: BlobId, length: number): Promise<number> {
    const path = this.#folders.pathOf(blobId)
    try {
      return length <= smallRead ? openSync(path, 'r') : await openFile(path, 'r')
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error
      throw new BlobError('blob-missing', `Blob ${blobId} is not on the disk`, { cause: error })
    }
  }
}

const openFile = promisify(open)

function readExactly(file: number, position: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const bytesRead = readSync(file, bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) throw new BlobError('blob-damaged', 'A blob became shorter while it was read')
    filled += bytesRead
  }
  return bytes
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function ignoreNoSpace(error: unknown): undefined {
  if (!isNoSpace(error)) throw error
}

function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error
}
