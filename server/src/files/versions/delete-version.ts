import type { UserActor } from '../../platform/actor.ts'
import { chargeSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { recordChange } from '../record-change.ts'
import { demandHeldSpace } from '../spaces/find-space.ts'
import { rightsIn } from '../view.ts'
import { dropVersions } from './drop-versions.ts'
import { demandFile, demandVersion } from './version-of-file.ts'

/**
 * Deletes something that a file held before, for good.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`
 * @throws IsthmusError `version-not-found`
 */
export async function deleteVersion(
  context: FilesContext,
  actor: UserActor,
  place: FilePlace,
  versionId: number,
): Promise<void> {
  const view = viewOf(actor, place.spaceId)
  await context.database.write(async (tx) => {
    await demandHeldSpace(tx, view)
    demandRights(await rightsIn(context, view, tx), 'delete')
    const file = await demandFile(tx, view, place)
    const { contentId, size } = await demandVersion(tx, file, versionId)
    const charge = { at: context.clock.now(), used: 0, versionsUsed: 0 }
    await dropVersions(tx, charge, [{ nodeId: file.id, contentId, size }])
    await chargeSpace(tx, file.spaceId, charge)
    await recordChange(context, tx, view, 'version-deleted', file)
  })
}
