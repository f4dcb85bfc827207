import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'

type Executor = Kysely<Schema>

/** A counted download that may be gone on with. */
export interface Download {
  readonly shareId: number
  /** Keyed hash of who downloads. */
  readonly visitor: string
  /** File and version. */
  readonly contents: string
}

/** @returns whether its first byte was sent; `undefined` when there is no such download any more */
export async function findDownload(
  executor: Executor,
  { shareId, visitor, contents }: Download,
  now: number,
): Promise<{ fromStart: boolean } | undefined> {
  const row = await executor
    .selectFrom('share_link_downloads')
    .select('from_start')
    .where('share_id', '=', shareId)
    .where('visitor', '=', visitor)
    .where('contents', '=', contents)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && { fromStart: row.from_start === 1 }
}

export async function saveDownload(
  executor: Executor,
  { shareId, visitor, contents }: Download,
  { fromStart, expiresAt }: { readonly fromStart: boolean; readonly expiresAt: number },
): Promise<void> {
  const state = { from_start: fromStart ? 1 : 0, expires_at: expiresAt }
  await executor
    .insertInto('share_link_downloads')
    .values({ share_id: shareId, visitor, contents, ...state })
    .onConflict((conflict) => conflict.columns(['share_id', 'visitor', 'contents']).doUpdateSet(state))
    .execute()
}

/** Notes that the first byte was sent. */
export async function noteStart(executor: Executor, { shareId, visitor, contents }: Download): Promise<void> {
  await executor
    .updateTable('share_link_downloads')
    .set({ from_start: 1 })
    .where('share_id', '=', shareId)
    .where('visitor', '=', visitor)
    .where('contents', '=', contents)
    .execute()
}

/** Forgets what cannot be gone on with any more. */
export async function deleteOldDownloads(executor: Executor, now: number): Promise<void> {
  await executor.deleteFrom('share_link_downloads').where('expires_at', '<=', now).execute()
}
