import { type ResourceTree } from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import type { UserActor } from '../platform/actor.ts'
import { because } from '../platform/fault-reasons.ts'
import {
  allRights,
  type Permissions,
  permissionsOfRights,
  rightsOfPermissions,
} from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import { openLocalMount } from './local-tree.ts'
import { findMount, type Mount, noteRootFacts, noteStale, type RootFacts } from './mount-repository.ts'
import type { PeerCircuit } from './peer-circuit.ts'
import type { PeerCredentials } from './peer-credentials.ts'
import { isStanding } from './received-share.ts'
import { findReceivedShare } from './received-share-repository.ts'
import { connectTo } from './remote-connection.ts'
import { createRemoteTree, type RootNews } from './remote-tree.ts'
import type { ShareAddresses } from './share-addresses.ts'

/** What all open mounts of the process have in common. */
export interface PeerAccess {
  readonly circuit: PeerCircuit
  readonly credentials: PeerCredentials
  readonly addresses: ShareAddresses
}

/**
 * Opens what is mounted at a node. Nobody is asked before the tree is used.
 * @param signal - ends what the tree asks, and what streams from it
 * @throws ResourceError `not-found` when the share is no longer there for the user
 */
export async function openMount(
  context: MountsContext,
  access: PeerAccess,
  nodeId: number,
  actor: UserActor,
  signal: AbortSignal,
): Promise<ResourceTree> {
  const mount = await findMount(context.database.read, nodeId)
  if (mount === undefined) return openLocalMount(context, nodeId, actor)
  const tree = await treeOf(context, access, mount, signal)
  if (tree === undefined) throw new TreeRefusal('not-found', because('share-over'))
  return tree
}

/** The tree of a mount; `undefined` when its share is over. */
export async function treeOf(
  context: MountsContext,
  access: PeerAccess,
  mount: Mount,
  signal: AbortSignal,
): Promise<ResourceTree | undefined> {
  const share = await findReceivedShare(context.database.read, mount.tenant, mount.receivedShareId)
  if (share === undefined || !isStanding(share, context.clock.now())) return undefined
  const connection = connectTo(context, share, { ...access, signal, noteReach: reachNote(context, mount) })
  return createRemoteTree(context, mount, rightsOfPermissions(share.permissions), connection, {
    seen: (facts) => noteRoot(context, mount.nodeId, facts),
    changed: () => context.database.write((tx) => context.files.touchMount(tx, mount.nodeId)),
  })
}

/** Writes when it becomes another thing, and only then. */
function reachNote(context: MountsContext, mount: Mount): (within: boolean) => Promise<void> {
  let stale = mount.staleSince !== undefined
  return async (within) => {
    if (stale === !within) return
    stale = !within
    const since = stale ? context.clock.now() : undefined
    await context.database.write((tx) => noteStale(tx, [mount.nodeId], since))
  }
}

const everything: Permissions = permissionsOfRights(allRights)

/**
 * A root that looks different makes the folders above it change, so that sync clients look into it. One that was seen
 * in passing counts only when its entity tag is another one: other ways to look at it word the rest differently.
 */
async function noteRoot(
  context: MountsContext,
  nodeId: number,
  seen: Parameters<RootNews['seen']>[0],
): Promise<void> {
  const newFacts = (mount: Mount | undefined): RootFacts | undefined => {
    if (mount === undefined) return undefined
    const { rootFacts: known } = mount
    if (seen.permissions === undefined && known?.etag === seen.etag) return undefined
    const facts = { ...seen, permissions: seen.permissions ?? known?.permissions ?? everything }
    return known !== undefined && isSame(known, facts) ? undefined : facts
  }
  if (newFacts(await findMount(context.database.read, nodeId)) === undefined) return
  await context.database.write(async (tx) => {
    const facts = newFacts(await findMount(tx, nodeId))
    if (facts === undefined) return
    await noteRootFacts(tx, nodeId, facts)
    await context.files.touchMount(tx, nodeId)
  })
}

function isSame(one: RootFacts, other: RootFacts): boolean {
  return (
    one.kind === other.kind &&
    one.etag === other.etag &&
    one.modifiedAt === other.modifiedAt &&
    one.permissions === other.permissions &&
    one.size === other.size &&
    one.contentType === other.contentType
  )
}
