import { defineRoute } from '../route.ts'
import { hostOfCall } from './host-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/peers/:host',
  access: 'admin',
  body: 'none',
  summary: 'Forgets a server, as if nobody here had ever dealt with it. Shares stay.',
  errors: ['invalid-address'],
  async handle(call) {
    await call.application.federation.forgetPeer(call.actor, hostOfCall(call))
    return { status: 204 }
  },
})
