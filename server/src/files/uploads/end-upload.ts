import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { FilesContext } from '../context.ts'
import type { Upload } from './upload.ts'
import { deleteUploads, findUpload } from './upload-repository.ts'

/**
 * Ends an upload: what came of it is removed. A file that it has become stays. A request that still adds to it fails.
 * @throws IsthmusError `upload-not-found`
 */
export async function endUpload(context: FilesContext, actor: UserActor, id: string): Promise<void> {
  const upload = await context.database.write(async (tx) => {
    const found = await findUpload(tx, actor, id)
    if (found === undefined) throw fault('upload-not-found')
    await deleteUploads(tx, [id])
    return found
  })
  await discardReceived(context, upload)
}

/** Removes what came of an upload that is no more, unless it has become a file. When that fails, the sweep finds it. */
export async function discardReceived(
  { blobs }: Pick<FilesContext, 'blobs'>,
  { blobId, made }: Pick<Upload, 'blobId' | 'made'>,
): Promise<void> {
  if (made !== undefined) return
  await Promise.allSettled([blobs.growing.delete(blobId), blobs.delete(blobId)])
}
