import { type DavPath, type FileResource, ResourceError } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import type { StoredBlob } from '../../platform/blobs/index.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import type { Tx } from '../../platform/database/index.ts'
import { commitAddition } from '../add-file.ts'
import type { FilesContext } from '../context.ts'
import { viewOf } from '../file-place.ts'
import { freePath } from '../manage/free-path.ts'
import { locate, mountAt } from '../place.ts'
import type { View } from '../view.ts'
import { commitFile, writeFile } from '../write-file.ts'
import { namingTarget } from './naming-target.ts'
import { refuseBlob } from './refuse-blob.ts'
import { isRenamed, type MadeFile, preconditionsOf, type Upload } from './upload.ts'
import { demandLease, type UploadLease } from './upload-lease.ts'
import { noteMade } from './upload-repository.ts'

/**
 * Makes the file of an upload of which everything has come: in the transaction in which the upload ends, or on the other
 * server when its place is in a mount. It may be repeated, until it has succeeded.
 * @throws ResourceError `not-found`, `parent-missing`, `is-a-folder`, `forbidden`, `locked`, `target-exists`,
 *   `precondition-failed`, `conflict`, `insufficient-storage`; in a mount what its tree refuses with
 * @throws IsthmusError `upload-not-found` when its bytes are lost
 */
export async function finishUpload(
  context: FilesContext,
  actor: UserActor,
  lease: UploadLease,
): Promise<MadeFile> {
  const { upload } = lease
  const { place } = upload
  const view = viewOf(actor, place.spaceId)
  const blob = await completeBlob(context, lease)
  crashPoint('before-making-upload')
  const found = await locate(context.database.read, view, place.path)
  const isFar = mountAt(found) !== undefined && !(isRenamed(upload) && found.kind === 'node')
  return namingTarget(upload, () =>
    isFar ? sendOn(context, view, lease, blob) : makeHere(context, view, lease, blob),
  )
}

/** The blob with all of an upload. It may be asked for again. */
export async function completeBlob(context: FilesContext, lease: UploadLease): Promise<StoredBlob> {
  const { blobId, size } = lease.upload
  try {
    return await context.blobs.growing.complete(blobId, size)
  } catch (error) {
    return await refuseBlob(context, lease, error)
  }
}

async function makeHere(
  context: FilesContext,
  view: View,
  lease: UploadLease,
  blob: StoredBlob,
): Promise<MadeFile> {
  return context.database.write(async (tx) => {
    const made = await commit(context, tx, view, lease.upload, blob)
    await demandLease(noteMade(tx, lease, made))
    return made
  })
}

async function commit(
  context: FilesContext,
  tx: Tx,
  view: View,
  upload: Upload,
  blob: StoredBlob,
): Promise<MadeFile> {
  const { path } = upload.place
  const options = upload.modifiedAt === undefined ? {} : { modifiedAt: upload.modifiedAt }
  if (isRenamed(upload)) {
    const folder = path.slice(0, -1)
    const added = await commitAddition(context, tx, view, folder, path.at(-1) ?? '', blob, options)
    return { path: [...folder, added.name], etag: added.etag }
  }
  const preconditions = preconditionsOf(upload)
  const { resource } = await commitFile(context, tx, view, path, blob, { ...options, preconditions })
  return { path, etag: resource.etag }
}

/** The other server has no part of this transaction: when nobody knows whether it took the file, it gets it again. */
async function sendOn(
  context: FilesContext,
  view: View,
  lease: UploadLease,
  blob: StoredBlob,
): Promise<MadeFile> {
  const { path, resource } = await sendTo(context, view, lease.upload, blob)
  const made = { path, etag: resource.etag }
  await context.database.write((tx) => demandLease(noteMade(tx, lease, made)))
  // When this fails, the sweep finds it.
  await context.blobs.delete(blob.blobId).catch(() => {})
  return made
}

/** How many names are tried while others take them. */
const attempts = 5

async function sendTo(
  context: FilesContext,
  view: View,
  upload: Upload,
  blob: StoredBlob,
): Promise<{ path: DavPath; resource: FileResource }> {
  const renames = isRenamed(upload)
  for (let attempt = 1; ; attempt += 1) {
    const { path: wanted } = upload.place
    const path = renames ? await freePath(context, { view, path: wanted }) : wanted
    const body = await context.blobs.read(blob)
    try {
      const { resource } = await writeFile(context, view, path, body, {
        preconditions: preconditionsOf(upload),
        length: blob.size,
        checksum: { algorithm: 'sha256', value: blob.sha256 },
        ...(upload.modifiedAt === undefined ? {} : { modifiedAt: upload.modifiedAt }),
      })
      return { path, resource }
    } catch (error) {
      const isTaken = error instanceof ResourceError && error.reason === 'precondition-failed'
      if (!renames || !isTaken || attempt === attempts) throw error
    } finally {
      body.destroy()
    }
  }
}
