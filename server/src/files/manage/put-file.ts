import type { Readable } from 'node:stream'
import type { WriteOptions } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { type Entry, entryOf } from '../browse/entry.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { nfc } from '../node-name.ts'
import { writeFile } from '../write-file.ts'

/** A file that was written, and whether there was none before. */
export interface PutFile {
  readonly created: boolean
  readonly entry: Entry
}

/**
 * Creates a file or replaces its contents.
 * @throws ResourceError as `writeFile`
 */
export async function putFile(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
  body: Readable,
  options: WriteOptions,
): Promise<PutFile> {
  const place = nfc(path)
  const { created, resource } = await writeFile(context, viewOf(actor, spaceId), place, body, options)
  return { created, entry: entryOf(resource, place) }
}
