import type { DavPath } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { nfc } from '../node-name.ts'
import { finishUpload } from './finish-upload.ts'
import type { MadeFile, Upload } from './upload.ts'
import { demandLease, giveBack, takeLease, whileHeld } from './upload-lease.ts'
import { noteOrder } from './upload-repository.ts'

/** Where a file is to be that has come whole; what is left out stays as it was. */
export interface Placing {
  /** In the space that the upload was begun for. */
  readonly path?: DavPath
  /** Whoever chooses this does not ask any more for the state of the file that is replaced. */
  readonly conflict?: Upload['conflict']
}

/**
 * Makes the file of an upload that has come whole and was refused at its end: at another place, under another name, in the
 * place of what is there, or just again. What is chosen stays chosen when that is refused too. A file that is made stays
 * where it is.
 * @throws IsthmusError `upload-not-found`, `upload-busy`, `upload-incomplete`
 * @throws ResourceError as `finishUpload`
 */
export async function placeUpload(
  context: FilesContext,
  actor: UserActor,
  id: string,
  placing: Placing,
): Promise<MadeFile> {
  const lease = await takeLease(context, actor, id, demandWhole)
  try {
    const { made } = lease.upload
    if (made !== undefined) {
      await giveBack(context, lease)
      return made
    }
    const upload = placedAs(lease.upload, placing)
    await context.database.write((tx) => demandLease(noteOrder(tx, lease, upload)))
    const placed = await whileHeld(context, lease, () => finishUpload(context, actor, { ...lease, upload }))
    crashPoint('after-making-upload')
    return placed
  } catch (error) {
    await giveBack(context, lease)
    throw error
  }
}

function demandWhole({ isWhole, made, received, size }: Upload): void {
  if (isWhole || made !== undefined) return
  throw fault('upload-incomplete', { because: because('upload-part-there', { received, size }) })
}

function placedAs(upload: Upload, { path = upload.place.path, conflict }: Placing): Upload {
  const { ifMatch, ...rest } = upload
  return {
    ...rest,
    place: { ...upload.place, path: nfc(path) },
    ...(conflict !== undefined && { conflict }),
    ...(conflict === undefined && ifMatch !== undefined && { ifMatch }),
  }
}
