import { type Kysely, sql } from 'kysely'
import type { Schema } from '../platform/database/index.ts'

type Executor = Kysely<Schema>

/**
 * Counts one more request of somebody.
 * @param window - its start, epoch milliseconds
 * @returns how many there are in the window with this one
 */
export async function countRequest(executor: Executor, subject: string, window: number): Promise<number> {
  const row = await executor
    .insertInto('request_counts')
    .values({ subject, window_start: window, count: 1 })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        window_start: window,
        count: sql`CASE WHEN request_counts.window_start = ${window} THEN request_counts.count + 1 ELSE 1 END`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return row.count
}

export async function findRequestCount(executor: Executor, subject: string, window: number): Promise<number> {
  const row = await executor
    .selectFrom('request_counts')
    .select('count')
    .where('subject', '=', subject)
    .where('window_start', '=', window)
    .executeTakeFirst()
  return row?.count ?? 0
}

export async function deleteOldCounts(executor: Executor, before: number): Promise<void> {
  await executor.deleteFrom('request_counts').where('window_start', '<', before).execute()
}
