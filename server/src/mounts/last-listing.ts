import type { DavPath } from '@isthmus/webdav'
import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { MountsContext } from './context.ts'
import { readInboxItem } from './inbox.ts'
import { listMountsOfShares } from './mount-repository.ts'
import { listRemoteNodes, type RemoteNode } from './remote-node-repository.ts'

/** What a folder of a mount held when its peer last answered. */
export interface LastListing {
  /** By name. */
  readonly entries: readonly RemoteNode[]
  /** There are more than are shown. */
  readonly truncated: boolean
  /** Epoch milliseconds since when the peer cannot be reached; absent while it answers. */
  readonly staleSince?: number
}

const longest = 10_000

/**
 * Shows what was last seen in an accepted share, without asking its server.
 * @throws IsthmusError `inbox-item-not-found`; `inbox-item-answered` when it has no place in the tree
 */
export async function lastListing(
  context: MountsContext,
  actor: UserActor,
  id: number,
  path: DavPath,
): Promise<LastListing> {
  const item = await readInboxItem(context, actor, id)
  const [mount] = await listMountsOfShares(context.database.read, [item.share.id])
  if (mount === undefined) {
    throw fault('inbox-item-answered', { detail: 'Only an accepted share has a listing.' })
  }
  const nodes = await listRemoteNodes(context.database.read, mount.nodeId, path.join('/'), longest + 1)
  return {
    entries: nodes.slice(0, longest),
    truncated: nodes.length > longest,
    ...(mount.staleSince === undefined ? {} : { staleSince: mount.staleSince }),
  }
}
