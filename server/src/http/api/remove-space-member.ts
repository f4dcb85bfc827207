import { defineRoute } from '../route.ts'
import { spaceMemberOfCall } from './space-member-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/spaces/:id/members/:kind/:name',
  access: 'user',
  body: 'none',
  summary: 'Takes a `user` or a `group` out of the space of a team; everybody may leave by themselves.',
  errors: ['not-found', 'space-not-found', 'user-not-found', 'last-manager'],
  async handle(call) {
    const { application, actor } = call
    const { space, member } = await spaceMemberOfCall(call)
    await application.files.removeSpaceMember(actor, space, member)
    return { status: 204 }
  },
})
