import type { Kysely } from 'kysely'
import type { UserActor } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { FilesContext } from '../context.ts'
import { findRoles } from './member-repository.ts'
import { highestRole, type SpaceRole } from './space.ts'

/** What somebody is in a team space, by themselves or through a group; `undefined` when they do not belong to it. */
export async function roleOf(
  { groupsOf }: Pick<FilesContext, 'groupsOf'>,
  executor: Kysely<Schema>,
  user: Pick<UserActor, 'tenant' | 'userId'>,
  spaceId: number,
): Promise<SpaceRole | undefined> {
  const groupIds = await groupsOf(executor, user.tenant, user.userId)
  return highestRole(await findRoles(executor, spaceId, user, groupIds))
}
