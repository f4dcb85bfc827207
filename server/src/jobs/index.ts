/**
 * The durable queue: what has to happen outside of the database after a change, written in the transaction of that
 * change and done at least once, whatever dies meanwhile.
 *
 * A job names rows, its handler reads them as they are when it runs and talks to the world. Jobs of one order key run
 * one after the other; a peer in trouble delays its own jobs and nobody else's.
 */
import type { TenantId } from '../platform/actor.ts'
import { afterCommit, type Tx } from '../platform/database/index.ts'
import type { Breaker } from './breaker.ts'
import { countOpenBreakers, findBreaker, findBreakers } from './breakers-repository.ts'
import { cleanUpJobs } from './clean-up-jobs.ts'
import { dropJob } from './drop-job.ts'
import { enqueueJob } from './enqueue-job.ts'
import { firstOutcome } from './first-outcome.ts'
import { hastenJobsOfPeer } from './hasten-jobs-of-peer.ts'
import type { Job, JobFilter, JobHandler, JobOutcome, JobState, NewJob } from './job.ts'
import type { JobsOptions } from './jobs-context.ts'
import { countJobs, countJobsOfPeer, findJob, findJobs, findJobsByOrderKey } from './jobs-repository.ts'
import { Outcomes } from './outcomes.ts'
import { type RetryOrder, retryJob } from './retry-job.ts'
import { type ScheduledRun, Schedules } from './schedules.ts'
import { Worker } from './worker.ts'

export { deliveryTopic } from './delivery-topic.ts'
export { inspectQueue, type QueueInspection } from './inspect-queue.ts'
export type { Job, JobHandler, JobOutcome, JobPayload, JobRun, JobState, JobSubject, NewJob } from './job.ts'
export { jobStates } from './job.ts'
export type { JobsOptions } from './jobs-context.ts'
export type { ScheduledRun } from './schedules.ts'

/** Dispose it to stop: running attempts are cut short and given back, which takes some seconds at most. */
export interface Jobs extends AsyncDisposable {
  /** Names who runs the jobs of a kind; before `start`. */
  handle(kind: string, handler: JobHandler): void
  /**
   * Writes a job into a transaction; workers hear of it after the commit.
   * @returns its id
   */
  enqueue(tx: Tx, job: NewJob): Promise<string>
  /**
   * Runs something at the start and then every `ms` in this process, as long as it is up: sweeps, expiry. Must do no
   * harm when it runs in several processes.
   */
  every(name: string, ms: number, run: ScheduledRun): void
  /**
   * Waits for the first attempt of a job; ask after the commit. `pending` when there was none within `timeoutMs`, at
   * once when the breaker of its peer is open.
   */
  firstOutcome(jobId: string, timeoutMs: number): Promise<JobOutcome | 'pending'>
  /** Starts to run jobs and schedules. */
  start(): void
  /** The jobs of a tenant, oldest first, 500 at most. */
  list(tenant: TenantId, filter?: JobFilter): Promise<Job[]>
  /** How many jobs of a tenant that talk to one server are yet to be done, and how many were given up. */
  countFor(tenant: TenantId, peer: string): Promise<{ readonly waiting: number; readonly dead: number }>
  /** How many jobs a tenant has of each kind and state. */
  count(tenant: TenantId): Promise<{ kind: string; state: JobState; count: number }[]>
  find(tenant: TenantId, jobId: string): Promise<Job | undefined>
  /** The jobs of a kind that there are with any of these order keys. */
  findByOrderKey(tenant: TenantId, kind: string, orderKeys: readonly string[]): Promise<Job[]>
  /** Makes a dead or waiting job due now; false when there is none or it is running. */
  retry(tenant: TenantId, jobId: string, order?: RetryOrder): Promise<boolean>
  /** Removes a dead or waiting job; false when there is none or it is running. */
  drop(tenant: TenantId, jobId: string): Promise<boolean>
  /** Somebody has seen that a server works: what waits for another attempt at it does not wait on. */
  hasten(peer: string): Promise<void>
  /** How often in a row a peer did not answer, and until when it is left alone; `undefined` when all is well. */
  troubleWith(peer: string): Promise<Breaker | undefined>
  /** The same for several, by peer. */
  troublesWith(peers: readonly string[]): Promise<ReadonlyMap<string, Breaker>>
  /**
   * Runs jobs, started or not, until nothing is due and nothing is running.
   * @returns how many attempts this call has begun
   */
  runDue(): Promise<number>
}

/** Several processes may have one each on the same database. */
export function createJobs(options: JobsOptions): Jobs {
  const handlers = new Map<string, JobHandler>()
  const context = {
    soleWorker: false,
    limits: { concurrency: 32, concurrencyPerPeer: 4 },
    random: Math.random,
    ...options,
    handlers,
  }
  const { clock, database, logger, metrics } = context
  const outcomes = new Outcomes()
  const worker = new Worker(context, outcomes)
  const schedules = new Schedules(clock, logger)
  const wake = () => {
    worker.wake()
    database.others?.wake(wakeTopic)
  }
  let stopListening: (() => void) | undefined
  metrics.jobs.read(async () =>
    (await countJobs(database.read)).map(({ kind, state, count }) => ({
      labels: { kind, state },
      value: count,
    })),
  )
  metrics.jobBreakersOpen.read(async () => [
    { labels: {}, value: await countOpenBreakers(database.read, clock.now()) },
  ])
  schedules.every('clean-up-jobs', cleanUpEveryMs, (signal) => cleanUpJobs(context, signal))

  return {
    handle(kind, handler) {
      if (handlers.has(kind)) throw new Error(`There are two handlers for ${kind} jobs`)
      handlers.set(kind, handler)
    },
    enqueue(tx, job) {
      afterCommit(tx, wake)
      return enqueueJob(context, tx, job)
    },
    every: (name, ms, run) => schedules.every(name, ms, run),
    firstOutcome: (jobId, timeoutMs) => firstOutcome(context, outcomes, jobId, timeoutMs),
    start() {
      worker.start()
      stopListening ??= database.others?.onWake(wakeTopic, () => worker.wake())
      schedules.start()
    },
    list: (tenant, filter = {}) => findJobs(database.read, tenant, { ...filter, limit: longestList }),
    countFor: (tenant, peer) => countJobsOfPeer(database.read, tenant, peer),
    count: (tenant) => countJobs(database.read, tenant),
    find: (tenant, jobId) => findJob(database.read, tenant, jobId),
    findByOrderKey: (tenant, kind, orderKeys) => findJobsByOrderKey(database.read, tenant, kind, orderKeys),
    retry: (tenant, jobId, order) => retryJob(context, tenant, jobId, wake, order),
    drop: (tenant, jobId) => dropJob(context, tenant, jobId, wake),
    hasten: (peer) => hastenJobsOfPeer(context, peer, wake),
    troubleWith: (peer) => findBreaker(database.read, peer),
    troublesWith: (peers) => findBreakers(database.read, peers),
    runDue: () => worker.runDue(),
    async [Symbol.asyncDispose]() {
      stopListening?.()
      await Promise.all([worker[Symbol.asyncDispose](), schedules[Symbol.asyncDispose]()])
    },
  }
}

const wakeTopic = 'jobs'
const cleanUpEveryMs = 600_000
const longestList = 500
