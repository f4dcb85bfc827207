import type { DavPath } from '@isthmus/webdav'
import type { UserId } from '../platform/actor.ts'
import type { MountsContext } from './context.ts'
import { listLocalMountsOfUser } from './local-mount-repository.ts'

/** Where a user has shares of people on this server, by share id; those that have no place are missing. */
export async function placesOfShares(
  { database, files }: MountsContext,
  user: UserId,
  shareIds: readonly number[],
): Promise<Map<number, DavPath>> {
  const mounts = await listLocalMountsOfUser(database.read, user, shareIds)
  const paths = await files.pathsOf(mounts.map(({ nodeId }) => nodeId))
  const places = new Map<number, DavPath>()
  for (const { shareId, nodeId } of mounts) {
    const path = paths.get(nodeId)
    if (path !== undefined) places.set(shareId, path)
  }
  return places
}
