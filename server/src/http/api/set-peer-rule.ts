import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { hostOfCall } from './host-of-call.ts'
import { peerRuleOutput, peerRuleView } from './peer-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PUT'],
  path: '/api/v1/peers/:host/rule',
  access: 'admin',
  body: 'json',
  input: z.strictObject({
    rule: z.enum(['allow', 'block']),
    note: z.string().trim().min(1).max(1000).exactOptional().describe('for other administrators: why'),
  }),
  summary: 'Allows a server, or blocks it: nothing is heard from it any more, and nothing opened for it.',
  output: peerRuleOutput,
  errors: ['invalid-address'],
  async handle(call) {
    const { application, actor, input } = call
    const rule = await application.federation.setPeerRule(actor, hostOfCall(call), input)
    return { status: 200, body: { json: peerRuleView(rule) } }
  },
})
