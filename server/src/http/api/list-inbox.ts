import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { pageQuery } from './api-values.ts'
import { inboxItemOutput, inboxItemView } from './inbox-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/inbox',
  access: 'user',
  body: 'none',
  query: pageQuery,
  summary: 'Lists what others share with the user, newest first.',
  output: z.strictObject({ items: z.array(inboxItemOutput) }),
  async handle({ application, actor, query }) {
    const items = await application.mounts.listInbox(actor, query)
    return { status: 200, body: { json: { items: items.map(inboxItemView) } } }
  },
})
