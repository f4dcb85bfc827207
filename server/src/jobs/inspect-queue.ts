import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/index.ts'
import { countJobs, newestJobTime } from './jobs-repository.ts'
import { hasDueJobs } from './lease-repository.ts'

/** How the queue is, of all tenants. */
export interface QueueInspection {
  readonly waiting: number
  /** Jobs that were given up. */
  readonly dead: number
  /** Whether something that could run is not being run. */
  readonly stuck: boolean
  /** When the newest job was written, epoch milliseconds. */
  readonly newestAt?: number
}

/** A worker takes what is due within seconds; milliseconds. */
const longestDelay = 10 * 60_000
const noLimits = { concurrency: Number.MAX_SAFE_INTEGER, concurrencyPerPeer: Number.MAX_SAFE_INTEGER }

/** Looks at the queue, beside whoever works on it. @param now - epoch milliseconds */
export async function inspectQueue(executor: Kysely<Schema>, now: number): Promise<QueueInspection> {
  const counts = await countJobs(executor)
  const sum = (dead: boolean): number =>
    counts.reduce((total, { state, count }) => total + ((state === 'dead') === dead ? count : 0), 0)
  const newestAt = await newestJobTime(executor)
  return {
    waiting: sum(false),
    dead: sum(true),
    stuck: await hasDueJobs(executor, now - longestDelay, noLimits),
    ...(newestAt !== undefined && { newestAt }),
  }
}
