import { defineRoute } from '../route.ts'
import { unwantedOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/me/blocked-senders/:address',
  access: 'user',
  body: 'none',
  summary:
    'Takes nothing from somebody at another server, or from everybody there (`@cloud.example`), any more, for you alone.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.blockSender(call.actor, unwantedOfCall(call), 'mine')
    return { status: 204 }
  },
})
