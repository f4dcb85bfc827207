import { defineRoute } from '../route.ts'
import { blockedSendersOutput, blockedSendersView } from './blocked-sender-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/me/blocked-senders',
  access: 'user',
  body: 'none',
  summary: 'Lists the people at other servers from whom you take nothing.',
  output: blockedSendersOutput,
  async handle({ application, actor }) {
    const senders = await application.federation.listBlockedSenders(actor, 'mine')
    return { status: 200, body: { json: blockedSendersView(senders) } }
  },
})
