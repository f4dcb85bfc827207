import { defineRoute } from '../route.ts'
import { userOutput, userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/users/:name',
  access: 'admin',
  body: 'none',
  summary: 'Shows a user.',
  output: userOutput,
  errors: ['user-not-found'],
  async handle({ application, actor, params }) {
    const user = await application.accounts.readUser(actor, params['name'] ?? '')
    return { status: 200, body: { json: userView(user) } }
  },
})
