import { defineRoute } from '../route.ts'
import { groupOutput, groupView } from './group-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/groups/:name',
  access: 'admin',
  body: 'none',
  summary: 'Shows a group.',
  output: groupOutput,
  errors: ['not-found'],
  async handle({ application, actor, params }) {
    const group = await application.accounts.readGroup(actor, params['name'] ?? '')
    return { status: 200, body: { json: groupView(group) } }
  },
})
