import { defineRoute } from '../route.ts'
import { meOutput, meView } from './me-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/me',
  access: 'user',
  body: 'none',
  summary: 'Shows the user who asks, with groups and rights.',
  output: meOutput,
  async handle({ application, actor }) {
    const user = await application.accounts.readUser(actor, actor.username)
    return { status: 200, body: { json: await meView(application, user) } }
  },
})
