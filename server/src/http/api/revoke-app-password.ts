import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/app-passwords/:id',
  access: 'user',
  body: 'none',
  summary: 'Ends an app password.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.accounts.revokeAppPassword(actor, params['id'] ?? '')
    return { status: 204 }
  },
})
