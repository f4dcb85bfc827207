import { defineRoute } from '../route.ts'
import { unwantedOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/me/blocked-senders/:address',
  access: 'user',
  body: 'none',
  summary: 'Takes shares of somebody at another server again, for you.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.unblockSender(call.actor, unwantedOfCall(call), 'mine')
    return { status: 204 }
  },
})
