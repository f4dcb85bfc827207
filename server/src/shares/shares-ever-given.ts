import type { UserActor } from '../platform/actor.ts'
import type { SharesContext } from './context.ts'
import { findSharesEverGiven } from './share-history-repository.ts'

/** So many, the newest ones, tell enough of the history of one thing. */
const mostShares = 500

/**
 * All shares of a node that the user owns or has made, also those that are over.
 * @returns whom each is for, by the id of the share; the empty string for a link
 */
export function sharesEverGiven(
  { database }: SharesContext,
  actor: UserActor,
  nodeId: number,
): Promise<Map<number, string>> {
  return findSharesEverGiven(database.read, actor, nodeId, mostShares)
}
