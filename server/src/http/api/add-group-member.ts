import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/groups/:name/members/:user',
  access: 'admin',
  body: 'none',
  summary: 'Takes a user into a group.',
  errors: ['not-found', 'user-not-found'],
  async handle({ application, actor, params }) {
    await application.accounts.addMember(actor, params['name'] ?? '', params['user'] ?? '')
    return { status: 204 }
  },
})
