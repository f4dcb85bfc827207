import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { groupOutput, groupView } from './group-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/users/:name/groups',
  access: 'admin',
  body: 'none',
  summary: 'Lists the groups that a user belongs to, by name.',
  output: z.strictObject({ groups: z.array(groupOutput) }),
  errors: ['user-not-found'],
  async handle({ application, actor, params }) {
    const { accounts } = application
    const user = await accounts.readUser(actor, params['name'] ?? '')
    const groups = await accounts.groupsOf(actor.tenant, user.id)
    return { status: 200, body: { json: { groups: groups.map(groupView) } } }
  },
})
