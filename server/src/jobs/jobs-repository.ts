import { type Kysely, type Selectable, sql } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import type { Job, JobFilter, JobPayload, JobState, JobSubject } from './job.ts'

type Executor = Kysely<Schema>

interface NewJobRow {
  readonly id: string
  readonly tenant: TenantId
  readonly kind: string
  readonly payload: string
  readonly orderKey: string | null
  readonly peer: string
  readonly runAt: number
  readonly deadlineAt: number
  readonly now: number
}

/** Writes a job behind all that have its order key. */
export async function insertJob(tx: Tx, job: NewJobRow): Promise<void> {
  await tx
    .insertInto('jobs')
    .values((eb) => ({
      id: job.id,
      tenant_id: job.tenant,
      kind: job.kind,
      payload: job.payload,
      order_key: job.orderKey,
      position: eb
        .selectFrom('jobs')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('position'))
        .where('order_key', '=', job.orderKey),
      peer: job.peer,
      state: 'waiting',
      run_at: job.runAt,
      attempts: 0,
      deadline_at: job.deadlineAt,
      lease: null,
      last_error: null,
      created_at: job.now,
    }))
    .execute()
}

/** Makes what waits for another attempt at this peer due. @returns whose that is */
export async function hastenJobs(tx: Tx, peer: string, now: number): Promise<TenantId[]> {
  const rows = await tx
    .updateTable('jobs')
    .set({ run_at: now })
    .where('state', '=', 'waiting')
    .where('peer', '=', peer)
    .where('run_at', '>', now)
    .where('attempts', '>', 0)
    .where('lease', 'is', null)
    .returning('tenant_id')
    .execute()
  return [...new Set(rows.map((row) => row.tenant_id as TenantId))]
}

/** Jobs past their deadline that cannot have their last attempt, because the breaker of their peer is open. */
export async function expiredJobs(
  executor: Executor,
  now: number,
  limit: number,
): Promise<({ id: string; kind: string; peer: string; lastError: string | null } & JobSubject)[]> {
  const rows = await executor
    .selectFrom('jobs')
    .innerJoin('job_peers', 'job_peers.peer', 'jobs.peer')
    .select(['jobs.id', 'jobs.tenant_id', 'jobs.kind', 'jobs.peer', 'jobs.payload', 'jobs.last_error'])
    .where('jobs.state', '=', 'waiting')
    .where('jobs.deadline_at', '<=', now)
    .where('jobs.lease', 'is', null)
    .where('job_peers.open_until', '>', now)
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    peer: row.peer,
    tenant: row.tenant_id as TenantId,
    payload: JSON.parse(row.payload) as JobPayload,
    lastError: row.last_error,
  }))
}

/** Keeps a job that nobody runs as a dead letter. @returns whether nobody ran it */
export async function buryIdleJob(tx: Tx, id: string, now: number, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jobs')
    .set({ state: 'dead', run_at: now, last_error: reason })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('lease', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Removes the dead letters of jobs that were given up before a time. */
export async function deleteDeadJobs(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('jobs').where('state', '=', 'dead').where('run_at', '<', before).execute()
}

/** Makes a dead or waiting job due as if it were new, with another deadline. @returns its peer; `undefined` when there is no such job */
export async function reviveJob(
  tx: Tx,
  tenant: TenantId,
  id: string,
  times: { now: number; deadlineAt: number },
): Promise<string | undefined> {
  const row = await tx
    .updateTable('jobs')
    .set({
      state: 'waiting',
      run_at: times.now,
      attempts: 0,
      deadline_at: times.deadlineAt,
      last_error: null,
    })
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('lease', 'is', null)
    .returning('peer')
    .executeTakeFirst()
  return row?.peer
}

/** Removes a job that nobody runs. @returns what it was; `undefined` when there is no such job */
export async function deleteIdleJob(
  tx: Tx,
  tenant: TenantId,
  id: string,
): Promise<({ kind: string; peer: string; dead: boolean } & JobSubject) | undefined> {
  const row = await tx
    .deleteFrom('jobs')
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .where('lease', 'is', null)
    .returning(['kind', 'peer', 'payload', 'state'])
    .executeTakeFirst()
  return (
    row && {
      kind: row.kind,
      peer: row.peer,
      tenant,
      payload: JSON.parse(row.payload) as JobPayload,
      dead: row.state === 'dead',
    }
  )
}

/** How far a job is; `undefined` when it is done. */
export async function findJobProgress(
  executor: Executor,
  id: string,
): Promise<
  { state: string; lease: string | null; lastError: string | null; openUntil: number | null } | undefined
> {
  return executor
    .selectFrom('jobs')
    .leftJoin('job_peers', 'job_peers.peer', 'jobs.peer')
    .select(['state', 'lease', 'last_error as lastError', 'open_until as openUntil'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Jobs of a tenant, in the order in which they were written. */
export async function findJobs(
  executor: Executor,
  tenant: TenantId,
  query: JobFilter & { limit: number },
): Promise<Job[]> {
  const { state, kinds, limit } = query
  const rows = await executor
    .selectFrom('jobs')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .$if(state !== undefined, (select) => select.where('state', '=', state === 'dead' ? 'dead' : 'waiting'))
    .$if(kinds !== undefined, (select) => select.where('kind', 'in', [...(kinds ?? [])]))
    .$if(state === 'waiting', (select) => select.where('lease', 'is', null))
    .$if(state === 'running', (select) => select.where('lease', 'is not', null))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(toJob)
}

/** The jobs of a kind with one of these order keys. */
export async function findJobsByOrderKey(
  executor: Executor,
  tenant: TenantId,
  kind: string,
  orderKeys: readonly string[],
): Promise<Job[]> {
  const jobs: Job[] = []
  for (const batch of batchesOf(orderKeys)) {
    const rows = await executor
      .selectFrom('jobs')
      .selectAll()
      .where('order_key', 'in', batch)
      .where('tenant_id', '=', tenant)
      .where('kind', '=', kind)
      .execute()
    jobs.push(...rows.map(toJob))
  }
  return jobs
}

/** How many jobs there are of each kind and state, of one tenant or of all. */
export async function countJobs(
  executor: Executor,
  tenant?: TenantId,
): Promise<{ kind: string; state: JobState; count: number }[]> {
  const rows = await executor
    .selectFrom('jobs')
    .$if(tenant !== undefined, (jobs) => jobs.where('tenant_id', '=', tenant ?? 0))
    .select((eb) => [
      'kind',
      sql<JobState>`case when state = 'waiting' and lease is not null then 'running' else state end`.as('is'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy(['kind', 'is'])
    .execute()
  return rows.map(({ kind, is: state, count }) => ({ kind, state, count }))
}

/** How many jobs of a tenant that talk to one server are yet to be done, and how many were given up. */
export async function countJobsOfPeer(
  executor: Executor,
  tenant: TenantId,
  peer: string,
): Promise<{ waiting: number; dead: number }> {
  const rows = await executor
    .selectFrom('jobs')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenant)
    .where('peer', '=', peer)
    .groupBy('state')
    .execute()
  const countIn = (wanted: string) => rows.find(({ state }) => state === wanted)?.count ?? 0
  return { waiting: countIn('waiting'), dead: countIn('dead') }
}

/** When the newest job of all tenants was written, epoch milliseconds. */
export async function newestJobTime(executor: Executor): Promise<number | undefined> {
  const row = await executor
    .selectFrom('jobs')
    .select((eb) => eb.fn.max<number | null>('created_at').as('newest'))
    .executeTakeFirst()
  return row?.newest ?? undefined
}

/** @returns `undefined` when the tenant has no such job */
export async function findJob(executor: Executor, tenant: TenantId, id: string): Promise<Job | undefined> {
  const row = await executor
    .selectFrom('jobs')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toJob(row)
}

function toJob(row: Selectable<Schema['jobs']>): Job {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state === 'dead' ? 'dead' : row.lease === null ? 'waiting' : 'running',
    payload: JSON.parse(row.payload) as JobPayload,
    ...(row.order_key !== null && { orderKey: row.order_key }),
    ...(row.peer !== '' && { peer: row.peer }),
    runAt: row.run_at,
    attempts: row.attempts,
    deadlineAt: row.deadline_at,
    ...(row.last_error !== null && { lastError: row.last_error }),
    createdAt: row.created_at,
  }
}
