import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { groupOutput, groupView } from './group-view.ts'
import { namePageQuery, nextNameOutput } from './name-page-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/groups',
  access: 'admin',
  body: 'none',
  query: namePageQuery,
  summary: 'Lists the groups by name; `search` looks in names.',
  output: z.strictObject({ groups: z.array(groupOutput), next: nextNameOutput }),
  async handle({ application, actor, query }) {
    const { items, next } = await application.accounts.listGroups(actor, query)
    return { status: 200, body: { json: { groups: items.map(groupView), next: next ?? null } } }
  },
})
