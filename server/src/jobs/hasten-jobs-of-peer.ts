import { afterCommit } from '../platform/database/index.ts'
import { deleteBreaker } from './breakers-repository.ts'
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
    await hastenJobs(tx, peer, clock.now())
    afterCommit(tx, wake)
  })
}
