import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idParam, momentOutput, momentView } from './api-values.ts'
import { memberNames } from './member-names.ts'
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
    const found = await application.files.listSpaceMembers(actor, idParam(params['id']))
    const nameOf = await memberNames(application, actor.tenant, found)
    const members = found.flatMap(({ role, since, ...member }) => {
      const named = nameOf(member)
      // One that was deleted a moment ago has no name any more.
      return named === undefined ? [] : [{ ...named, role, since: momentView(since) }]
    })
    return { status: 200, body: { json: { members } } }
  },
})
