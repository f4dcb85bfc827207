import type { MountFacts } from '../files/index.ts'
import { type Permissions, rightsOfPermissions } from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import { describeLocalMounts } from './local-tree.ts'
import { describeMountNodes, type MountDescription } from './mount-repository.ts'

/**
 * What listings of the parent show of mounts, from what is stored: no peer is ever asked, so that a dead one costs
 * nobody anything. A share whose time is over is not shown from that moment on, though its place is removed a little
 * later.
 */
export async function describeMounts(
  context: MountsContext,
  nodeIds: readonly number[],
): Promise<Map<number, MountFacts>> {
  const descriptions = await describeMountNodes(context.database.read, nodeIds, context.clock.now())
  const facts = new Map(descriptions.map((description) => [description.nodeId, factsOf(description)]))
  const others = nodeIds.filter((nodeId) => !facts.has(nodeId))
  if (others.length === 0) return facts
  return new Map([...facts, ...(await describeLocalMounts(context, others))])
}

function factsOf({ kind, permissions, createdAt, rootFacts }: MountDescription): MountFacts {
  if (rootFacts === undefined)
    return { kind, rights: rightsOfPermissions(permissions), modifiedAt: createdAt }
  const { permissions: there, ...seen } = rootFacts
  return { ...seen, rights: rightsOfPermissions((permissions & there) as Permissions) }
}
