import { defineRoute } from '../route.ts'
import { hostOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/peers/:host/rule',
  access: 'admin',
  body: 'none',
  summary: 'Takes back what was said about a server.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.clearPeerRule(call.actor, hostOfCall(call))
    return { status: 204 }
  },
})
