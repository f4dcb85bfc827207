import type { Readable } from 'node:stream'
import { BlobError, type BlobId, type ByteRange } from '../../platform/blobs/index.ts'
import type { FilesContext } from '../context.ts'
import type { Content } from '../node.ts'
import { checkedBody } from './checked-body.ts'

/** Up to this many bytes, contents are checked at each reading. */
const alwaysChecked = 16 * 1024 * 1024

/**
 * Opens contents for reading.
 *
 * Their size is checked before the first byte. A reading of the whole is checked against the SHA-256 while it passes,
 * of more than 16 MiB once a day (hashing costs as much as sending), and breaks off before its end when something is
 * wrong. A part cannot be checked.
 * @throws BlobError `blob-missing`, `blob-damaged`, after it was reported
 */
export async function openContent(
  context: FilesContext,
  content: Content,
  range?: ByteRange,
): Promise<Readable> {
  const { blobs, checks, clock } = context
  const { blobId, size } = content
  let body: Readable
  try {
    body = await blobs.read(content, range)
  } catch (error) {
    if (error instanceof BlobError) {
      reportDamage(context, blobId, error.reason === 'blob-missing' ? 'missing' : 'size')
    }
    throw error
  }
  const isWhole = range === undefined || (range.first === 0 && range.last === size - 1)
  if (!isWhole || (size > alwaysChecked && checks.has(blobId, clock.now()))) return body
  return checkedBody(body, content, (isSound) => {
    if (isSound) return checks.note(blobId, clock.now())
    reportDamage(context, blobId, 'checksum')
    throw new BlobError('blob-damaged', `Blob ${blobId} does not hold what was stored`)
  })
}

type Problem = 'missing' | 'size' | 'checksum'

/** Tells the operator that contents are lost; the people who asked for them see an error. */
function reportDamage({ logger, metrics }: FilesContext, blobId: BlobId, problem: Problem): void {
  logger.error('blob.damaged', { blob: blobId, problem })
  metrics.blobDamage.add({ problem })
}
