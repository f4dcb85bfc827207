import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inboxItemOutput, inboxItemView } from './inbox-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/inbox/:id/decline',
  access: 'user',
  body: 'none',
  summary: 'Declines a received share, or leaves an accepted one.',
  output: inboxItemOutput,
  errors: ['not-found', 'inbox-item-not-found'],
  async handle({ application, actor, params }) {
    const item = await application.mounts.declineShare(actor, idParam(params['id']))
    return { status: 200, body: { json: inboxItemView(item) } }
  },
})
