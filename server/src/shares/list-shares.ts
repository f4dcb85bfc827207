import type { Kysely } from 'kysely'
import type { UserActor } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import type { SharesContext } from './context.ts'
import type { Share } from './share.ts'
import { findShare, listSharesOf } from './share-repository.ts'

/** What the user shares or passes on, and what others pass on of the user's; newest first. The ended ones stay. */
export function listShares(
  context: SharesContext,
  actor: UserActor,
  page: { limit: number; before?: number },
): Promise<Share[]> {
  return listSharesOf(context.database.read, actor.tenant, actor.userId, page)
}

/** @throws IsthmusError `share-not-found` when the user has no such share */
export function readShare(context: SharesContext, actor: UserActor, shareId: number): Promise<Share> {
  return demandOwnShare(context.database.read, actor, shareId)
}

/**
 * A share that the user may decide over: as the owner of what is shared, or as the one who passes it on.
 * @throws IsthmusError `share-not-found`
 */
export async function demandOwnShare(
  executor: Kysely<Schema>,
  actor: UserActor,
  shareId: number,
): Promise<Share> {
  const share = await findShare(executor, actor.tenant, shareId)
  if (share?.owner !== actor.userId && share?.initiator !== actor.userId) throw fault('share-not-found')
  return share
}
