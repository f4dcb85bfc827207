import { defineRoute } from '../../route.ts'
import { inboxPage } from './render-inbox.ts'
import { withVisitor } from './with-visitor.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/ui/inbox',
  access: 'none',
  body: 'none',
  summary: 'What others share with somebody, as a light page.',
  handle: (call) =>
    withVisitor(call, '/ui/inbox', async (guest) =>
      inboxPage(guest, await call.application.mounts.listInbox(guest.actor, { limit: mostItems })),
    ),
})

const mostItems = 200
