import type { UserActor } from '../../platform/actor.ts'
import type { Entry } from '../browse/entry.ts'
import { readEntry } from '../browse/read-entry.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { makeFolder } from '../make-folder.ts'
import { nfc } from '../node-name.ts'

/**
 * Makes a folder, and shows it.
 * @throws ResourceError as `makeFolder`
 */
export async function makeEntryFolder(
  context: FilesContext,
  actor: UserActor,
  place: FilePlace,
): Promise<Entry> {
  await makeFolder(context, viewOf(actor, place.spaceId), nfc(place.path), { preconditions: {} })
  return readEntry(context, actor, place)
}
