import type { BlobId } from '../platform/blobs/index.ts'
import { batchesOf } from '../platform/database/batches.ts'
import { findDeadBlobs, findKnownBlobs, forgetDeadBlobs } from './content-repository.ts'
import type { FilesContext } from './context.ts'
import { findBlobsOfUploads } from './uploads/upload-repository.ts'

/**
 * How long a blob outlives its last use, in milliseconds: a day. Whoever has begun to read a file goes on reading it
 * after it was replaced or removed, and a blob whose row is still being written is not taken for an orphan.
 */
const retention = 24 * 60 * 60 * 1000
const batchSize = 500

/** What a sweep has removed, in blobs. */
export interface Swept {
  /** Contents of files that were replaced or removed. */
  readonly dead: number
  /** Left by a process that died between storing a body and writing its row. */
  readonly orphans: number
}

/** Removes the blobs that have been of no use for a day. It may be interrupted anywhere and run at any time. */
export async function sweepBlobs(context: FilesContext): Promise<Swept> {
  const before = context.clock.now() - retention
  return {
    dead: await removeDead(context, before),
    orphans: (await removeOrphans(context, before)) + (await removeGrowing(context, before)),
  }
}

async function removeDead(context: FilesContext, before: number): Promise<number> {
  let removed = 0
  for (;;) {
    const batch = await findDeadBlobs(context.database.read, before, batchSize)
    if (batch.length === 0) return removed
    for (const blobId of batch) await context.blobs.delete(blobId)
    // The row goes last: while it is there, the next sweep tries again.
    await context.database.write((tx) => forgetDeadBlobs(tx, batch))
    removed += batch.length
  }
}

async function removeOrphans(context: FilesContext, before: number): Promise<number> {
  let removed = 0
  let batch: BlobId[] = []
  for await (const { blobId, modifiedAt } of context.blobs.list()) {
    if (modifiedAt >= before) continue
    batch.push(blobId)
    if (batch.length < batchSize) continue
    removed += await removeUnknown(context, batch)
    batch = []
  }
  return removed + (await removeUnknown(context, batch))
}

/** Halves of files whose uploads have ended. */
async function removeGrowing({ blobs, database }: FilesContext, before: number): Promise<number> {
  const found = await Array.fromAsync(blobs.growing.list())
  const old = found.filter(({ modifiedAt }) => modifiedAt < before).map(({ blobId }) => blobId)
  let removed = 0
  for (const batch of batchesOf(old, batchSize)) {
    const needed = await findBlobsOfUploads(database.read, batch)
    const unknown = batch.filter((blobId) => !needed.has(blobId))
    for (const blobId of unknown) await blobs.growing.delete(blobId)
    removed += unknown.length
  }
  return removed
}

async function removeUnknown(context: FilesContext, batch: readonly BlobId[]): Promise<number> {
  if (batch.length === 0) return 0
  const known = await findKnownBlobs(context.database.read, batch)
  const needed = await findBlobsOfUploads(context.database.read, batch)
  const unknown = batch.filter((blobId) => !known.has(blobId) && !needed.has(blobId))
  for (const blobId of unknown) await context.blobs.delete(blobId)
  return unknown.length
}
