import { lampOf } from '../../federation/index.ts'
import { defineRoute } from '../route.ts'
import { hostOfCall } from './host-of-call.ts'
import { peerDetailsOutput, peerDetailsView } from './peer-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/peers/:host',
  access: 'admin',
  body: 'none',
  summary:
    'Shows what is remembered of another server, without asking it, and what becomes of shares from there.',
  output: peerDetailsOutput,
  errors: ['invalid-address', 'not-found'],
  async handle(call) {
    const { application, actor } = call
    const host = hostOfCall(call)
    const peer = await application.federation.readPeer(actor, host)
    const breaker = await application.jobs.troubleWith(host)
    const lamp = lampOf(peer, breaker, application.clock.now())
    return { status: 200, body: { json: peerDetailsView(peer, lamp, breaker) } }
  },
})
