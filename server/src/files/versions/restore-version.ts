import type { UserActor } from '../../platform/actor.ts'
import { crashPoint } from '../../platform/crash-points.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { passLocks } from '../locks/pass-locks.ts'
import { around, closeChange, openChange } from '../make-change.ts'
import { recordChange } from '../record-change.ts'
import { anchorOf, rightsIn } from '../view.ts'
import { exchangeContent } from './exchange-content.ts'
import { demandFile, demandVersion } from './version-of-file.ts'
import { deleteVersions } from './version-repository.ts'

/**
 * Gives a file back what it held before. What it holds now becomes a version, and the restored one is none any more,
 * so this never needs room.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`, `locked`
 * @throws IsthmusError `version-not-found`
 */
export async function restoreVersion(
  context: FilesContext,
  actor: UserActor,
  place: FilePlace,
  versionId: number,
): Promise<void> {
  const view = viewOf(actor, place.spaceId)
  await context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    demandRights(await rightsIn(context, view, tx), 'update')
    const file = await demandFile(tx, view, place)
    const { content, size } = await demandVersion(tx, file, versionId)
    await passLocks(tx, view, change, undefined, [{ nodeId: file.id }])
    await deleteVersions(tx, [{ nodeId: file.id, contentId: versionId, size }])
    change.used -= size
    change.versionsUsed -= size
    const restored = await exchangeContent(tx, change, file, { content, modifiedAt: change.at })
    await closeChange(context, tx, change, around(file, restored.size - file.size))
    crashPoint('before-restoring-version')
    await recordChange(context, tx, view, 'version-restored', restored)
  })
  crashPoint('after-restoring-version')
}
