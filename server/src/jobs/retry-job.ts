import type { TenantId } from '../platform/actor.ts'
import { afterCommit, type Tx } from '../platform/database/index.ts'
import { endPause } from './breakers-repository.ts'
import { tellDelivery } from './delivery-topic.ts'
import { defaultTimeToLiveMs } from './enqueue-job.ts'
import type { JobsContext } from './jobs-context.ts'
import { reviveJob } from './jobs-repository.ts'

/** What else is to be about a retry. */
export interface RetryOrder {
  /** From this time on (epoch milliseconds) there is one last attempt; 14 days from now when absent. */
  readonly deadlineAt?: number
  /** What is written with it. */
  also?(tx: Tx): Promise<void>
}

/**
 * Makes a dead or waiting job due now as if it were new, and lets it through to a peer whose breaker is open.
 * @returns whether there is such a job and nobody is running it
 */
export async function retryJob(
  context: JobsContext,
  tenant: TenantId,
  id: string,
  wake: () => void,
  order: RetryOrder = {},
): Promise<boolean> {
  const now = context.clock.now()
  const { deadlineAt = now + defaultTimeToLiveMs } = order
  return context.database.write(async (tx) => {
    const peer = await reviveJob(tx, tenant, id, { now, deadlineAt })
    if (peer === undefined) return false
    await endPause(tx, peer, now)
    tellDelivery(tx, { tenant, peer })
    await order.also?.(tx)
    afterCommit(tx, wake)
    return true
  })
}
