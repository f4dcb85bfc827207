import { type Kysely, sql } from 'kysely'
import type { BlobId } from '../../platform/blobs/index.ts'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'
import type { Content } from '../node.ts'
import type { Version } from './version.ts'

/** Notes what a file held. Of what it held before, too, this is the one version. */
export async function insertVersion(
  tx: Tx,
  version: Version & { readonly nodeId: number; readonly spaceId: number },
): Promise<void> {
  await tx
    .insertInto('versions')
    .values({
      node_id: version.nodeId,
      content_id: version.contentId,
      space_id: version.spaceId,
      size: version.size,
      modified_at: version.modifiedAt,
      replaced_at: version.replacedAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['node_id', 'content_id'])
        .doUpdateSet({ modified_at: version.modifiedAt, replaced_at: version.replacedAt }),
    )
    .execute()
}

/** The versions of a file that count in a space, newest first. */
export async function findVersions(executor: Kysely<Schema>, nodeId: number): Promise<Version[]> {
  const rows = await executor
    .selectFrom('versions')
    .where('node_id', '=', nodeId)
    .where('space_id', '>', 0)
    .select(['content_id', 'size', 'modified_at', 'replaced_at'])
    .orderBy('replaced_at', 'desc')
    .orderBy('content_id', 'desc')
    .execute()
  return rows.map(versionOf)
}

/** One version of a file, with what it holds. */
export async function findVersion(
  executor: Kysely<Schema>,
  nodeId: number,
  contentId: number,
): Promise<(Version & { readonly content: Content }) | undefined> {
  const row = await executor
    .selectFrom('versions as v')
    .innerJoin('contents as c', 'c.id', 'v.content_id')
    .where('v.node_id', '=', nodeId)
    .where('v.content_id', '=', contentId)
    .select(['v.content_id', 'v.size', 'v.modified_at', 'v.replaced_at', 'c.blob_id', 'c.sha1', 'c.sha256'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { content_id: id, size, sha1, sha256 } = row
  return { ...versionOf(row), content: { id, blobId: row.blob_id as BlobId, size, sha1, sha256 } }
}

/** Forgets versions. What they held may have become unused: see `buryContents`. */
export async function deleteVersions(tx: Tx, versions: readonly OwnedVersion[]): Promise<void> {
  for (const batch of batchesOf(versions)) {
    await tx
      .deleteFrom('versions')
      .where((eb) =>
        eb(
          eb.refTuple('node_id', 'content_id'),
          'in',
          batch.map(({ nodeId, contentId }) => eb.tuple(nodeId, contentId)),
        ),
      )
      .execute()
  }
}

/** The versions of one file become versions of another one in the same space. */
export async function adoptVersions(tx: Tx, fromNodeId: number, toNodeId: number): Promise<void> {
  await tx.updateTable('versions').set({ node_id: toNodeId }).where('node_id', '=', fromNodeId).execute()
}

/** The versions of what went to the trash with a node do not count in their space any more. */
export async function detachVersions(tx: Tx, nodeId: number): Promise<void> {
  await tx
    .updateTable('versions')
    .set({ space_id: 0 })
    .where('node_id', 'in', (eb) => eb.selectFrom('nodes').where('trash_id', '=', nodeId).select('nodes.id'))
    .execute()
}

/** A version, and whose it is. */
export interface OwnedVersion {
  readonly nodeId: number
  readonly contentId: number
  readonly size: number
}

/** Some of the versions of a space, those first that were replaced first. */
export async function findOldestVersions(
  executor: Kysely<Schema>,
  spaceId: number,
  limit: number,
): Promise<OwnedVersion[]> {
  const rows = await executor
    .selectFrom('versions')
    .where('space_id', '=', spaceId)
    .select(['node_id', 'content_id', 'size'])
    .orderBy('replaced_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ nodeId: row.node_id, contentId: row.content_id, size: row.size }))
}

/** Some files that have versions, by their ids. @param after - the last one of the page before; 0 at first */
export async function findNodesWithVersions(
  executor: Kysely<Schema>,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await executor
    .selectFrom('versions')
    .where('node_id', '>', after)
    .where('space_id', '>', 0)
    .groupBy('node_id')
    // One alone is never one too many.
    .having(sql<number>`count(*)`, '>', 1)
    .select('node_id')
    .orderBy('node_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.node_id)
}

function versionOf(row: {
  content_id: number
  size: number
  modified_at: number
  replaced_at: number
}): Version {
  return {
    contentId: row.content_id,
    size: row.size,
    modifiedAt: row.modified_at,
    replacedAt: row.replaced_at,
  }
}
