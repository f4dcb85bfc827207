import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import type { JobPayload } from './job.ts'

type Executor = Kysely<Schema>

/** How much may run at once. */
export interface JobLimits {
  readonly concurrency: number
  readonly concurrencyPerPeer: number
}

/** A job that a worker has taken: until its lease ends it is nobody else's. */
export interface LeasedJob {
  readonly id: string
  readonly lease: string
  readonly kind: string
  readonly tenant: TenantId
  readonly payload: JobPayload
  readonly peer: string
  readonly attempts: number
  readonly deadlineAt: number
}

/** What ties a writer to its claim: without the lease that it was given it changes nothing. */
type Held = Pick<LeasedJob, 'id' | 'lease'>

/** Whether `claimJobs` would find anything. Takes no lock. */
export async function hasDueJobs(executor: Executor, now: number, limits: JobLimits): Promise<boolean> {
  const { rows } = await sql`${dueJobs(now, limits, 1)}`.execute(executor)
  return rows.length > 0
}

/**
 * Takes jobs that are due, longest due first, at most one of each peer at a time: call it again until it finds none.
 * @param lease - names this claim
 * @param leasedUntil - epoch milliseconds; renewed while the job runs
 */
export async function claimJobs(
  tx: Tx,
  claim: { now: number; limits: JobLimits; count: number; lease: string; leasedUntil: number },
): Promise<LeasedJob[]> {
  const rows = await tx
    .updateTable('jobs')
    .set((eb) => ({ lease: claim.lease, run_at: claim.leasedUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', sql<string>`(${dueJobs(claim.now, claim.limits, claim.count)})`)
    .returning(['id', 'tenant_id', 'kind', 'payload', 'peer', 'attempts', 'deadline_at'])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    lease: claim.lease,
    kind: row.kind,
    tenant: row.tenant_id as TenantId,
    payload: JSON.parse(row.payload) as JobPayload,
    peer: row.peer,
    attempts: row.attempts,
    deadlineAt: row.deadline_at,
  }))
}

/**
 * The ids of the first job of each peer that may start now. Peers are visited by jumping from one to the next in the
 * index `jobs_due`, so that a long queue for one peer costs the others nothing.
 */
function dueJobs(now: number, limits: JobLimits, count: number): RawBuilder<string> {
  return sql`
    WITH RECURSIVE ${queues},
    heads (id) AS (
      SELECT (
        SELECT job.id FROM jobs AS job
        WHERE job.state = 'waiting' AND job.peer = queues.peer AND job.run_at <= ${now} AND NOT EXISTS (
          SELECT 1 FROM jobs AS earlier
          WHERE earlier.order_key = job.order_key AND earlier.position < job.position AND earlier.state = 'waiting'
        )
        ORDER BY job.run_at, job.id LIMIT 1
      )
      FROM queues LEFT JOIN job_peers ON job_peers.peer = queues.peer
      WHERE queues.peer IS NOT NULL AND coalesce(job_peers.open_until, 0) <= ${now} AND (
        SELECT count(*) FROM jobs AS running
        WHERE running.lease IS NOT NULL AND running.peer = queues.peer AND running.run_at > ${now}
      ) < CASE
        WHEN queues.peer = '' THEN ${limits.concurrency}
        -- A peer in trouble gets one job at a time: when its breaker has opened, that one is the probe.
        -- PostgreSQL takes the type of all from this one.
        WHEN job_peers.failures > 0 THEN cast(1 AS bigint)
        ELSE ${limits.concurrencyPerPeer}
      END
    )
    SELECT jobs.id FROM heads JOIN jobs ON jobs.id = heads.id ORDER BY jobs.run_at, jobs.id LIMIT ${count}`
}

/** All peers that have waiting jobs, the empty one for jobs without a peer among them; then one NULL. */
const queues = sql`
  queues (peer) AS (
    SELECT min(peer) FROM jobs WHERE state = 'waiting'
    UNION ALL
    SELECT (SELECT min(peer) FROM jobs WHERE state = 'waiting' AND peer > queues.peer)
    FROM queues WHERE queues.peer IS NOT NULL
  )`

/**
 * When the next job comes due, or a breaker lets a probe through.
 * @returns epoch milliseconds after `now`; `undefined` when nothing is waiting for a time
 */
export async function nextDueTime(executor: Executor, now: number): Promise<number | undefined> {
  const { rows } = await sql<{ next: number | null }>`
    WITH RECURSIVE ${queues}
    SELECT min(CASE
      WHEN job_peers.open_until > ${now} THEN job_peers.open_until
      ELSE (SELECT min(run_at) FROM jobs WHERE state = 'waiting' AND peer = queues.peer AND run_at > ${now})
    END) AS next
    FROM queues LEFT JOIN job_peers ON job_peers.peer = queues.peer
    WHERE queues.peer IS NOT NULL`.execute(executor)
  return rows[0]?.next ?? undefined
}

/** @returns whether the lease still held */
export async function renewLease(tx: Tx, held: Held, leasedUntil: number): Promise<boolean> {
  return changeHeld(tx, held, { run_at: leasedUntil })
}

/** Takes a job that is done out of the queue. @returns whether the lease still held */
export async function finishJob(tx: Tx, { id, lease }: Held): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('jobs')
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Puts a job back for another attempt. @returns whether the lease still held */
export async function postponeJob(tx: Tx, held: Held, runAt: number, reason: string): Promise<boolean> {
  return changeHeld(tx, held, { lease: null, run_at: runAt, last_error: reason })
}

/** Puts a job back as if the attempt had not been. @returns whether the lease still held */
export async function releaseJob(tx: Tx, held: Held, now: number): Promise<boolean> {
  return changeHeld(tx, held, { lease: null, run_at: now, attempts: sql<number>`attempts - 1` })
}

/** Keeps a job that was given up as a dead letter. @returns whether the lease still held */
export async function buryJob(tx: Tx, held: Held, now: number, reason: string): Promise<boolean> {
  return changeHeld(tx, held, { lease: null, state: 'dead', run_at: now, last_error: reason })
}

interface HeldChange {
  readonly run_at: number
  readonly lease?: null
  readonly state?: string
  readonly last_error?: string
  readonly attempts?: RawBuilder<number>
}

async function changeHeld(tx: Tx, { id, lease }: Held, change: HeldChange): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jobs')
    .set(change)
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Makes every leased job due: for a worker that knows that the ones before it are dead. */
export async function releaseAllJobs(tx: Tx, now: number): Promise<void> {
  await tx.updateTable('jobs').set({ lease: null, run_at: now }).where('lease', 'is not', null).execute()
}
