import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/me/emails/:address',
  access: 'user',
  body: 'none',
  summary: 'Removes an own e-mail address that is not the primary one.',
  errors: ['not-found', 'conflict'],
  async handle({ application, actor, params }) {
    await application.accounts.removeEmail(actor, params['address'] ?? '')
    return { status: 204 }
  },
})
