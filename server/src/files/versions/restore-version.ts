import type { DavPath } from '@isthmus/webdav'
import { crashPoint } from '../../platform/crash-points.ts'
import type { FilesContext } from '../context.ts'
import { demandRights } from '../demand.ts'
import { passLocks } from '../locks/pass-locks.ts'
import { around, closeChange, openChange } from '../make-change.ts'
import { recordChange } from '../record-change.ts'
import { anchorOf, rightsIn, type View } from '../view.ts'
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
  view: View,
  path: DavPath,
  versionId: number,
): Promise<void> {
  await context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    demandRights(await rightsIn(context, view, tx), 'update')
    const file = await demandFile(tx, view, path)
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
