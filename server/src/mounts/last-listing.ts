import type { DavPath } from '@isthmus/webdav'
import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import type { MountsContext } from './context.ts'
import { type InboxItem, readInboxItem } from './inbox.ts'
import { listLocalMountsOfUser } from './local-mount-repository.ts'
import { openLocalMount } from './local-tree.ts'
import { listMountsOfShares } from './mount-repository.ts'
import { listRemoteNodes, type RemoteNode } from './remote-node-repository.ts'

/** What a folder of a mount held when its peer last answered. */
export interface LastListing {
  readonly entries: readonly ListedEntry[]
  /** There are more than are shown. */
  readonly truncated: boolean
  /** Epoch milliseconds since when the peer cannot be reached; absent while it answers. */
  readonly staleSince?: number
}

type ListedEntry = Pick<RemoteNode, 'id' | 'name' | 'kind' | 'size' | 'etag' | 'modifiedAt' | 'seenAt'>

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
  if (item.source === 'local') return listingNow(context, actor, item, path)
  const [mount] = await listMountsOfShares(context.database.read, [item.share.id])
  if (mount === undefined) throw withoutPlace()
  const nodes = await listRemoteNodes(context.database.read, mount.nodeId, path.join('/'), longest + 1)
  return {
    entries: nodes.slice(0, longest),
    truncated: nodes.length > longest,
    ...(mount.staleSince === undefined ? {} : { staleSince: mount.staleSince }),
  }
}

/** What is on this server is never stale. */
async function listingNow(
  context: MountsContext,
  actor: UserActor,
  { offer }: Extract<InboxItem, { source: 'local' }>,
  path: DavPath,
): Promise<LastListing> {
  const [mount] = await listLocalMountsOfUser(context.database.read, actor.userId, [offer.shareId])
  if (mount === undefined) throw withoutPlace()
  const tree = await openLocalMount(context, mount.nodeId, actor)
  const seenAt = context.clock.now()
  const entries: ListedEntry[] = []
  for await (const child of (await tree.list(path)).children) {
    const { name, kind, etag, modifiedAt, fileId } = child
    const size = child.kind === 'file' ? { size: child.size } : {}
    entries.push({ id: Number(fileId), name, kind, etag, modifiedAt, seenAt, ...size })
    if (entries.length > longest) break
  }
  return { entries: entries.slice(0, longest), truncated: entries.length > longest }
}

function withoutPlace() {
  return fault('inbox-item-answered', { because: because('only-accepted-listed') })
}
