import { ResourceError } from '@isthmus/webdav'
import { BlobError } from '../../platform/blobs/index.ts'
import { fault } from '../../platform/errors.ts'
import type { FilesContext } from '../context.ts'
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
      throw new ResourceError('conflict', 'The contents broke off before they were complete.', {
        cause: error,
      })
    case 'body-too-large':
      throw tooMuch(upload)
    case 'no-space':
      // The person is told too, but only the operator can make room.
      logger.error('blob.no-space', { error })
      throw new ResourceError('insufficient-storage', 'There is no space left for the file.', {
        cause: error,
      })
    case 'blob-missing':
      // As after the restore of a backup, which has no halves of files.
      logger.warn('upload.lost', { upload: id, error })
      await database.write((tx) => deleteUploads(tx, [id]))
      throw fault('upload-not-found', { detail: 'What had come of it is lost.', cause: error })
    default:
      throw error
  }
}

/** The refusal of more bytes than an upload was announced with. */
export function tooMuch({ size }: UploadLease['upload']) {
  return fault('payload-too-large', { detail: `The upload was announced with ${size} bytes.` })
}
