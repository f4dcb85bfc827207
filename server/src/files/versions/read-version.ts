import type { Readable } from 'node:stream'
import type { DavPath } from '@isthmus/webdav'
import { contentTypeOf } from '../content-type.ts'
import type { FilesContext } from '../context.ts'
import { openContent } from '../integrity/open-content.ts'
import { rightsIn, type View } from '../view.ts'
import { demandFile, demandHistory, demandVersion } from './version-of-file.ts'

/** A version on its way out. Whoever receives it must consume or destroy `body`. */
export interface VersionReading {
  /** Of the file. */
  readonly name: string
  readonly contentType: string
  /** Bytes. */
  readonly size: number
  readonly modifiedAt: number
  readonly body: Readable
}

/**
 * Opens what a file held before.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`
 * @throws IsthmusError `version-not-found`
 */
export async function readVersion(
  context: FilesContext,
  view: View,
  path: DavPath,
  versionId: number,
): Promise<VersionReading> {
  const { read } = context.database
  demandHistory(view, await rightsIn(context, view, read))
  const file = await demandFile(read, view, path)
  const { content, size, modifiedAt } = await demandVersion(read, file, versionId)
  const body = await openContent(context, content)
  return { name: file.name, contentType: contentTypeOf(file.name), size, modifiedAt, body }
}
