import { BlobError } from '../../platform/blobs/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { UploadLease } from './upload-lease.ts'
import { deleteUploads } from './upload-repository.ts'

/**
 * Says what it means for an upload what its blob refuses; an upload of which the bytes are lost ends.
 * @throws IsthmusError `payload-too-large`, `upload-not-found`
 * @throws ResourceError `conflict` (the body broke off), `insufficient-storage`
 */
export async function refuseBlob(
  { database, logger }: FilesContext,
  { id, upload }: UploadLease,
  error: unknown,
): Promise<never> {
  if (!(error instanceof BlobError)) throw error
  switch (error.reason) {
    case 'body-cut':
      throw new TreeRefusal('conflict', because('broke-off'), {
        cause: error,
      })
    case 'body-too-large':
      throw tooMuch(upload)
    case 'no-space':
      // The person is told too, but only the operator can make room.
      logger.error('blob.no-space', { error })
      throw new TreeRefusal('insufficient-storage', because('no-space-left'), {
        cause: error,
      })
    case 'blob-missing':
      // As after the restore of a backup, which has no halves of files.
      logger.warn('upload.lost', { upload: id, error })
      await database.write((tx) => deleteUploads(tx, [id]))
      throw fault('upload-not-found', { because: because('upload-lost'), cause: error })
    default:
      throw error
  }
}

/** The refusal of more bytes than an upload was announced with. */
export function tooMuch({ size }: UploadLease['upload']) {
  return fault('payload-too-large', { because: because('upload-size', { size }) })
}
