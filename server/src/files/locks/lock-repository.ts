import type { Lock } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import { batchesOf } from '../../platform/database/batches.ts'
import { prepared, type Schema, type Tx } from '../../platform/database/index.ts'
import type { Principal, StoredLock } from './lock.ts'

export async function insertLock(tx: Tx, lock: StoredLock): Promise<void> {
  await tx
    .insertInto('locks')
    .values({
      token: lock.token,
      space_id: lock.spaceId,
      node_id: lock.nodeId,
      scope: lock.scope,
      depth: lock.depth,
      owner: lock.owner,
      principal: lock.principal,
      expires_at: lock.expiresAt,
    })
    .execute()
}

/** The locks in a space that hold at a moment. */
export async function findLocks(
  executor: Kysely<Schema>,
  spaceId: number,
  now: number,
): Promise<StoredLock[]> {
  const rows = await locksInSpace(executor, { spaceId, now })
  return rows.map((row) => ({
    token: row.token,
    spaceId: row.space_id,
    nodeId: row.node_id,
    scope: row.scope as Lock['scope'],
    depth: row.depth as Lock['depth'],
    owner: row.owner,
    principal: row.principal as Principal,
    expiresAt: row.expires_at,
  }))
}

const locksInSpace = prepared((db, { spaceId, now }: { spaceId: number; now: number }) =>
  db
    .selectFrom('locks')
    .where('space_id', '=', spaceId)
    .where('expires_at', '>', now)
    .selectAll()
    .orderBy('token'),
)

export async function setExpiry(tx: Tx, token: string, expiresAt: number): Promise<void> {
  await tx.updateTable('locks').set({ expires_at: expiresAt }).where('token', '=', token).execute()
}

export async function deleteLocks(tx: Tx, tokens: readonly string[]): Promise<void> {
  for (const batch of batchesOf(tokens)) await tx.deleteFrom('locks').where('token', 'in', batch).execute()
}

/** Forgets locks that have run out. @returns how many */
export async function deleteExpiredLocks(tx: Tx, now: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('locks')
    .where('expires_at', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
