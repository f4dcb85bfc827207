import type { Kysely } from 'kysely'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'
import type { Breaker } from './breaker.ts'

type Executor = Kysely<Schema>

export async function findBreaker(executor: Executor, peer: string): Promise<Breaker | undefined> {
  return executor
    .selectFrom('job_peers')
    .select(['failures', 'open_until as openUntil'])
    .where('peer', '=', peer)
    .executeTakeFirst()
}

/** Those of some peers that did not answer the last time, by peer. */
export async function findBreakers(
  executor: Executor,
  peers: readonly string[],
): Promise<Map<string, Breaker>> {
  const breakers = new Map<string, Breaker>()
  for (const batch of batchesOf(peers)) {
    const rows = await executor
      .selectFrom('job_peers')
      .select(['peer', 'failures', 'open_until as openUntil'])
      .where('peer', 'in', batch)
      .execute()
    for (const { peer, ...breaker } of rows) breakers.set(peer, breaker)
  }
  return breakers
}

export async function saveBreaker(executor: Executor, peer: string, breaker: Breaker): Promise<void> {
  const row = { failures: breaker.failures, open_until: breaker.openUntil }
  await executor
    .insertInto('job_peers')
    .values({ peer, ...row })
    .onConflict((conflict) => conflict.column('peer').doUpdateSet(row))
    .execute()
}

/** Forgets the troubles of a peer. @returns what was known of it */
export async function deleteBreaker(executor: Executor, peer: string): Promise<Breaker | undefined> {
  return executor
    .deleteFrom('job_peers')
    .where('peer', '=', peer)
    .returning(['failures', 'open_until as openUntil'])
    .executeTakeFirst()
}

/** How many peers no job talks to now. */
export async function countOpenBreakers(executor: Executor, now: number): Promise<number> {
  const { count } = await executor
    .selectFrom('job_peers')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('open_until', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

/** Lets a probe through now. */
export async function endPause(executor: Executor, peer: string, now: number): Promise<void> {
  await executor.updateTable('job_peers').set({ open_until: now }).where('peer', '=', peer).execute()
}

/** Forgets peers that nothing was sent to since a time. */
export async function deleteBreakersBefore(executor: Executor, before: number): Promise<void> {
  await executor.deleteFrom('job_peers').where('open_until', '<', before).execute()
}
