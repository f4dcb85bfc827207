import { crashPoint } from '../platform/crash-points.ts'
import { AttemptCut, attemptJob, leaseMs } from './attempt-job.ts'
import { tellDelivery } from './delivery-topic.ts'
import type { JobOutcome } from './job.ts'
import type { JobsContext } from './jobs-context.ts'
import { claimJobs, hasDueJobs, type LeasedJob, nextDueTime, releaseAllJobs } from './lease-repository.ts'
import type { Outcomes } from './outcomes.ts'
import { settleJob } from './settle-job.ts'

/** Sleeps end no later, for what another process wrote and for what waits for one of its jobs. */
const longestSleepMs = 5_000

/** Takes due jobs from the database and runs them. */
export class Worker implements AsyncDisposable {
  readonly #context: JobsContext
  readonly #outcomes: Outcomes
  readonly #stop = new AbortController()
  readonly #running = new Map<AbortController, Promise<void>>()
  /** How many attempts have come to their end. */
  #ended = 0
  #sleep = new AbortController()
  #leftovers: boolean
  #loop: Promise<void> | undefined
  #claiming: Promise<unknown> = Promise.resolve()

  constructor(context: JobsContext, outcomes: Outcomes) {
    this.#context = context
    this.#outcomes = outcomes
    this.#leftovers = context.soleWorker
  }

  start(): void {
    this.#loop ??= this.#work()
  }

  /** Looks for due jobs now instead of at the next due time. */
  wake(): void {
    this.#sleep.abort()
  }

  /**
   * Runs until nothing is due and nothing is running.
   * @returns how many attempts this call has begun
   */
  async runDue(): Promise<number> {
    let begun = 0
    for (;;) {
      const ended = this.#ended
      const started = await this.#startDueJobs()
      begun += started
      // What ended meanwhile may have made room only after the look.
      if (this.#ended > ended) continue
      if (this.#running.size > 0) await Promise.race(this.#running.values())
      else if (started === 0) return begun
    }
  }

  /** Cuts running attempts short, waits a bounded time for them and gives their jobs back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.wake()
    await this.#loop
    await this.#claiming
    for (const attempt of this.#running.keys()) attempt.abort(new AttemptCut('stopped'))
    await Promise.all(this.#running.values())
  }

  async #work(): Promise<void> {
    const { clock, logger } = this.#context
    while (!this.#stop.signal.aborted) {
      // Made before looking, so that a wake while looking is not lost.
      this.#sleep = new AbortController()
      let sleepMs = longestSleepMs
      try {
        await this.#startDueJobs()
        sleepMs = await this.#untilNextDue()
      } catch (error) {
        logger.error('jobs.worker-failed', { error })
      }
      await clock.sleep(sleepMs, this.#sleep.signal)
    }
  }

  async #untilNextDue(): Promise<number> {
    const now = this.#context.clock.now()
    const next = await nextDueTime(this.#context.database.read, now)
    return next === undefined ? longestSleepMs : Math.min(next - now, longestSleepMs)
  }

  /** One claim at a time, so that two of them do not use the same free slots. */
  #startDueJobs(): Promise<number> {
    const started = this.#claiming.then(() => this.#claimAndStart())
    this.#claiming = started.catch(() => undefined)
    return started
  }

  async #claimAndStart(): Promise<number> {
    const { clock, database, ids, limits } = this.#context
    let started = 0
    for (;;) {
      const count = limits.concurrency - this.#running.size
      const now = clock.now()
      if (count <= 0 || this.#stop.signal.aborted) return started
      await this.#releaseLeftovers()
      if (!(await hasDueJobs(database.read, now, limits))) return started
      const claim = { now, limits, count, lease: ids.uuid(), leasedUntil: now + leaseMs }
      const jobs = await database.write(async (tx) => {
        const claimed = await claimJobs(tx, claim)
        for (const job of claimed) tellDelivery(tx, job)
        return claimed
      })
      if (jobs.length === 0) return started
      crashPoint('after-claim')
      for (const job of jobs) this.#run(job)
      started += jobs.length
    }
  }

  /** Once: what is leased before the first claim of the only worker was left by a process that died. */
  async #releaseLeftovers(): Promise<void> {
    if (!this.#leftovers) return
    const { clock, database } = this.#context
    await database.write((tx) => releaseAllJobs(tx, clock.now()))
    this.#leftovers = false
  }

  #run(job: LeasedJob): void {
    const attempt = new AbortController()
    const ended = this.#attempt(job, attempt).then(() => {
      this.#running.delete(attempt)
      this.#ended += 1
      this.wake()
    })
    this.#running.set(attempt, ended)
  }

  async #attempt(job: LeasedJob, attempt: AbortController): Promise<void> {
    const lastAttempt = this.#context.clock.now() >= job.deadlineAt
    const outcome = await attemptJob(this.#context, job, lastAttempt, attempt)
    crashPoint('before-settling')
    const written = await settleJob(this.#context, job, lastAttempt, outcome)
    this.#context.metrics.jobAttempts.add({ kind: job.kind, outcome: wordFor(written) })
    if (written !== undefined) this.#outcomes.tell(job.id, written)
  }
}

/** @param written - what `settleJob` has written */
function wordFor(written: JobOutcome | undefined): string {
  if (written === undefined) return 'cut'
  return 'done' in written ? 'done' : 'retry' in written ? 'retry' : 'given-up'
}
