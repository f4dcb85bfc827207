import { defineRoute } from '../../route.ts'
import { outgoingPage } from './render-outgoing.ts'
import { withVisitor } from './with-visitor.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/ui/outgoing',
  access: 'none',
  body: 'none',
  summary: 'The light page on which somebody shares a file or a folder.',
  handle: (call) => withVisitor(call, '/ui/outgoing', async (guest) => outgoingPage(guest)),
})
