import type { Actor, UserActor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { chargeSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { viewOf } from '../file-place.ts'
import { recordChange } from '../record-change.ts'
import { demandKeeper } from '../spaces/demand-keeper.ts'
import { demandHeldSpace } from '../spaces/find-space.ts'
import { detachVersions } from '../versions/version-repository.ts'
import { insertDoomed } from './purge-repository.ts'
import {
  deleteTrashed,
  findTrashed,
  findTrashedItem,
  measureTrashed,
  type Trashed,
} from './trash-repository.ts'

/**
 * Deletes something in the trash for good. It counts for nothing at once; its rows go with `purge`.
 * @throws ResourceError `not-found`, `forbidden`
 * @throws IsthmusError `trash-item-not-found`
 */
export async function deleteFromTrash(
  context: FilesContext,
  actor: UserActor,
  spaceId: number | undefined,
  itemId: number,
): Promise<void> {
  const view = viewOf(actor, spaceId)
  await context.database.write(async (tx) => {
    const held = await demandHeldSpace(tx, view)
    await demandKeeper(context, tx, view)
    const item = await findTrashedItem(tx, held, itemId)
    if (item === undefined) throw fault('trash-item-not-found')
    await deleteItem(context, tx, actor, item)
  })
}

/** Others write in between. */
const batchSize = 100

/**
 * Deletes everything in the trash for good.
 * @returns how many items there were
 * @throws ResourceError `not-found`, `forbidden`
 */
export async function emptyTrash(
  context: FilesContext,
  actor: UserActor,
  spaceId: number | undefined,
): Promise<number> {
  const view = viewOf(actor, spaceId)
  for (let emptied = 0; ; ) {
    const batch = await context.database.write(async (tx) => {
      const held = await demandHeldSpace(tx, view)
      await demandKeeper(context, tx, view)
      const items = await findTrashed(tx, held, { limit: batchSize })
      for (const item of items) await deleteItem(context, tx, actor, item)
      return items.length
    })
    emptied += batch
    if (batch < batchSize) return emptied
  }
}

/** The space is held. */
export async function deleteItem(
  context: FilesContext,
  tx: Tx,
  actor: Actor,
  { nodeId: id, spaceId, kind, name }: Pick<Trashed, 'nodeId' | 'spaceId' | 'kind' | 'name'>,
): Promise<void> {
  const { files, versions } = await measureTrashed(tx, id)
  await deleteTrashed(tx, id)
  await detachVersions(tx, id)
  await insertDoomed(tx, [id], context.clock.now())
  await chargeSpace(tx, spaceId, { used: -files - versions, versionsUsed: -versions })
  await recordChange(context, tx, { actor }, 'deleted', { id, kind, name })
}
