import type { UserActor } from '../platform/actor.ts'
import type { SharesContext } from './context.ts'
import { countOpenShares, type ShareCount } from './share-count-repository.ts'

/**
 * How many shares of files and folders stand which the user owns or has made, links among them.
 * @returns by node id; those without any are missing
 */
export function countShares(
  { database, clock }: SharesContext,
  actor: UserActor,
  nodeIds: readonly number[],
): Promise<Map<number, ShareCount>> {
  return countOpenShares(database.read, { ...actor, nodeIds, now: clock.now() })
}
