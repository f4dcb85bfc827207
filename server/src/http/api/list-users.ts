import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { namePageQuery, nextNameOutput } from './name-page-query.ts'
import { userOutput, userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/users',
  access: 'admin',
  body: 'none',
  query: namePageQuery,
  summary: 'Lists the users by name; `search` looks in names and addresses.',
  output: z.strictObject({ users: z.array(userOutput), next: nextNameOutput }),
  async handle({ application, actor, query }) {
    const { items, next } = await application.accounts.listUsers(actor, query)
    return { status: 200, body: { json: { users: items.map(userView), next: next ?? null } } }
  },
})
