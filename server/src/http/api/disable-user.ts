import { defineRoute } from '../route.ts'
import { userOutput, userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/users/:name/disable',
  access: 'admin',
  body: 'none',
  summary: 'Locks an account: nothing signs in any more, and its browser sessions end.',
  output: userOutput,
  errors: ['user-not-found', 'conflict'],
  async handle({ application, actor, params }) {
    const user = await application.accounts.disableUser(actor, params['name'] ?? '')
    return { status: 200, body: { json: userView(user) } }
  },
})
