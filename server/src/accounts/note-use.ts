import type { Tx } from '../platform/database/index.ts'
import type { AccountsContext } from './accounts-context.ts'

/** So often is written that a credential is in use, in milliseconds: not with each of thousands of requests. */
const pause = 60_000

/**
 * Writes that a credential was used, unless that was written within the last minute. The request goes on when it
 * cannot be written: with a full disk people still read their files.
 * @param lastUsedAt - as it was read
 */
export async function noteUse(
  { database, clock, logger }: AccountsContext,
  lastUsedAt: number | undefined,
  write: (tx: Tx, now: number) => Promise<void>,
): Promise<void> {
  const now = clock.now()
  if (lastUsedAt !== undefined && now - lastUsedAt < pause) return
  try {
    await database.write((tx) => write(tx, now))
  } catch (error) {
    logger.warn('credential.use-not-noted', { error })
  }
}
