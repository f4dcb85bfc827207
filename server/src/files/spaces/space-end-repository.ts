import { sql } from 'kysely'
import type { Tx } from '../../platform/database/index.ts'

/** Lets all versions of a space count in another one. @returns how many bytes they have */
export async function moveVersions(tx: Tx, fromSpaceId: number, toSpaceId: number): Promise<number> {
  const { bytes } = await tx
    .selectFrom('versions')
    .where('space_id', '=', fromSpaceId)
    .select(sql<number>`cast(coalesce(sum(size), 0) as bigint)`.as('bytes'))
    .executeTakeFirstOrThrow()
  await tx.updateTable('versions').set({ space_id: toSpaceId }).where('space_id', '=', fromSpaceId).execute()
  return bytes
}

/** Forgets what is kept about a space besides its nodes: its log, its locks, its row. Its members must be gone. */
export async function forgetSpace(tx: Tx, spaceId: number): Promise<void> {
  await tx.deleteFrom('changes').where('space_id', '=', spaceId).execute()
  await tx.deleteFrom('locks').where('space_id', '=', spaceId).execute()
  await tx.deleteFrom('spaces').where('id', '=', spaceId).execute()
}
