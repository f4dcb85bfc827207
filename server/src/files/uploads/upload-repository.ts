import { type Kysely, type Selectable, sql, type UpdateObject } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { BlobId } from '../../platform/blobs/index.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { ConflictChoice } from '../manage/transfer-entry.ts'
import type { MadeFile, Upload } from './upload.ts'

type Executor = Kysely<Schema>

/** Who may go on with an upload. */
export interface UploadOwner {
  readonly tenant: TenantId
  readonly userId: UserId
}

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  await tx
    .insertInto('uploads')
    .values({
      id: upload.id,
      tenant_id: upload.tenant,
      user_id: upload.userId,
      space_id: upload.place.spaceId ?? null,
      path: upload.place.path.join('/'),
      size: upload.size,
      received: upload.received,
      whole: Number(upload.isWhole),
      blob_id: upload.blobId,
      conflict: upload.conflict,
      modified_at: upload.modifiedAt ?? null,
      if_match: upload.ifMatch ?? null,
      lease: null,
      leased_until: null,
      created_at: upload.createdAt,
      expires_at: upload.expiresAt,
      made_path: null,
      made_etag: null,
    })
    .execute()
}

export async function findUpload(
  executor: Executor,
  { tenant, userId }: UploadOwner,
  id: string,
): Promise<Upload | undefined> {
  const row = await executor
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row && uploadOf(row)
}

/** Those that have not become files, newest first. */
export async function listUnfinished(
  executor: Executor,
  { tenant, userId }: UploadOwner,
  limit: number,
): Promise<Upload[]> {
  const rows = await executor
    .selectFrom('uploads')
    .selectAll()
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', userId)
    .where('made_path', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(uploadOf)
}

/** How many unfinished uploads somebody has, and how many bytes of those to one space are there. */
export async function countUnfinished(
  executor: Executor,
  { tenant, userId }: UploadOwner,
  spaceId: number | undefined,
): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await executor
    .selectFrom('uploads')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn
        .coalesce(
          eb.fn.sum<number>(
            eb
              .case()
              .when(eb.fn.coalesce('space_id', eb.lit(0)), '=', spaceId ?? 0)
              .then(eb.ref('received'))
              .else(0)
              .end(),
          ),
          eb.lit(0),
        )
        .as('bytes'),
    ])
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', userId)
    .where('made_path', 'is', null)
    .executeTakeFirstOrThrow()
  return { count, bytes }
}

export async function writeLease(tx: Tx, id: string, lease: string, until: number): Promise<void> {
  await tx.updateTable('uploads').set({ lease, leased_until: until }).where('id', '=', id).execute()
}

/** What is written under a lease; each says whether the lease still stood. */
export interface UnderLease {
  readonly id: string
  readonly lease: string
}

export async function extendLease(tx: Tx, lease: UnderLease, until: number): Promise<boolean> {
  return await changeUnderLease(tx, lease, { leased_until: until })
}

export async function noteReceived(
  tx: Tx,
  lease: UnderLease,
  progress: Pick<Upload, 'received' | 'isWhole' | 'expiresAt'> & { readonly leasedUntil: number },
): Promise<boolean> {
  return await changeUnderLease(tx, lease, {
    received: progress.received,
    whole: Number(progress.isWhole),
    leased_until: progress.leasedUntil,
    expires_at: progress.expiresAt,
  })
}

export async function exchangeBlob(tx: Tx, lease: UnderLease, blobId: BlobId): Promise<boolean> {
  return await changeUnderLease(tx, lease, { blob_id: blobId })
}

/** Notes where the file is to be instead, and what happens when the name is taken. */
export async function noteOrder(
  tx: Tx,
  lease: UnderLease,
  { place, conflict, ifMatch }: Pick<Upload, 'place' | 'conflict' | 'ifMatch'>,
): Promise<boolean> {
  const path = place.path.join('/')
  return await changeUnderLease(tx, lease, { path, conflict, if_match: ifMatch ?? null })
}

export async function noteMade(tx: Tx, lease: UnderLease, made: MadeFile): Promise<boolean> {
  return await changeUnderLease(tx, lease, {
    received: sql.ref<number>('size'),
    made_path: made.path.join('/'),
    made_etag: made.etag,
    lease: null,
    leased_until: null,
  })
}

export async function releaseLease(tx: Tx, lease: UnderLease): Promise<void> {
  await changeUnderLease(tx, lease, { lease: null, leased_until: null })
}

async function changeUnderLease(
  tx: Tx,
  { id, lease }: UnderLease,
  values: UpdateObject<Schema, 'uploads'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('uploads')
    .set(values)
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Nobody adds to any of them any more. */
export async function releaseAllLeases(tx: Tx): Promise<void> {
  await tx
    .updateTable('uploads')
    .set({ lease: null, leased_until: null })
    .where('lease', 'is not', null)
    .execute()
}

export async function deleteUploads(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const batch of batchesOf(ids)) await tx.deleteFrom('uploads').where('id', 'in', batch).execute()
}

/** Some of those whose time is over and to which nobody adds. */
export async function listExpired(
  executor: Executor,
  now: number,
  limit: number,
): Promise<Pick<Upload, 'id' | 'blobId' | 'made'>[]> {
  const rows = await executor
    .selectFrom('uploads')
    .selectAll()
    .where('expires_at', '<=', now)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now)]))
    .orderBy('expires_at')
    .limit(limit)
    .execute()
  return rows.map(uploadOf)
}

/** Lets all uploads of somebody expire. */
export async function expireUploadsOf(tx: Tx, { tenant, userId }: UploadOwner): Promise<void> {
  await tx
    .updateTable('uploads')
    .set({ expires_at: 0 })
    .where('tenant_id', '=', tenant)
    .where('user_id', '=', userId)
    .execute()
}

/** Those of the blobs that an unfinished upload needs. */
export async function findBlobsOfUploads(
  executor: Executor,
  blobIds: readonly BlobId[],
): Promise<Set<BlobId>> {
  const rows = await executor
    .selectFrom('uploads')
    .select('blob_id')
    .where('blob_id', 'in', blobIds)
    .where('made_path', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.blob_id as BlobId))
}

function uploadOf(row: Selectable<Schema['uploads']>): Upload {
  const { made_path: path, made_etag: etag } = row
  return {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    userId: row.user_id as UserId,
    place: { path: row.path.split('/'), ...(row.space_id === null ? {} : { spaceId: row.space_id }) },
    size: row.size,
    received: row.received,
    isWhole: row.whole === 1,
    blobId: row.blob_id as BlobId,
    conflict: row.conflict as ConflictChoice,
    ...(row.modified_at === null ? {} : { modifiedAt: row.modified_at }),
    ...(row.if_match === null ? {} : { ifMatch: row.if_match }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.leased_until === null ? {} : { leasedUntil: row.leased_until }),
    ...(path === null || etag === null ? {} : { made: { path: path.split('/'), etag } }),
  }
}
