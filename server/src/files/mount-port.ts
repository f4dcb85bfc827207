import type { ResourceRights, ResourceTree } from '@isthmus/webdav'
import type { Actor, UserActor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'

/** What is known, without asking anybody, about what a mount shows. */
export interface MountFacts {
  readonly kind: 'file' | 'folder'
  /** Strong entity tag of the other side, without quotes; absent before it was seen, or when it has none. */
  readonly etag?: string
  /** Bytes; of a file. */
  readonly size?: number
  readonly contentType?: string
  /** Epoch milliseconds. */
  readonly modifiedAt?: number
  readonly rights: ResourceRights
}

/**
 * The port through which the file tree shows what another room provides (a federated share). This room keeps the
 * name and the place of a mount and knows nothing else about it.
 */
export interface MountPort {
  /**
   * Facts about mounts, for listings and for the mount points themselves: one query for all of them, and never a
   * question to a peer, so that a peer in trouble is not felt by whoever looks at the folder around.
   * @returns facts by node id; a mount that is missing has certainly been removed
   */
  describe(nodeIds: readonly number[]): Promise<Map<number, MountFacts>>

  /**
   * The tree behind a mount, rooted at the mount; a mounted file is at `[]`. The tree tells `touchMount` itself
   * about changes, those that went through it included.
   * @param actor - where it was made for one request, the tree ends with that
   * @throws ResourceError `unavailable`, when the peer is known to be down
   */
  open(nodeId: number, actor: UserActor): Promise<ResourceTree>

  /**
   * The mount is removed, by its user or with its user: leave what it showed. Runs in the transaction that removes the
   * node; never refuses.
   */
  removed(tx: Tx, nodeId: number, actor: Actor): Promise<void>
}
