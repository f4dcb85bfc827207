import { holdSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { deleteItem } from './delete-trashed.ts'
import { trashLifetimeOf } from './trash-lifetime.ts'
import { findExpired, findTrashedItem } from './trash-repository.ts'

const batchSize = 100

/** Deletes for good what has been in the trash for too long. @returns how many items */
export async function expireTrash(context: FilesContext): Promise<number> {
  const { database, clock } = context
  const before = clock.now() - trashLifetimeOf(context)
  for (let expired = 0; ; ) {
    const items = await findExpired(database.read, before, batchSize)
    if (items.length === 0) return expired
    for (const { nodeId, spaceId, tenant } of items) {
      await database.write(async (tx) => {
        await holdSpace(tx, { tenant, spaceId })
        const item = await findTrashedItem(tx, spaceId, nodeId)
        // Somebody may have taken it out a moment ago.
        if (item !== undefined) await deleteItem(context, tx, { kind: 'system', tenant }, item)
      })
    }
    expired += items.length
  }
}
