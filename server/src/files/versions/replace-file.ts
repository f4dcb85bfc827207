import type { Tx } from '../../platform/database/index.ts'
import type { Change } from '../change.ts'
import type { FilesContext } from '../context.ts'
import { logGone } from '../make-change.ts'
import type { FileNode } from '../node.ts'
import { deleteNodes } from '../trash/purge-repository.ts'
import { dropVersions } from './drop-versions.ts'
import { keepFormer } from './exchange-content.ts'
import { adoptVersions, findVersions } from './version-repository.ts'

/**
 * Replaces a file by another one that moves to its place, as a part of a change: what the file holds and its versions
 * become versions of the other one. The file itself is gone then.
 */
export async function replaceFile(
  context: FilesContext,
  tx: Tx,
  change: Change,
  file: FileNode,
  successor: FileNode,
): Promise<void> {
  await logGone(tx, change, file)
  const known = await findVersions(tx, successor.id)
  const isKnown = (contentId: number) =>
    contentId === successor.content.id || known.some((version) => version.contentId === contentId)
  const doubles = (await findVersions(tx, file.id)).filter((version) => isKnown(version.contentId))
  await dropVersions(
    tx,
    change,
    doubles.map((version) => ({ nodeId: file.id, ...version })),
  )
  await adoptVersions(tx, file.id, successor.id)
  await deleteNodes(tx, [file.id])
  change.used -= file.size
  await keepFormer(tx, change, file, { nodeId: successor.id, sha256: successor.content.sha256 })
  await context.events.raise(tx, 'node.deleted', { tenant: file.tenant, nodeIds: [file.id] })
}
