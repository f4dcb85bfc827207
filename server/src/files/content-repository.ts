import { type Kysely, sql } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { BlobId, StoredBlob } from '../platform/blobs/index.ts'
import { batchesOf } from '../platform/database/batches.ts'
import { allocate, prepared, type Schema, type Tx } from '../platform/database/index.ts'

/** Notes what a blob holds. @returns the id of the content */
export async function insertContent(tx: Tx, tenant: TenantId, blob: StoredBlob, at: number): Promise<number> {
  const id = await allocate(tx, 'content')
  await insertRow(tx, { ...blob, id, tenant, at })
  return id
}

const insertRow = prepared((db, row: StoredBlob & { id: number; tenant: TenantId; at: number }) =>
  db.insertInto('contents').values({
    id: row.id,
    tenant_id: row.tenant,
    blob_id: row.blobId,
    size: row.size,
    sha1: row.sha1,
    sha256: row.sha256,
    block_sums: row.blockSums,
    created_at: row.at,
  }),
)

/**
 * The checksums of some of the blocks of a content.
 * @param first - number of the first block, from 0
 * @param last - of the last one
 * @returns 8 hexadecimal digits each; `undefined` when the content has none, or is gone
 */
export async function findBlockSums(
  executor: Kysely<Schema>,
  contentId: number,
  first: number,
  last: number,
): Promise<string | undefined> {
  const row = await executor
    .selectFrom('contents')
    .where('id', '=', contentId)
    .select(sql<string | null>`substr(block_sums, ${1 + 8 * first}, ${8 * (last - first + 1)})`.as('sums'))
    .executeTakeFirst()
  return row?.sums ?? undefined
}

/** Gives up those of the contents that no file and no version points to any more. */
export async function buryContents(tx: Tx, contentIds: readonly number[], at: number): Promise<void> {
  for (const batch of batchesOf(contentIds)) {
    const unused = await tx
      .deleteFrom('contents')
      .where('id', 'in', batch)
      .where((eb) =>
        eb.not(
          eb.exists(eb.selectFrom('nodes as n').whereRef('n.content_id', '=', 'contents.id').select('n.id')),
        ),
      )
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom('versions as v').whereRef('v.content_id', '=', 'contents.id').select('v.node_id'),
          ),
        ),
      )
      .returning('blob_id')
      .execute()
    if (unused.length === 0) continue
    const dead = unused.map(({ blob_id }) => ({ blob_id, died_at: at }))
    await tx.insertInto('dead_blobs').values(dead).execute()
  }
}

/** Some of the blobs that died before a moment, the oldest first. */
export async function findDeadBlobs(
  executor: Kysely<Schema>,
  before: number,
  limit: number,
): Promise<BlobId[]> {
  const rows = await executor
    .selectFrom('dead_blobs')
    .where('died_at', '<', before)
    // Never true; it stands between a fault elsewhere and the loss of a file.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('contents as c').whereRef('c.blob_id', '=', 'dead_blobs.blob_id').select('c.id'),
        ),
      ),
    )
    .select('blob_id')
    .orderBy('died_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.blob_id as BlobId)
}

/** Forgets dead blobs, after they were removed from the store. */
export async function forgetDeadBlobs(tx: Tx, blobIds: readonly BlobId[]): Promise<void> {
  await tx.deleteFrom('dead_blobs').where('blob_id', 'in', blobIds).execute()
}

/** Those of the blobs that a row speaks of, alive or dead. */
export async function findKnownBlobs(
  executor: Kysely<Schema>,
  blobIds: readonly BlobId[],
): Promise<Set<BlobId>> {
  const rows = await executor
    .selectFrom('contents')
    .where('blob_id', 'in', blobIds)
    .select('blob_id')
    .unionAll(executor.selectFrom('dead_blobs').where('blob_id', 'in', blobIds).select('blob_id'))
    .execute()
  return new Set(rows.map((row) => row.blob_id as BlobId))
}
