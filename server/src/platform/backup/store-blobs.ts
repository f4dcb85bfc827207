import { link, lstat, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FanOut } from '../blobs/index.ts'
import { crashPoint } from '../crash-points.ts'
import { inParallel } from '../in-parallel.ts'
import { syncFolder } from '../sync-folder.ts'
import type { OwnedBackupFolder } from './backup-folder.ts'
import { copyBlob } from './copy-blob.ts'
import { listLine } from './listed-blobs.ts'
import type { Advance, BackedUpBlob, StoredContents } from './stored-contents.ts'

/** What a backup has of the contents of files. */
export interface StoredBlobs {
  readonly blobs: BlobSum
  /** Those that were not in the folder of backups before. */
  readonly added: BlobSum
  /** Ids of blobs that the data folder does not have as its database says; the backup goes without. */
  readonly missing: readonly string[]
}

interface BlobSum {
  readonly count: number
  readonly bytes: number
}

interface BlobStoring {
  readonly target: OwnedBackupFolder
  /** Folder of the blobs. */
  readonly from: string
  /** The list of them, a file that is made. */
  readonly list: string
  readonly progress: Advance
}

/** How many blobs are worked on at the same time: small ones wait for the disk most of the time. */
const atOnce = 8

/**
 * Brings the blobs that are not there yet into the folder of backups, and lists all that this backup needs, durably. On
 * the same file system they are linked; elsewhere they are copied, and compared with what their rows say.
 */
export async function storeBlobs(contents: StoredContents, storing: BlobStoring): Promise<StoredBlobs> {
  const { target, progress } = storing
  const source = new FanOut(storing.from)
  const blobs = { count: 0, bytes: 0 }
  const added = { count: 0, bytes: 0 }
  const missing: string[] = []
  const touched = new Set<string>()
  await using list = await open(storing.list, 'wx', 0o600)
  await inParallel(contents.blobs(), atOnce, async (blob) => {
    progress.advance(blob.size)
    const to = target.blobs.pathOf(blob.blobId)
    if (!(await hasSize(to, blob.size))) {
      await target.blobs.make(blob.blobId)
      if (!(await bringIn(blob, { from: source.pathOf(blob.blobId), to, incoming: target.incoming }))) {
        missing.push(blob.blobId)
        return
      }
      touched.add(dirname(to))
      count(added, blob)
      crashPoint('inside-backup')
    }
    count(blobs, blob)
    await list.appendFile(listLine(blob))
  })
  for (const folder of touched) await syncFolder(folder)
  await list.sync()
  return { blobs, added, missing: missing.toSorted() }
}

function count(sum: { count: number; bytes: number }, { size }: BackedUpBlob): void {
  sum.count += 1
  sum.bytes += size
}

/** @returns false when the data folder does not have it as its row says */
async function bringIn(
  blob: BackedUpBlob,
  { from, to, incoming }: { from: string; to: string; incoming: string },
): Promise<boolean> {
  if (!(await hasSize(from, blob.size))) return false
  // One that is there with another size is damaged.
  await rm(to, { force: true })
  try {
    await link(from, to)
    return true
  } catch (error) {
    // Another file system, one without links, one with too many, or a file of somebody else.
    if (!isOneOf(error, ['EXDEV', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'])) throw error
  }
  return copyBlob(blob, { from, to, incoming, verify: true })
}

async function hasSize(path: string, size: number): Promise<boolean> {
  const facts = await lstat(path).catch((error: unknown) => {
    if (!isOneOf(error, ['ENOENT'])) throw error
  })
  return facts?.isFile() === true && facts.size === size
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
