import type { Readable } from 'node:stream'
import type { ResourceErrorReason, WriteOptions } from '@isthmus/webdav'
import { BlobError, type BlobErrorReason, type StoredBlob } from '../platform/blobs/index.ts'
import { type Because, because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { noRoom } from './quota/make-room.ts'
import { TreeRefusal } from './tree-refusal.ts'

/**
 * Receives a body into a blob that no row points to yet.
 * @param room - how many bytes the quota leaves
 * @throws ResourceError `conflict` (the body broke off or has another length), `checksum-mismatch`, `too-large`,
 *   `insufficient-storage`
 */
export async function storeBody(
  context: FilesContext,
  body: Readable,
  { length, checksum }: Pick<WriteOptions, 'length' | 'checksum'>,
  room: number,
): Promise<StoredBlob> {
  const blob = await receive(context, body, length, room)
  if (checksum !== undefined && checksum.value.toLowerCase() !== blob[checksum.algorithm]) {
    await discardBlob(context, blob)
    throw new TreeRefusal('checksum-mismatch', because('arrived-damaged'))
  }
  return blob
}

async function receive(
  context: FilesContext,
  body: Readable,
  length: number | undefined,
  room: number,
): Promise<StoredBlob> {
  const largest = context.maxFileBytes ?? Number.POSITIVE_INFINITY
  try {
    return await context.blobs.write(body, { expectedLength: length, maxBytes: Math.min(largest, room) })
  } catch (error) {
    if (!(error instanceof BlobError)) throw error
    if (error.reason === 'body-too-large' && room < largest) throw noRoom()
    // The person is told too, but only the operator can make room.
    if (error.reason === 'no-space') context.logger.error('blob.no-space', { error })
    const refusal = refusals[error.reason]
    if (refusal === undefined) throw error
    throw new TreeRefusal(refusal.reason, refusal.because, { cause: error })
  }
}

/** Removes a blob that no row will ever point to. When that fails, the sweep finds it. */
export async function discardBlob(context: FilesContext, blob: StoredBlob): Promise<void> {
  await context.blobs.delete(blob.blobId).catch(() => {})
}

const refusals: Partial<Record<BlobErrorReason, { reason: ResourceErrorReason; because: Because }>> = {
  'body-cut': { reason: 'conflict', because: because('broke-off') },
  'body-too-long': { reason: 'conflict', because: because('longer-than-announced') },
  'body-too-large': { reason: 'too-large', because: because('file-too-large') },
  'no-space': { reason: 'insufficient-storage', because: because('no-space-left') },
}
