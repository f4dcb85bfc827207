import type { MountsContext } from './context.ts'
import { listMountSources, type MountSource } from './mount-source-repository.ts'

/**
 * Who shares what is mounted, and whether their server can be reached: from what is stored, without asking anybody.
 * @returns by node id of the mounts
 */
export async function describeSources(
  { database }: MountsContext,
  nodeIds: readonly number[],
): Promise<Map<number, MountSource>> {
  const sources = await listMountSources(database.read, nodeIds)
  return new Map(sources.map((source) => [source.nodeId, source]))
}
