import type { UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import type { SharesContext } from './context.ts'
import type { Share } from './share.ts'
import { findShare, listSharesOfOwner } from './share-repository.ts'

/** The user's shares, newest first; the ended ones stay, with their state. */
export function listShares(
  context: SharesContext,
  actor: UserActor,
  page: { limit: number; before?: number },
): Promise<Share[]> {
  return listSharesOfOwner(context.database.read, actor.tenant, actor.userId, page)
}

/** @throws IsthmusError `share-not-found` when the user has no such share */
export async function readShare(context: SharesContext, actor: UserActor, shareId: number): Promise<Share> {
  const share = await findShare(context.database.read, actor.tenant, shareId)
  if (share?.owner !== actor.userId) throw fault('share-not-found')
  return share
}
