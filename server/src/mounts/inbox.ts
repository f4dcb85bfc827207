import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { MountsContext } from './context.ts'
import { listMountsOfShares, type Mount } from './mount-repository.ts'
import type { ReceivedShare } from './received-share.ts'
import { findReceivedShareOfUser, listInbox as listRows } from './received-share-repository.ts'

/** A received share as its recipient sees it. */
export interface InboxItem {
  readonly share: ReceivedShare
  /** Where it is in the recipient's tree, once accepted. */
  readonly place?: { readonly path: readonly string[]; readonly staleSince?: number }
}

/** What others share with the user, newest first; the ended ones stay, with their state. */
export async function listInbox(
  context: MountsContext,
  actor: UserActor,
  page: { limit: number; before?: number },
): Promise<InboxItem[]> {
  const shares = await listRows(context.database.read, actor.tenant, actor.userId, page)
  return itemsOf(context, shares)
}

/** @throws IsthmusError `inbox-item-not-found` when the user has no such item */
export async function readInboxItem(
  context: MountsContext,
  actor: UserActor,
  id: number,
): Promise<InboxItem> {
  const share = await findReceivedShareOfUser(context.database.read, actor.tenant, actor.userId, id)
  const [item] = share === undefined ? [] : await itemsOf(context, [share])
  if (item === undefined) throw fault('inbox-item-not-found')
  return item
}

async function itemsOf(context: MountsContext, shares: readonly ReceivedShare[]): Promise<InboxItem[]> {
  const mounts = await listMountsOfShares(
    context.database.read,
    shares.map((share) => share.id),
  )
  const paths = await context.files.pathsOf(mounts.map((mount) => mount.nodeId))
  const places = new Map(mounts.map((mount) => [mount.receivedShareId, placeOf(mount, paths)]))
  return shares.map((share) => {
    const place = places.get(share.id)
    return { share: withoutSecret(share), ...(place === undefined ? {} : { place }) }
  })
}

function placeOf(mount: Mount, paths: ReadonlyMap<number, readonly string[]>): InboxItem['place'] {
  const path = paths.get(mount.nodeId)
  if (path === undefined) return undefined
  return { path, ...(mount.staleSince === undefined ? {} : { staleSince: mount.staleSince }) }
}

function withoutSecret(
  share: ReceivedShare & { secretSealed?: string; secretLookup?: string },
): ReceivedShare {
  const { secretSealed: _sealed, secretLookup: _lookup, ...visible } = share
  return visible
}
