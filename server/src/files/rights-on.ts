import type { ResourceRights } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import { findNode } from './node-repository.ts'
import { roleOf } from './spaces/role-of.ts'
import { rightsOfRole } from './spaces/space.ts'
import { findSpace } from './spaces/space-repository.ts'

/**
 * What a user may do with a node by themselves: everything in their own space, what their role allows in a team's.
 * @returns `undefined` when it is not theirs, or gone
 */
export async function rightsOn(
  context: FilesContext,
  executor: Kysely<Schema>,
  user: { readonly tenant: TenantId; readonly userId: UserId },
  nodeId: number,
): Promise<ResourceRights | undefined> {
  const node = await findNode(executor, user.tenant, nodeId)
  const space = node && (await findSpace(executor, user.tenant, node.spaceId))
  if (space?.kind === 'personal') return space.owner === user.userId ? allRights : undefined
  const role = space && (await roleOf(context, executor, user, space.id))
  return role && rightsOfRole[role]
}
