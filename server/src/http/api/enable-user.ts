import { defineRoute } from '../route.ts'
import { userOutput, userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/users/:name/enable',
  access: 'admin',
  body: 'none',
  summary: 'Opens a locked account again.',
  output: userOutput,
  errors: ['user-not-found'],
  async handle({ application, actor, params }) {
    const user = await application.accounts.enableUser(actor, params['name'] ?? '')
    return { status: 200, body: { json: userView(user) } }
  },
})
