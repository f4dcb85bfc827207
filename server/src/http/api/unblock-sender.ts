import { defineRoute } from '../route.ts'
import { unwantedOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/blocked-senders/:address',
  access: 'admin',
  body: 'none',
  summary: 'Takes shares of somebody at another server again.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.unblockSender(call.actor, unwantedOfCall(call), 'everybody')
    return { status: 204 }
  },
})
