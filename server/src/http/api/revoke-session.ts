import { defineRoute } from '../route.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/sessions/:id',
  access: 'user',
  body: 'none',
  summary: 'Signs one of the user’s browsers out.',
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    await application.accounts.endSession(actor, params['id'] ?? '')
    return { status: 204 }
  },
})
