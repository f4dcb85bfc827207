import type { TenantId } from '../platform/actor.ts'
import { afterCommit } from '../platform/database/index.ts'
import { endPause } from './breakers-repository.ts'
import { defaultTimeToLiveMs } from './enqueue-job.ts'
import type { JobsContext } from './jobs-context.ts'
import { reviveJob } from './jobs-repository.ts'

/**
 * Makes a dead or waiting job due now as if it were new, and lets it through to a peer whose breaker is open.
 * @returns whether there is such a job and nobody is running it
 */
export async function retryJob(
  context: JobsContext,
  tenant: TenantId,
  id: string,
  wake: () => void,
): Promise<boolean> {
  const now = context.clock.now()
  return context.database.write(async (tx) => {
    const peer = await reviveJob(tx, tenant, id, { now, deadlineAt: now + defaultTimeToLiveMs })
    if (peer === undefined) return false
    await endPause(tx, peer, now)
    afterCommit(tx, wake)
    return true
  })
}
