import type { FilePlace } from '../files/index.ts'
import type { UserActor, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { type Permissions, permissionsOfRights, type Rights } from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import type { Share } from './share.ts'
import { findShare } from './share-repository.ts'

/** What somebody may share, and how much of it. */
export interface Shareable {
  readonly nodeId: number
  readonly kind: 'file' | 'folder'
  readonly name: string
  readonly owner: UserId
  /** The share that would be passed on. */
  readonly parentId?: number
  /** No share of it can allow more. */
  readonly most: Permissions
}

/** Through how many hands a share goes at most. */
const longestChain = 8

/**
 * Looks up what is at a place and whether the user may share it, in the transaction that writes the share: what is
 * removed meanwhile is not shared.
 *
 * What somebody on this server shared may be passed on by who has the right to; what is on another server is shared by
 * its owner alone.
 * @throws IsthmusError `node-not-found`, `resource-in-mount`, `forbidden`
 */
export async function demandShareable(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  place: FilePlace,
): Promise<Shareable> {
  const found = await context.files.resolvePlace(tx, actor, place)
  if (found === undefined) throw notFound(place)
  if (found.kind === 'mount') return demandPassable(context, tx, actor, place, found)
  const { node } = found
  const rights = await context.files.rightsOn(tx, actor, node.id)
  if (rights?.share !== true) {
    throw fault('forbidden', { because: because('role-without-sharing') })
  }
  const { id: nodeId, kind, name } = node
  return { nodeId, kind, name, owner: actor.userId, most: permissionsOfRights(rights) }
}

async function demandPassable(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  place: FilePlace,
  { node: mount, rest }: { node: { readonly id: number }; rest: readonly string[] },
): Promise<Shareable> {
  const shareId = await context.localShareAt(tx, mount.id)
  if (shareId === undefined) {
    throw fault('resource-in-mount', {
      because: because('received-from-elsewhere'),
    })
  }
  const parent = await findShare(tx, actor.tenant, shareId)
  const rights = parent && (await rightsOfShare(context, tx, parent))
  if (parent === undefined || rights === undefined) throw notFound(place)
  await demandMayPassOn(context, tx, actor, parent, rights)
  const node = await context.files.resolveBelow(tx, actor, parent.nodeId, rest)
  if (node === undefined) throw notFound(place)
  const { id: nodeId, kind, name } = node
  return { nodeId, kind, name, owner: parent.owner, parentId: parent.id, most: permissionsOfRights(rights) }
}

async function demandMayPassOn(
  context: SharesContext,
  tx: Tx,
  actor: UserActor,
  parent: Share,
  rights: Rights,
): Promise<void> {
  const owners = await context.accounts.usersById(tx, actor.tenant, [parent.owner])
  const owner = owners.get(parent.owner)?.username ?? parent.owner
  if (!rights.share) throw fault('forbidden', { because: because('shared-for-yourself', { owner }) })
  if (!(await context.accounts.may(actor, 'reshare', tx))) {
    throw fault('forbidden', { because: because('may-not-pass-on', { owner }) })
  }
  let hands = 1
  for (let share = parent; share.parentId !== undefined; hands += 1) {
    const next = await findShare(tx, actor.tenant, share.parentId)
    if (next === undefined) break
    share = next
  }
  if (hands >= longestChain) {
    throw fault('forbidden', { because: because('too-many-hands', { owner }) })
  }
}

function notFound({ path }: FilePlace) {
  return fault('node-not-found', { because: because('no-such-path', { path: `/${path.join('/')}` }) })
}
