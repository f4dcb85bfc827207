import { lstat, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FanOut } from '../blobs/index.ts'
import type { DataPlaces } from '../data-folder.ts'
import { fault } from '../errors.ts'
import { inParallel } from '../in-parallel.ts'
import { syncFolder } from '../sync-folder.ts'
import type { BackupFolder } from './backup-folder.ts'
import { copyBlob } from './copy-blob.ts'
import { listedBlobs } from './listed-blobs.ts'
import type { Advance } from './stored-contents.ts'

interface BlobRestoring {
  /** Of the backup. */
  readonly folder: string
  readonly source: BackupFolder
  readonly data: DataPlaces
  readonly progress: Advance
  readonly order: { readonly verify: boolean; readonly keepGoing: boolean }
}

const atOnce = 8

/**
 * Copies all blobs that a backup lists. Never a link: a backup is to outlive whatever happens to a data folder.
 * @returns the ids of those that are lost or damaged
 * @throws IsthmusError `backup-damaged`, when there are any and nobody said to keep going
 */
export async function restoreBlobs({
  folder,
  source,
  data,
  progress,
  order,
}: BlobRestoring): Promise<string[]> {
  const lost = await findAbsent(folder, source)
  if (!order.keepGoing) refuseLoss(lost)

  const target = new FanOut(data.blobsFolder)
  const incoming = join(data.blobsFolder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const touched = new Set<string>()
  await inParallel(listedBlobs(folder), atOnce, async (blob) => {
    progress.advance(blob.size)
    if (lost.has(blob.blobId)) return
    await target.make(blob.blobId)
    const to = target.pathOf(blob.blobId)
    const places = { from: source.blobs.pathOf(blob.blobId), to, incoming, verify: order.verify }
    if (!(await copyBlob(blob, places))) lost.add(blob.blobId)
    touched.add(dirname(to))
  })
  for (const changed of touched) await syncFolder(changed)
  await rm(incoming, { recursive: true })
  if (!order.keepGoing) refuseLoss(lost)
  return [...lost]
}

/** Before anything is copied: what is listed and not there, or has another size. */
async function findAbsent(folder: string, { blobs }: BackupFolder): Promise<Set<string>> {
  const absent = new Set<string>()
  await inParallel(listedBlobs(folder), atOnce, async ({ blobId, size }) => {
    const facts = await lstat(blobs.pathOf(blobId)).catch(() => undefined)
    if (facts?.isFile() !== true || facts.size !== size) absent.add(blobId)
  })
  return absent
}

function refuseLoss(lost: ReadonlySet<string>): void {
  const [first] = lost
  if (first === undefined) return
  throw fault('backup-damaged', {
    detail:
      `${lost.size} contents of files are lost or damaged, such as ${first}. ` +
      'To restore everything else, add --keep-going, with an empty data folder.',
  })
}
