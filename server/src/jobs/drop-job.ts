import type { TenantId } from '../platform/actor.ts'
import { afterCommit } from '../platform/database/index.ts'
import { tellDelivery } from './delivery-topic.ts'
import type { JobsContext } from './jobs-context.ts'
import { deleteIdleJob } from './jobs-repository.ts'

/**
 * Removes a dead or waiting job. One that was still waiting is given up with the reason `dropped`.
 * @returns whether there is such a job and nobody is running it
 */
export async function dropJob(
  context: JobsContext,
  tenant: TenantId,
  id: string,
  wake: () => void,
): Promise<boolean> {
  return context.database.write(async (tx) => {
    const dropped = await deleteIdleJob(tx, tenant, id)
    if (dropped === undefined) return false
    tellDelivery(tx, dropped)
    if (!dropped.dead) await context.handlers.get(dropped.kind)?.givenUp?.(tx, dropped, 'dropped')
    // What stood behind it in its order may run.
    afterCommit(tx, wake)
    return true
  })
}
