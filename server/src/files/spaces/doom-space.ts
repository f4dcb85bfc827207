import type { Tx } from '../../platform/database/index.ts'
import { holdSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { takeOutOfUse } from '../subtree-repository.ts'
import { insertDoomed } from '../trash/purge-repository.ts'
import { deleteTrashedOf } from '../trash/trash-repository.ts'
import { detachVersions } from '../versions/version-repository.ts'
import { deleteMembersOf } from './member-repository.ts'
import type { Space } from './space.ts'
import { forgetSpace } from './space-end-repository.ts'

/**
 * Ends a space: nobody reaches it any more, and what is in it goes bit by bit, with `purge`. Mounts must be gone.
 */
export async function doomSpace(context: FilesContext, tx: Tx, space: Space): Promise<void> {
  const { id: spaceId, tenant, rootId } = space
  const at = context.clock.now()
  await holdSpace(tx, { tenant, spaceId })
  await emptySpaceTrash(tx, spaceId, at)
  const nodeIds = await takeOutOfUse(tx, rootId)
  await detachVersions(tx, rootId)
  await insertDoomed(tx, [rootId], at)
  await deleteMembersOf(tx, spaceId)
  await forgetSpace(tx, spaceId)
  await context.events.raise(tx, 'node.deleted', { tenant, nodeIds })
}

/** Deletes what is in the trash of a space that ends. */
export async function emptySpaceTrash(tx: Tx, spaceId: number, at: number): Promise<void> {
  const nodeIds = await deleteTrashedOf(tx, spaceId)
  for (const nodeId of nodeIds) await detachVersions(tx, nodeId)
  await insertDoomed(tx, nodeIds, at)
}
