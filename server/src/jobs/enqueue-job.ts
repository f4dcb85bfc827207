import type { Tx } from '../platform/database/index.ts'
import { tellDelivery } from './delivery-topic.ts'
import type { NewJob } from './job.ts'
import type { JobsContext } from './jobs-context.ts'
import { insertJob } from './jobs-repository.ts'

/** How long a job is tried when nothing else is said. */
export const defaultTimeToLiveMs = 14 * 86_400_000
const longestPayload = 1000

/**
 * Writes a job into the transaction that makes it necessary.
 * @returns its id
 * @throws RangeError when the payload is longer than ids are
 */
export async function enqueueJob({ clock, ids }: JobsContext, tx: Tx, job: NewJob): Promise<string> {
  const payload = JSON.stringify(job.payload)
  if (payload.length > longestPayload)
    throw new RangeError(`The payload of a ${job.kind} job holds more than ids`)
  const id = ids.uuid()
  const now = clock.now()
  const { tenant, peer = '' } = job
  await insertJob(tx, {
    id,
    tenant,
    kind: job.kind,
    payload,
    orderKey: job.orderKey ?? null,
    peer,
    runAt: job.runAt ?? now,
    deadlineAt: job.deadlineAt ?? now + defaultTimeToLiveMs,
    now,
  })
  tellDelivery(tx, { tenant, peer })
  return id
}
