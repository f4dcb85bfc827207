import type { ResourceRights } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { allRights } from '../platform/permissions.ts'
import type { FilesContext } from './context.ts'
import { roleOf } from './spaces/role-of.ts'
import { rightsOfRole } from './spaces/space.ts'
import { findSpacesOfNodes } from './spaces/space-repository.ts'

/** Who asks for what they may do with what. */
export interface RightsQuestion {
  readonly userId: UserId
  readonly nodeId: number
}

/**
 * What users may do with nodes by themselves: everything in their own space, what their role allows in a team's. All
 * nodes are looked up with one statement; teams take a few more for each person and team.
 * @returns an answer to each question, in their order; `undefined` when the node is not theirs, or gone
 */
export async function rightsOnEach(
  context: Pick<FilesContext, 'groupsOf'>,
  executor: Kysely<Schema>,
  tenant: TenantId,
  questions: readonly RightsQuestion[],
): Promise<(ResourceRights | undefined)[]> {
  const spaces = await findSpacesOfNodes(
    executor,
    tenant,
    questions.map(({ nodeId }) => nodeId),
  )
  const roles = new Map<string, Promise<ResourceRights | undefined>>()
  const rightsInTeam = async (userId: UserId, spaceId: number) => {
    const role = await roleOf(context, executor, { tenant, userId }, spaceId)
    return role && rightsOfRole[role]
  }
  const answers: (ResourceRights | undefined)[] = []
  for (const { userId, nodeId } of questions) {
    const space = spaces.get(nodeId)
    if (space?.kind !== 'team') {
      answers.push(space?.owner === userId ? allRights : undefined)
      continue
    }
    const key = `${userId} ${space.id}`
    const asked = roles.get(key) ?? rightsInTeam(userId, space.id)
    roles.set(key, asked)
    answers.push(await asked)
  }
  return answers
}
