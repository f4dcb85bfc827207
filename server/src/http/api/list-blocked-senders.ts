import { defineRoute } from '../route.ts'
import { blockedSendersOutput, blockedSendersView } from './blocked-sender-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/blocked-senders',
  access: 'admin',
  body: 'none',
  summary: 'Lists the people at other servers from whom nobody here takes anything.',
  output: blockedSendersOutput,
  async handle({ application, actor }) {
    const senders = await application.federation.listBlockedSenders(actor, 'everybody')
    return { status: 200, body: { json: blockedSendersView(senders) } }
  },
})
