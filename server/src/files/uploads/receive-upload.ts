import type { Readable } from 'node:stream'
import type { UserActor } from '../../platform/actor.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { completeBlob, finishUpload } from './finish-upload.ts'
import { refuseBlob, tooMuch } from './refuse-blob.ts'
import { expiryFrom, type MadeFile, type Upload } from './upload.ts'
import { demandLease, giveBack, leaseTime, takeLease, type UploadLease, whileHeld } from './upload-lease.ts'
import { exchangeBlob, noteReceived } from './upload-repository.ts'

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
 * the file is made; when that is refused the last byte does not count: whoever sends it again, or chooses another place, tries
 * again.
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
    const held = await writable(context, lease)
    const { received, expiresAt } = await grow(context, held, piece)
    if (received < upload.size) return await back({ received, expiresAt })
    const made = await whileHeld(context, held, () => finishUpload(context, actor, held))
    crashPoint('after-making-upload')
    return { received, expiresAt, made }
  } catch (error) {
    await giveBack(context, lease)
    throw error
  }
}

function demandFit(upload: Upload, { offset, length = 0 }: UploadPiece): void {
  const { received, size } = upload
  if (offset !== received) {
    throw fault('upload-offset-mismatch', { because: because('upload-at', { received }) })
  }
  if (offset + length > size) throw tooMuch(upload)
}

/** The lease with a blob that nobody else writes to. */
async function writable(context: FilesContext, lease: UploadLease): Promise<UploadLease> {
  if (!lease.upload.isWhole) return lease.inherited ? await takeOver(context, lease) : lease
  // What is whole is written no more, whoever sends the end of it again.
  await whileHeld(context, lease, () => completeBlob(context, lease))
  return lease
}

/** Whoever had the lease before may still write, without knowing that it is lost: to a blob that nobody needs. */
async function takeOver(context: FilesContext, lease: UploadLease): Promise<UploadLease> {
  const { blobs, database } = context
  const { blobId: left, received } = lease.upload
  const fork = () => blobs.growing.fork(left, received)
  const blobId =
    received === 0
      ? blobs.growing.begin()
      : await whileHeld(context, lease, fork).catch((error: unknown) => refuseBlob(context, lease, error))
  await database.write((tx) => demandLease(exchangeBlob(tx, lease, blobId)))
  await blobs.growing.delete(left)
  return { ...lease, upload: { ...lease.upload, blobId } }
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
      isWhole: received === size,
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
    return await refuseBlob(context, lease, error)
  }
}
