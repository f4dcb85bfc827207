import type { DavPath } from '@isthmus/webdav'
import { chargeSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { recordChange } from '../record-change.ts'
import { demandHeldSpace } from '../spaces/find-space.ts'
import { type PersonalView, rightsIn, type TeamView } from '../view.ts'
import { dropVersions } from './drop-versions.ts'
import { demandFile, demandVersion } from './version-of-file.ts'

/**
 * Deletes something that a file held before, for good.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`
 * @throws IsthmusError `version-not-found`
 */
export async function deleteVersion(
  context: FilesContext,
  view: PersonalView | TeamView,
  path: DavPath,
  versionId: number,
): Promise<void> {
  await context.database.write(async (tx) => {
    await demandHeldSpace(tx, view)
    demandRights(await rightsIn(context, view, tx), 'delete')
    const file = await demandFile(tx, view, path)
    const { contentId, size } = await demandVersion(tx, file, versionId)
    const charge = { at: context.clock.now(), used: 0, versionsUsed: 0 }
    await dropVersions(tx, charge, [{ nodeId: file.id, contentId, size }])
    await chargeSpace(tx, file.spaceId, charge)
    await recordChange(context, tx, view, 'version-deleted', file)
  })
}
