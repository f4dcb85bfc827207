import type { Tx } from '../../platform/database/index.ts'
import { chargeSpace } from '../change-repository.ts'
import type { FilesContext } from '../context.ts'
import { findSpaceOfNode } from '../node-repository.ts'
import { dropVersions } from './drop-versions.ts'
import { versionsToDrop } from './version.ts'
import { findNodesWithVersions, findVersions } from './version-repository.ts'

const batchSize = 100

/**
 * Drops the versions that have come to an age at which fewer are kept, also of files that nobody works on. It may be
 * interrupted anywhere and run at any time.
 * @returns how many
 */
export async function thinVersions({ database, clock }: FilesContext): Promise<number> {
  let dropped = 0
  for (let after = 0; ; ) {
    const nodeIds = await findNodesWithVersions(database.read, after, batchSize)
    const last = nodeIds.at(-1)
    if (last === undefined) return dropped
    after = last
    for (const nodeId of nodeIds) {
      // Most files have nothing to drop, and a look does not keep writers waiting.
      const surplus = versionsToDrop(await findVersions(database.read, nodeId), clock.now())
      if (surplus.length > 0) dropped += await database.write((tx) => thin(tx, nodeId, clock.now()))
    }
  }
}

async function thin(tx: Tx, nodeId: number, at: number): Promise<number> {
  const spaceId = await findSpaceOfNode(tx, nodeId)
  if (spaceId === undefined) return 0
  const surplus = versionsToDrop(await findVersions(tx, nodeId), at)
  const charge = { at, used: 0, versionsUsed: 0 }
  await dropVersions(
    tx,
    charge,
    surplus.map((version) => ({ nodeId, ...version })),
  )
  await chargeSpace(tx, spaceId, charge)
  return surplus.length
}
