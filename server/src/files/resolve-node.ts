import type { UserActor } from '../platform/actor.ts'
import type { FilesContext } from './context.ts'
import { type FilePlace, viewOf } from './file-place.ts'
import type { Node } from './node.ts'
import { nfc } from './node-name.ts'
import { locate, mountAt } from './place.ts'
import { rightsIn } from './view.ts'

/**
 * What is at a place in the user's own space, or in a team's; for a path that leads into a mount, the mount.
 * @throws ResourceError `not-found`, for who does not belong to the team
 */
export async function resolveNode(
  context: FilesContext,
  actor: UserActor,
  { spaceId, path }: FilePlace,
): Promise<Node | undefined> {
  const { read } = context.database
  const view = viewOf(actor, spaceId)
  await rightsIn(context, view, read)
  const place = await locate(read, view, nfc(path))
  return mountAt(place)?.mount ?? (place.kind === 'node' ? place.node : undefined)
}
