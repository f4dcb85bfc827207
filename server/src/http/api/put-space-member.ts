import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { spaceMemberOfCall } from './space-member-of-call.ts'
import { spaceRoleValue } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/spaces/:id/members/:kind/:name',
  access: 'user',
  body: 'json',
  input: z.strictObject({ role: spaceRoleValue }),
  summary: 'Takes a `user` or a `group` into the space of a team, or gives them another role in it.',
  errors: ['not-found', 'space-not-found', 'user-not-found', 'last-manager'],
  async handle(call) {
    const { application, actor, input } = call
    const { space, member } = await spaceMemberOfCall(call)
    await application.files.putSpaceMember(actor, space, { ...member, ...input })
    return { status: 204 }
  },
})
