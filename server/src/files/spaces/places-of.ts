import type { DavPath } from '@isthmus/webdav'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { FilesContext } from '../context.ts'
import { findPaths } from '../lineage-repository.ts'
import { rightsOnEach } from '../rights-on.ts'
import { findSpacesOfNodes } from './space-repository.ts'

/** Where a node is among what somebody works in. */
export interface PlaceOfNode {
  readonly path: DavPath
  /** Of a team; absent for the user's own space. */
  readonly spaceId?: number
}

/**
 * Where nodes are for a user: in their own space, or in that of a team that they belong to.
 * @returns by node id; nodes that are gone, or not the user's, are missing
 */
export async function placesOf(
  context: FilesContext,
  { tenant, userId }: { readonly tenant: TenantId; readonly userId: UserId },
  nodeIds: readonly number[],
): Promise<Map<number, PlaceOfNode>> {
  const { read } = context.database
  const questions = [...new Set(nodeIds)].map((nodeId) => ({ userId, nodeId }))
  const rights = await rightsOnEach(context, read, tenant, questions)
  const own = questions.filter((_, index) => rights[index] !== undefined).map(({ nodeId }) => nodeId)
  const [spaces, paths] = await Promise.all([findSpacesOfNodes(read, tenant, own), findPaths(read, own)])
  const places = new Map<number, PlaceOfNode>()
  for (const [nodeId, path] of paths) {
    const space = spaces.get(nodeId)
    if (space !== undefined) places.set(nodeId, { path, ...(space.kind === 'team' && { spaceId: space.id }) })
  }
  return places
}
