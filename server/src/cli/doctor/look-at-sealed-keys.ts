import { findSealedKeys } from '../../federation/index.ts'
import type { DataPlaces } from '../../platform/data-folder.ts'
import type { ReadOnlyDatabase } from '../../platform/database/index.ts'
import { openSealer } from '../../platform/sealing/index.ts'
import { type Finding, ok, wrong } from './finding.ts'

const check = 'sealed secrets'

/** Whether the key file, which is in order, is the one of this database: whether it opens what is sealed there. */
export async function lookAtSealedKeys(
  { keyFile }: DataPlaces,
  { read }: Pick<ReadOnlyDatabase, 'read'>,
): Promise<Finding> {
  const sealer = await openSealer(keyFile, { clock: { now: () => 0 }, mustExist: true })
  const found = await findSealedKeys(read)
  const closed = found.filter(({ sealed, context }) => {
    try {
      sealer.open(sealed, context)
      return false
    } catch {
      return true
    }
  })
  if (closed.length > 0) {
    return wrong(
      check,
      `${keyFile} does not open ${closed.length} of ${found.length} keys in the database: it is not the one of it.`,
      'Restore the key file from the backup of this database.',
    )
  }
  return ok(check, found.length === 0 ? 'none yet' : 'the key file opens them')
}
