import { afterCommit, type Tx } from '../platform/database/index.ts'
import { deleteBreaker } from './breakers-repository.ts'
import { tellDelivery } from './delivery-topic.ts'
import type { JobsContext } from './jobs-context.ts'
import { hastenJobs } from './jobs-repository.ts'

/** Somebody has seen that a server works: its breaker closes, and what waits for another attempt at it does not wait on. */
export async function hastenJobsOfPeer(
  { database, clock }: JobsContext,
  peer: string,
  wake: () => void,
): Promise<void> {
  await database.write(async (tx) => {
    await deleteBreaker(tx, peer)
    await hastenWaiting(tx, peer, clock.now())
    afterCommit(tx, wake)
  })
}

/** What waits for another attempt at this peer does not wait on. */
export async function hastenWaiting(tx: Tx, peer: string, now: number): Promise<void> {
  for (const tenant of await hastenJobs(tx, peer, now)) tellDelivery(tx, { tenant, peer })
}
