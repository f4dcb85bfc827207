import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/users/:name/invitation',
  access: 'admin',
  body: 'none',
  summary: 'Sends a user who has no password yet the link again to choose one.',
  status: 202,
  errors: ['user-not-found', 'conflict', 'mail-not-configured'],
  async handle({ application, actor, params }) {
    await application.accounts.inviteUser(actor, params['name'] ?? '')
    return { status: 202 }
  },
})
