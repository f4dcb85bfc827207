import { defineRoute } from '../route.ts'
import { unwantedOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/blocked-senders/:address',
  access: 'admin',
  body: 'none',
  summary:
    'Takes nothing from somebody at another server, or from everybody there (`@cloud.example`), any more, for anybody here.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.blockSender(call.actor, unwantedOfCall(call), 'everybody')
    return { status: 204 }
  },
})
