import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import type { FilesContext } from '../context.ts'
import type { Upload } from './upload.ts'
import { findUpload, listUnfinished } from './upload-repository.ts'

/** How far an upload is. @throws IsthmusError `upload-not-found` */
export async function readUpload(context: FilesContext, actor: UserActor, id: string): Promise<Upload> {
  const upload = await findUpload(context.database.read, actor, id)
  if (upload === undefined) throw fault('upload-not-found')
  return upload
}

/** The unfinished uploads of the user, newest first. */
export async function listUploads(context: FilesContext, actor: UserActor): Promise<Upload[]> {
  return listUnfinished(context.database.read, actor, 1_000)
}
