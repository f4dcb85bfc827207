import type { DavPath } from '@isthmus/webdav'
import type { FilesContext } from '../context.ts'
import { findLineages } from '../lineage-repository.ts'
import { demandOwnNode, locate } from '../place.ts'
import { recordChange } from '../record-change.ts'
import { demandKeeper } from '../spaces/demand-keeper.ts'
import type { PersonalView, TeamView } from '../view.ts'
import { covers } from './lock.ts'
import { deleteLocks, findLocks } from './lock-repository.ts'

/**
 * Ends the locks that cover a place, whoever took them: for the owner of a space, or a manager of a team, when
 * somebody has left something locked.
 * @returns how many there were
 * @throws ResourceError `not-found`, `forbidden`, `conflict`
 */
export async function breakLocks(
  context: FilesContext,
  view: PersonalView | TeamView,
  path: DavPath,
): Promise<number> {
  return context.database.write(async (tx) => {
    await demandKeeper(context, tx, view)
    const { node } = demandOwnNode(await locate(tx, view, path))
    const lineage = (await findLineages(tx, [node.id])).get(node.id) ?? []
    const locks = await findLocks(tx, node.spaceId, context.clock.now())
    const broken = locks.filter((lock) => covers(lock, lineage))
    if (broken.length === 0) return 0
    await deleteLocks(
      tx,
      broken.map(({ token }) => token),
    )
    await recordChange(context, tx, view, 'unlocked', node)
    return broken.length
  })
}
