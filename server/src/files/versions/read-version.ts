import type { Readable } from 'node:stream'
import type { UserActor } from '../../platform/actor.ts'
import { contentTypeOf } from '../content-type.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { openContent } from '../integrity/open-content.ts'
import { rightsIn } from '../view.ts'
import { demandFile, demandVersion } from './version-of-file.ts'

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
  actor: UserActor,
  place: FilePlace,
  versionId: number,
): Promise<VersionReading> {
  const { read } = context.database
  const view = viewOf(actor, place.spaceId)
  demandRights(await rightsIn(context, view, read), 'read')
  const file = await demandFile(read, view, place)
  const { content, size, modifiedAt } = await demandVersion(read, file, versionId)
  const body = await openContent(context, content)
  return { name: file.name, contentType: contentTypeOf(file.name), size, modifiedAt, body }
}
