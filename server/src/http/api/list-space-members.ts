import { z } from 'zod'
import type { Group, User } from '../../accounts/index.ts'
import type { SpaceMembership } from '../../files/index.ts'
import type { UserId } from '../../platform/actor.ts'
import { defineRoute } from '../route.ts'
import { idParam, momentOutput, momentView } from './api-values.ts'
import { spaceRoleValue } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/spaces/:id/members',
  access: 'user',
  body: 'none',
  summary: 'Lists the people and groups that belong to the space of a team.',
  output: z.strictObject({
    members: z.array(
      z
        .strictObject({
          kind: z.enum(['user', 'group']),
          name: z.string(),
          displayName: z.string(),
          role: spaceRoleValue,
          since: momentOutput,
        })
        .meta({ id: 'SpaceMember' }),
    ),
  }),
  errors: ['not-found', 'space-not-found'],
  async handle({ application, actor, params }) {
    const { accounts } = application
    const { tenant } = actor
    const found = await application.files.listSpaceMembers(actor, idParam(params['id']))
    const [users, groups] = await Promise.all([
      accounts.usersById(application.database.read, tenant, idsOf(found, 'user') as UserId[]),
      accounts.groupsById(tenant, idsOf(found, 'group')),
    ])
    const members = found.flatMap(({ kind, id, role, since }) => {
      const named = kind === 'user' ? userName(users.get(id as UserId)) : groupName(groups.get(id))
      // One that was deleted a moment ago has no name any more.
      return named === undefined ? [] : [{ kind, ...named, role, since: momentView(since) }]
    })
    return { status: 200, body: { json: { members } } }
  },
})

function idsOf(members: readonly SpaceMembership[], kind: SpaceMembership['kind']): string[] {
  return members.filter((member) => member.kind === kind).map(({ id }) => id)
}

interface Named {
  readonly name: string
  readonly displayName: string
}

function userName(user: User | undefined): Named | undefined {
  return user && { name: user.username, displayName: user.displayName }
}

function groupName(group: Group | undefined): Named | undefined {
  return group && { name: group.name, displayName: group.displayName }
}
