import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/index.ts'

/**
 * Remembers a signature for as long as it could be played again.
 * @param mark - fingerprint of what was signed
 * @param times - epoch milliseconds; until `expiresAt` the signature is valid
 * @returns whether it was remembered already
 */
export async function rememberSignature(
  executor: Kysely<Schema>,
  mark: string,
  times: { now: number; expiresAt: number },
): Promise<boolean> {
  await executor.deleteFrom('replay_marks').where('expires_at', '<', times.now).execute()
  const result = await executor
    .insertInto('replay_marks')
    .values({ mark, expires_at: times.expiresAt })
    .onConflict((conflict) => conflict.column('mark').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 0n
}
