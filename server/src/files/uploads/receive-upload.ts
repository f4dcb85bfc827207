import type { Readable } from 'node:stream'
import { ResourceError } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { BlobError } from '../../platform/blobs/index.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import { fault } from '../../platform/errors.ts'
import type { FilesContext } from '../context.ts'
import { finishUpload } from './finish-upload.ts'
import { expiryFrom, type MadeFile, type Upload } from './upload.ts'
import { demandLease, giveBack, leaseTime, takeLease, type UploadLease, whileHeld } from './upload-lease.ts'
import { deleteUploads, exchangeBlob, noteReceived } from './upload-repository.ts'

/** What comes next of an upload. */
export interface UploadPiece {
  /** Where in the file it begins, in bytes. */
  readonly offset: number
  /** In bytes, where it was announced. */
  readonly length?: number
  readonly body: Readable
}

/** How far an upload is. */
export interface UploadProgress extends Pick<Upload, 'received' | 'expiresAt'> {
  readonly made?: MadeFile
}

/** What came is made durable after so many bytes, or so many milliseconds when it comes slowly. */
const between = { bytes: 16 * 1024 * 1024, ms: 2_000 }

/**
 * Adds to an upload what comes next. What came before the body broke off, or the process died, counts. With the last byte
 * the file is made; when that is refused the last byte does not count: whoever sends it again tries again.
 * @throws IsthmusError `upload-not-found`, `upload-busy`, `upload-offset-mismatch`, `payload-too-large`
 * @throws ResourceError `conflict` (the body broke off), `insufficient-storage`, and as `finishUpload`
 */
export async function receiveUpload(
  context: FilesContext,
  actor: UserActor,
  id: string,
  piece: UploadPiece,
): Promise<UploadProgress> {
  const lease = await takeLease(context, actor, id, (upload) => demandFit(upload, piece))
  const back = async (progress: UploadProgress): Promise<UploadProgress> => {
    await giveBack(context, lease)
    return progress
  }
  try {
    const { upload } = lease
    if (upload.made !== undefined) return await back(upload)
    const blobId = lease.inherited ? await takeOver(context, lease) : upload.blobId
    const { received, expiresAt } = await grow(context, { ...lease, upload: { ...upload, blobId } }, piece)
    if (received < upload.size) return await back({ received, expiresAt })
    const made = await whileHeld(context, lease, () => finishUpload(context, actor, lease, blobId))
    crashPoint('after-making-upload')
    return { received, expiresAt, made }
  } catch (error) {
    await giveBack(context, lease)
    throw error
  }
}

function demandFit({ received, size }: Upload, { offset, length = 0 }: UploadPiece): void {
  if (offset !== received) {
    throw fault('upload-offset-mismatch', { detail: `${received} bytes are there.` })
  }
  if (offset + length > size) throw tooMuch(size)
}

function tooMuch(size: number) {
  return fault('payload-too-large', { detail: `The upload was announced with ${size} bytes.` })
}

/** Whoever had the lease before may still write, without knowing that it is lost: to a blob that nobody needs. */
async function takeOver(context: FilesContext, lease: UploadLease) {
  const { blobs, database } = context
  const { blobId: left, received } = lease.upload
  if (received === 0) {
    const blobId = blobs.growing.begin()
    await database.write((tx) => demandLease(exchangeBlob(tx, lease, blobId)))
    return blobId
  }
  const blobId = await whileHeld(context, lease, () => blobs.growing.fork(left, received)).catch(
    (error: unknown) => refuse(context, lease, error),
  )
  await database.write((tx) => demandLease(exchangeBlob(tx, lease, blobId)))
  await blobs.growing.delete(left)
  return blobId
}

async function grow(
  context: FilesContext,
  lease: UploadLease,
  { offset, body }: UploadPiece,
): Promise<Pick<Upload, 'received' | 'expiresAt'>> {
  const { blobs, clock, database } = context
  const { size, blobId } = lease.upload
  let savedAt = clock.now()
  let { expiresAt } = lease.upload
  const saved = async (received: number): Promise<void> => {
    savedAt = clock.now()
    expiresAt = expiryFrom(context, savedAt)
    const progress = {
      // The whole of it is there when the file is made.
      received: Math.max(0, Math.min(received, size - 1)),
      leasedUntil: savedAt + leaseTime,
      expiresAt,
    }
    crashPoint('before-saving-upload')
    await database.write((tx) => demandLease(noteReceived(tx, lease, progress)))
    crashPoint('after-saving-upload')
  }
  const isDue = (bytes: number) => bytes >= between.bytes || clock.now() - savedAt >= between.ms
  try {
    const received = await blobs.growing.grow(blobId, offset, body, { maxBytes: size, isDue, saved })
    return { received, expiresAt }
  } catch (error) {
    return await refuse(context, lease, error)
  }
}

/** Says what it means for an upload what its blob refuses. */
async function refuse(context: FilesContext, { id, upload }: UploadLease, error: unknown): Promise<never> {
  if (!(error instanceof BlobError)) throw error
  switch (error.reason) {
    case 'body-cut':
      throw new ResourceError('conflict', 'The contents broke off before they were complete.', {
        cause: error,
      })
    case 'body-too-large':
      throw tooMuch(upload.size)
    case 'no-space':
      // The person is told too, but only the operator can make room.
      context.logger.error('blob.no-space', { error })
      throw new ResourceError('insufficient-storage', 'There is no space left for the file.', {
        cause: error,
      })
    case 'blob-missing':
      // As after the restore of a backup, which has no halves of files.
      context.logger.warn('upload.lost', { upload: id, error })
      await context.database.write((tx) => deleteUploads(tx, [id]))
      throw fault('upload-not-found', { detail: 'What had come of it is lost.', cause: error })
    default:
      throw error
  }
}
