import type { Tx } from '../../platform/database/index.ts'
import type { Charge } from '../change.ts'
import { buryContents } from '../content-repository.ts'
import { deleteVersions, type OwnedVersion } from './version-repository.ts'

/** Forgets versions of files of one space. */
export async function dropVersions(tx: Tx, charge: Charge, versions: readonly OwnedVersion[]): Promise<void> {
  if (versions.length === 0) return
  await deleteVersions(tx, versions)
  const contentIds = versions.map(({ contentId }) => contentId)
  await buryContents(tx, contentIds, charge.at)
  const freed = versions.reduce((sum, { size }) => sum + size, 0)
  charge.used -= freed
  charge.versionsUsed -= freed
}
