import type { Kysely } from 'kysely'
import { batchesOf } from '../platform/database/batches.ts'
import type { Schema } from '../platform/database/index.ts'

/** Where what is mounted comes from. */
export interface MountSource {
  readonly nodeId: number
  /** The address of who shares it, or on this server the user name. */
  readonly from: string
  /** Epoch milliseconds since when its server cannot be reached; absent while it answers. */
  readonly staleSince?: number
  /** Id of what was accepted, in the inbox; absent when it is not there any more. */
  readonly inboxItem?: number
  /** What is shared; absent when it is on another server. */
  readonly sourceNodeId?: number
}

/** Of mounts of both kinds, with one statement. */
export async function listMountSources(
  executor: Kysely<Schema>,
  nodeIds: readonly number[],
): Promise<MountSource[]> {
  const sources: MountSource[] = []
  for (const ids of batchesOf(nodeIds)) {
    const rows = await executor
      .selectFrom('mounts as m')
      .leftJoin('received_shares as r', (join) =>
        join.onRef('r.id', '=', 'm.source_id').on('m.source_kind', '=', 'received'),
      )
      .leftJoin('local_offers as o', (join) =>
        join
          .onRef('o.share_id', '=', 'm.source_id')
          .onRef('o.user_id', '=', 'm.user_id')
          .on('m.source_kind', '=', 'local'),
      )
      .select([
        'm.node_id',
        'm.stale_since',
        'm.source_node_id',
        'r.id as received_id',
        'o.id as offer_id',
        'r.sender',
        'o.sender_name',
      ])
      .where('m.node_id', 'in', ids)
      .execute()
    for (const row of rows) {
      const inboxItem = row.received_id ?? row.offer_id
      sources.push({
        nodeId: row.node_id,
        from: row.sender ?? row.sender_name ?? '',
        ...(inboxItem === null ? {} : { inboxItem }),
        ...(row.stale_since === null ? {} : { staleSince: row.stale_since }),
        ...(row.source_node_id === null ? {} : { sourceNodeId: row.source_node_id }),
      })
    }
  }
  return sources
}
