import type { DavPath } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { rightsIn, type View } from '../view.ts'
import type { Version } from './version.ts'
import { demandFile, demandHistory } from './version-of-file.ts'
import { findVersions } from './version-repository.ts'

/** What a file held before, as others may see it. */
export interface VersionView {
  /** Unique among the versions of its file. */
  readonly id: number
  /** Bytes. */
  readonly size: number
  /** Of the file while it held this, epoch milliseconds. */
  readonly modifiedAt: number
  /** When the file was given other contents, epoch milliseconds. */
  readonly replacedAt: number
}

/**
 * What a file held before, newest first; at most 200.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`
 */
export async function listVersions(context: FilesContext, view: View, path: DavPath): Promise<VersionView[]> {
  const { read } = context.database
  demandHistory(view, await rightsIn(context, view, read))
  const file = await demandFile(read, view, path)
  return (await findVersions(read, file.id)).map(viewOfVersion)
}

function viewOfVersion({ contentId: id, size, modifiedAt, replacedAt }: Version): VersionView {
  return { id, size, modifiedAt, replacedAt }
}
