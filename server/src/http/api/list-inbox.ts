import { z } from 'zod'
import { receivedShareStates } from '../../mounts/index.ts'
import { defineRoute } from '../route.ts'
import { pageQuery } from './api-values.ts'
import { inboxItemOutput, inboxItemView } from './inbox-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/inbox',
  access: 'user',
  body: 'none',
  query: pageQuery.extend({ state: z.enum(receivedShareStates).exactOptional().describe('only those') }),
  summary: 'Lists what others share with the user, newest first.',
  output: z.strictObject({
    items: z.array(inboxItemOutput),
    pending: z.int().describe('how many wait for an answer, on this page or not'),
  }),
  async handle({ application, actor, query }) {
    const { mounts } = application
    const [items, pending] = await Promise.all([mounts.listInbox(actor, query), mounts.countPending(actor)])
    return { status: 200, body: { json: { items: items.map(inboxItemView), pending } } }
  },
})
