import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inboxItemOutput, inboxItemView } from './inbox-item-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/inbox/:id/retry',
  access: 'user',
  body: 'none',
  summary:
    'Asks the server of an accepted share now whether it can be reached again; `staleSince` of the answer says so.',
  output: inboxItemOutput,
  errors: ['not-found', 'inbox-item-not-found', 'inbox-item-answered'],
  async handle({ application, actor, params }) {
    const item = await application.mounts.retryMount(actor, idParam(params['id']))
    return { status: 200, body: { json: inboxItemView(item) } }
  },
})
