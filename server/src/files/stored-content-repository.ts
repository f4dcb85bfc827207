import { type Kysely, sql } from 'kysely'
import type { BlobId, StoredBlob } from '../platform/blobs/index.ts'
import type { Schema } from '../platform/database/index.ts'

/** How many contents there are, of all tenants, and how many bytes they have together. */
export async function countStoredContents(
  executor: Kysely<Schema>,
): Promise<{ readonly count: number; readonly bytes: number }> {
  return executor
    .selectFrom('contents')
    .select((eb) => [eb.fn.countAll<number>().as('count'), sql<number>`coalesce(sum(size), 0)`.as('bytes')])
    .executeTakeFirstOrThrow()
}

/** What all spaces of all tenants hold, and how many files there are in them and in their trash. */
export async function measureSpaces(
  executor: Kysely<Schema>,
): Promise<{ readonly bytes: number; readonly files: number }> {
  const { bytes } = await executor
    .selectFrom('spaces')
    .select(sql<number>`coalesce(sum(used), 0)`.as('bytes'))
    .executeTakeFirstOrThrow()
  // Its index has nothing but them: a million are counted in a few hundredths of a second.
  const { files } = await executor
    .selectFrom('nodes')
    .where('content_id', 'is not', null)
    .select((eb) => eb.fn.count<number>('content_id').as('files'))
    .executeTakeFirstOrThrow()
  return { bytes, files }
}

/** What all files, their versions and what is in the trash hold, of all tenants, in no order. */
export async function* storedContents(
  executor: Kysely<Schema>,
): AsyncGenerator<Omit<StoredBlob, 'blockSums'>> {
  const rows = executor.selectFrom('contents').select(['blob_id', 'size', 'sha1', 'sha256']).stream(1000)
  for await (const { blob_id: blobId, ...facts } of rows) yield { blobId: blobId as BlobId, ...facts }
}

/**
 * The blobs that no file needs any more and that are still there: what a dump of the database that was made before may
 * need.
 */
export async function* buriedBlobs(executor: Kysely<Schema>): AsyncGenerator<BlobId> {
  for await (const row of executor.selectFrom('dead_blobs').select('blob_id').stream(1000)) {
    yield row.blob_id as BlobId
  }
}
