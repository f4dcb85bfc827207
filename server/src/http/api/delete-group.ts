import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/groups/:name',
  access: 'admin',
  body: 'none',
  summary: 'Deletes a group; its members stay users.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.accounts.deleteGroup(actor, params['name'] ?? '')
    return { status: 204 }
  },
})
