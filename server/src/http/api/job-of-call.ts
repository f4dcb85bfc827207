import type { Job } from '../../jobs/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Call } from '../route.ts'

/** The job that the address names. @throws IsthmusError `not-found` */
export async function jobOfCall({
  application,
  actor,
  params,
}: Pick<Call<'admin'>, 'application' | 'actor' | 'params'>): Promise<Job> {
  const job = await application.jobs.find(actor.tenant, params['id'] ?? '')
  if (job !== undefined) return job
  throw fault('not-found', { because: because('no-such-job') })
}

/** Why a job cannot be retried or dropped, that was there a moment ago. */
export function refuseRunningJob(): Error {
  return fault('conflict', { because: because('job-being-run') })
}
