import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { namePageQuery, nextNameOutput } from './name-page-query.ts'
import { userOutput, userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/groups/:name/members',
  access: 'admin',
  body: 'none',
  query: namePageQuery,
  summary: 'Lists the members of a group by name.',
  output: z.strictObject({ members: z.array(userOutput), next: nextNameOutput }),
  errors: ['not-found'],
  async handle({ application, actor, params, query }) {
    const { items, next } = await application.accounts.listMembers(actor, params['name'] ?? '', query)
    return { status: 200, body: { json: { members: items.map(userView), next: next ?? null } } }
  },
})
