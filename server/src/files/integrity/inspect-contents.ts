import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { BlobId, FanOut, StoredBlob } from '../../platform/blobs/index.ts'
import type { Schema } from '../../platform/database/index.ts'
import { inParallel } from '../../platform/in-parallel.ts'
import { findKnownBlobs } from '../content-repository.ts'
import { countStoredContents, storedContents } from '../stored-content-repository.ts'

/** How the rows and the blobs on a disk fit together. */
export interface ContentsInspection {
  /** Blobs that rows need. */
  readonly count: number
  /** Those that are not there. */
  readonly missing: readonly BlobId[]
  /** Of how many the bytes were compared with their checksums. */
  readonly compared: number
  /** Those that have another size, or, where that was looked at, other bytes. */
  readonly damaged: readonly BlobId[]
  /** How many blobs no row speaks of, though the sweep should have removed them. */
  readonly orphans: number
}

export interface ContentsQuestion {
  readonly executor: Kysely<Schema>
  readonly blobs: FanOut
  /** Epoch milliseconds. */
  readonly now: number
  /** Whether to read all bytes and compare them with their checksums; else those of a sample, another one each day. */
  readonly deep: boolean
  /** So many more bytes were looked at. */
  readonly advance: (bytes: number) => void
}

/** Orphans live for a day, and the sweep comes every hour; milliseconds. */
const orphansLiveFor = 2 * 24 * 60 * 60_000

/** Looks at every blob and every row that needs one, beside whoever works with them. */
export async function inspectContents(question: ContentsQuestion): Promise<ContentsInspection> {
  const { executor, blobs, deep, advance } = question
  const sampled = await samplerOf(question)
  const missing: BlobId[] = []
  const damaged: BlobId[] = []
  let count = 0
  let compared = 0
  await inParallel(storedContents(executor), deep ? 2 : 16, async (blob) => {
    const path = blobs.pathOf(blob.blobId)
    const facts = await lstat(path).catch(() => undefined)
    count += 1
    if (facts === undefined) missing.push(blob.blobId)
    else if (facts.size !== blob.size) damaged.push(blob.blobId)
    else if (deep || sampled(blob)) {
      compared += 1
      if (!(await isWhole(path, blob))) damaged.push(blob.blobId)
    }
    advance(blob.size)
  })
  return {
    count,
    compared,
    ...(await stillNeeded(executor, { missing, damaged })),
    orphans: await countOrphans(question),
  }
}

/** How many contents a sample has, about, and how large each may be, in bytes. */
const sample = { size: 100, largest: 16 * 1024 * 1024 }
const day = 24 * 60 * 60_000

/** Which contents are in the sample of a day. */
async function samplerOf({
  executor,
  now,
}: ContentsQuestion): Promise<(blob: Pick<StoredBlob, 'blobId' | 'size'>) => boolean> {
  const { count } = await countStoredContents(executor)
  const oneOf = Math.max(1, Math.ceil(count / sample.size))
  const turn = Math.floor(now / day)
  // The letters of an id are random.
  return ({ blobId, size }) =>
    size <= sample.largest && (Number.parseInt(blobId.slice(-6), 36) + turn) % oneOf === 0
}

async function isWhole(path: string, { sha256 }: Pick<StoredBlob, 'sha256'>): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
      hash.update(chunk as Buffer)
  } catch {
    // A sector that cannot be read any more is what this looks for.
    return false
  }
  return hash.digest('hex') === sha256
}

/** A file may have been removed since its row was read, and its blob with it. */
async function stillNeeded(
  executor: Kysely<Schema>,
  { missing, damaged }: { missing: BlobId[]; damaged: BlobId[] },
): Promise<{ missing: BlobId[]; damaged: BlobId[] }> {
  const known = new Set<BlobId>()
  const suspects = [...missing, ...damaged]
  for (let at = 0; at < suspects.length; at += batchSize) {
    for (const blobId of await findKnownBlobs(executor, suspects.slice(at, at + batchSize))) known.add(blobId)
  }
  const isKnown = (blobId: BlobId): boolean => known.has(blobId)
  return { missing: missing.filter(isKnown), damaged: damaged.filter(isKnown) }
}

async function countOrphans({ executor, blobs, now }: ContentsQuestion): Promise<number> {
  let orphans = 0
  let batch: BlobId[] = []
  const count = async (): Promise<void> => {
    orphans += batch.length - (await findKnownBlobs(executor, batch)).size
    batch = []
  }
  for await (const { blobId, modifiedAt } of blobs.entries()) {
    if (modifiedAt >= now - orphansLiveFor) continue
    batch.push(blobId)
    if (batch.length === batchSize) await count()
  }
  if (batch.length > 0) await count()
  return orphans
}

const batchSize = 500
