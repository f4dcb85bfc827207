import type { ResourceError } from '@isthmus/webdav'
import type { Tx } from '../../platform/database/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Change } from '../change.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { dropVersions } from '../versions/drop-versions.ts'
import { findOldestVersions, type OwnedVersion } from '../versions/version-repository.ts'

const batchSize = 100

/**
 * Holds a change to the quota of its space. Versions give way, those first that were replaced first; when that is not
 * enough, the change is refused. A space that is over its quota already (it was lowered) may not grow.
 * @throws ResourceError `insufficient-storage`
 */
export async function makeRoom(tx: Tx, change: Change): Promise<void> {
  const { quota, used, versionsUsed } = change.before
  if (quota === undefined) return
  let missing = used + change.used - Math.max(quota, used)
  if (missing <= 0) return
  if (missing > versionsUsed + change.versionsUsed) throw noRoom()
  while (missing > 0) {
    const oldest = await findOldestVersions(tx, change.spaceId, batchSize)
    if (oldest.length === 0) throw new Error(`Space ${change.spaceId} has fewer versions than it counts`)
    const dropped = enoughOf(oldest, missing)
    await dropVersions(tx, change, dropped)
    missing -= dropped.reduce((sum, { size }) => sum + size, 0)
  }
}

export function noRoom(): ResourceError {
  return new TreeRefusal('insufficient-storage', because('quota-used-up'))
}

function enoughOf(versions: readonly OwnedVersion[], missing: number): OwnedVersion[] {
  const dropped: OwnedVersion[] = []
  let freed = 0
  for (const version of versions) {
    if (freed >= missing) break
    dropped.push(version)
    freed += version.size
  }
  return dropped
}
