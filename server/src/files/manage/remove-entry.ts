import type { UserActor } from '../../platform/actor.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { nfc } from '../node-name.ts'
import { removeNode } from '../remove-node.ts'

/**
 * Removes a file or folder; what was shared with the user is left.
 * @returns the item of the trash that it is now; `undefined` when it went to no trash of this user: what was left, and
 *   what lies on another server
 * @throws ResourceError as `removeNode`
 */
export async function removeEntry(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
): Promise<number | undefined> {
  const { trashed } = await removeNode(context, viewOf(actor, spaceId), nfc(path), { preconditions: {} })
  return trashed
}
