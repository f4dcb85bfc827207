import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/tokens/:id',
  access: 'user',
  body: 'none',
  summary: 'Ends a bearer token.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.accounts.revokeToken(actor, params['id'] ?? '')
    return { status: 204 }
  },
})
