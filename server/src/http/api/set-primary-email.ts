import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/me/emails/:address/primary',
  access: 'user',
  body: 'none',
  summary: 'Makes a verified address the primary one.',
  errors: ['not-found', 'conflict'],
  async handle({ application, actor, params }) {
    await application.accounts.setPrimaryEmail(actor, params['address'] ?? '')
    return { status: 204 }
  },
})
