import type { UserActor } from '../../platform/actor.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { nfc } from '../node-name.ts'
import { statNode } from '../stat-node.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { type Entry, entryOf } from './entry.ts'

/**
 * One file or folder, with the locks that cover it.
 * @throws ResourceError `not-found`; behind a mount what its tree refuses with
 */
export async function readEntry(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
): Promise<Entry> {
  const place = nfc(path)
  const resource = await statNode(context, viewOf(actor, spaceId), place, { locks: true })
  if (resource === undefined) throw new TreeRefusal('not-found', because('nothing-here'))
  return entryOf(resource, place)
}
