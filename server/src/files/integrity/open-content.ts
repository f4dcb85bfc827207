import { hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  BlobError,
  type BlobErrorReason,
  type BlobId,
  type BlockCheck,
  type ByteRange,
  BytesBody,
  blockBytes,
} from '../../platform/blobs/index.ts'
import { findBlockSums } from '../content-repository.ts'
import type { FilesContext } from '../context.ts'
import type { Content } from '../node.ts'
import { checkedBody } from './checked-body.ts'

/** Up to this many bytes, contents are read and checked as a whole, whatever part is asked for. */
const readWhole = 64 * 1024
/** Up to this many bytes, contents are checked at each reading. */
const alwaysChecked = 16 * 1024 * 1024

/**
 * Opens contents for reading.
 *
 * Their size is checked before the first byte, then each block before its first byte. Contents of more than 16 MiB are
 * not checked again on the day on which the whole of them was found sound: that costs half as much as sending.
 * @throws BlobError `blob-missing`, `blob-damaged`, `blob-changed`, after it was reported
 */
export async function openContent(
  context: FilesContext,
  content: Content,
  range: ByteRange = { first: 0, last: content.size - 1 },
): Promise<Readable> {
  const { checks, clock } = context
  const { blobId, size, sha256 } = content
  if (size <= readWhole) {
    const bytes = await readSmall(context, content)
    return new BytesBody(bytes.subarray(range.first, range.last + 1))
  }
  if (size > alwaysChecked && checks.has(blobId, clock.now())) return openBlob(context, content, range)

  const isWhole = range.first === 0 && range.last === size - 1
  const note = (): void => checks.note(blobId, clock.now())
  const sums = await findBlockSums(
    context.database.read,
    content.id,
    Math.floor(range.first / blockBytes),
    Math.floor(range.last / blockBytes),
  )
  if (sums !== undefined) return openBlob(context, content, range, isWhole ? { sums, done: note } : { sums })
  const body = await openBlob(context, content, range)
  // Without sums of its blocks, a part has nothing that it could be compared with.
  if (!isWhole) return body
  return checkedBody(body, sha256, (isSound) => {
    if (!isSound) throw changed(context, blobId)
    note()
  })
}

async function readSmall(context: FilesContext, content: Content): Promise<Uint8Array> {
  const body = await openBlob(context, content)
  // What is there already needs no turn of the event loop.
  const bytes = body instanceof BytesBody ? body.bytes : await buffer(body)
  if (hash('sha256', bytes, 'hex') !== content.sha256) throw changed(context, content.blobId)
  return bytes
}

/** What is wrong with it is reported, now or when it is read. */
async function openBlob(
  context: FilesContext,
  content: Content,
  range?: ByteRange,
  check?: BlockCheck,
): Promise<Readable> {
  try {
    const body = await context.blobs.read(content, range, check)
    return body.once('error', (error) => reportDamage(context, content.blobId, error))
  } catch (error) {
    reportDamage(context, content.blobId, error)
    throw error
  }
}

function changed(context: FilesContext, blobId: BlobId): BlobError {
  const error = new BlobError('blob-changed', `Blob ${blobId} does not hold what was stored`)
  reportDamage(context, blobId, error)
  return error
}

const problems: Partial<Record<BlobErrorReason, string>> = {
  'blob-missing': 'missing',
  'blob-damaged': 'size',
  'blob-changed': 'checksum',
}

/** Tells the operator that contents are lost; the people who asked for them see an error. */
function reportDamage({ logger, metrics }: FilesContext, blobId: BlobId, error: unknown): void {
  const problem = error instanceof BlobError ? problems[error.reason] : undefined
  if (problem === undefined) return
  logger.error('blob.damaged', { blob: blobId, problem })
  metrics.blobDamage.add({ problem })
}
