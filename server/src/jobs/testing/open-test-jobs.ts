import type { TenantId } from '../../platform/actor.ts'
import type { Database } from '../../platform/database/index.ts'
import { isBusy, openTemporaryDatabase } from '../../platform/database/testing/temporary-database.ts'
import { createIds } from '../../platform/ids.ts'
import { createMemoryLogger } from '../../platform/logging/index.ts'
import { createMetrics } from '../../platform/metrics/index.ts'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { createJobs, type JobOutcome, type JobRun, type JobsOptions, type NewJob } from '../index.ts'

export const tenant = 1 as TenantId

/** A queue on a clock of its own, without jitter; on a database of its own unless it is given one. */
export async function openTestJobs(options: Partial<JobsOptions> = {}) {
  const database = options.database ?? (await openTemporaryDatabase())
  const clock = createManualClock(undefined, () => isBusy(database))
  const logger = createMemoryLogger()
  const { metrics, expose } = createMetrics({ logger })
  const jobs = createJobs({
    clock,
    ids: createIds(clock.now),
    logger,
    metrics,
    random: () => 0.5,
    ...options,
    database,
  })
  return {
    database,
    clock,
    logger,
    /** The metrics as text. */
    measured: async () => (await expose()).text,
    jobs,
    enqueue: (job: Partial<NewJob> = {}) => enqueue(database, jobs, job),
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]()
      if (database !== options.database) await database[Symbol.asyncDispose]()
    },
  }
}

/** Writes a job of kind `test` unless it says otherwise; returns its id. */
export function enqueue(
  database: Database,
  jobs: { enqueue: ReturnType<typeof createJobs>['enqueue'] },
  job: Partial<NewJob>,
): Promise<string> {
  return database.write((tx) => jobs.enqueue(tx, { kind: 'test', tenant, payload: {}, ...job }))
}

/** A handler that stays in each attempt until the test ends it or it is cut short. */
export function gatedHandler() {
  const attempts: GatedAttempt[] = []
  const waiting: (() => void)[] = []
  return {
    attempts,
    run(job: JobRun): Promise<JobOutcome> {
      const { promise, resolve, reject } = Promise.withResolvers<JobOutcome>()
      job.signal.addEventListener('abort', () => reject(new Error('cut short')))
      attempts.push({ job, end: resolve })
      for (const look of waiting.splice(0)) look()
      return promise
    },
    /** Resolves with the `count` first attempts once they have begun. */
    async begun(count: number): Promise<GatedAttempt[]> {
      while (attempts.length < count) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
        })
      }
      return attempts.slice(0, count)
    },
  }
}

interface GatedAttempt {
  readonly job: JobRun
  end(outcome: JobOutcome): void
}
