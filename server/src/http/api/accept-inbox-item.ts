import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inboxItemOutput, inboxItemView } from './inbox-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/inbox/:id/accept',
  access: 'user',
  body: 'none',
  summary: 'Accepts a received share: it appears in the user’s files.',
  output: inboxItemOutput,
  errors: ['not-found', 'inbox-item-not-found', 'inbox-item-answered'],
  async handle({ application, actor, params }) {
    const item = await application.mounts.acceptShare(actor, idParam(params['id']))
    return { status: 200, body: { json: inboxItemView(item) } }
  },
})
